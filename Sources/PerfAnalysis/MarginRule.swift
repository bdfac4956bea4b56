import Glibc
import PerfModel
import PerfUnits

/// The margin of a row on the scale of its effect.
struct MarginRule {
  let margins: Margins

  /// ln(1 + margin), and for durations never less than the absolute floor at the base value.
  func relative(_ metric: Metric, _ statistic: Statistic, base: Double) -> Double {
    let share = log1p(margins.relative(statistic))
    guard metric.unit.dimension == .time, base > 0 else { return share }
    let ratio = margins.durationFloor / base
    return max(share, ratio.isFinite ? log1p(ratio) : log(margins.durationFloor) - log(base))
  }

  /// The margin of a ratio in its own unit.
  var absolute: Double { margins.ratio }
}
