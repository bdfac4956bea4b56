import PerfModel
import PerfUnits

/// Zeros have no logarithm: what is said of them instead.
struct ZeroRule {
  /// Seconds: no smaller change of a duration is worth acting on.
  let floor: Double

  /// A verdict where a zero decides it, nil where the ordinary way goes on.
  func settle(
    _ before: [LogEffect.Figure], _ after: [LogEffect.Figure], _ metric: Metric
  ) -> (verdict: Verdict, reason: String)? {
    let figures = before + after
    guard figures.contains(where: { $0.value <= 0 }) else { return nil }
    if figures.allSatisfy({ $0.value == 0 }) {
      let isRounded = figures.contains { $0.resolution > 0 }
      return (.equivalent, isRounded ? "both sides are below the file's step of rounding" : "both sides are zero")
    }
    if figures.contains(where: { $0.value < 0 }) { return (.notComparable, "a value is negative") }
    if figures.allSatisfy({ $0.value > 0 || $0.resolution > 0 }) { return nil }
    let difference = (Shown.center(after.map(\.value)) ?? 0) - (Shown.center(before.map(\.value)) ?? 0)
    if metric.unit.dimension == .time, abs(difference) <= floor {
      return (.equivalent, "the difference is below the absolute floor")
    }
    return difference > 0
      ? (.new, "the base is zero: there is no ratio") : (.notComparable, "a value after is zero: there is no ratio")
  }

  /// The figures with half a step in place of each rounded zero, which stands for anything below that.
  static func substituted(_ figures: [LogEffect.Figure]) -> [LogEffect.Figure] {
    figures.map { figure in
      guard figure.value == 0 else { return figure }
      return LogEffect.Figure(
        value: figure.resolution / 2, logStandardError: figure.logStandardError, isRough: figure.isRough,
        resolution: figure.resolution)
    }
  }
}
