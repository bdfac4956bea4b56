import Glibc
import PerfModel

/// Worsens every gated row of the actual inputs by twice its margin or noise floor, whichever is larger, and judges again: a row
/// that does not turn red would let a regression pass.
///
/// The after side is first set to the level of the before side, with its own spread and counts, so that an improvement does not
/// hide the gate. Rows of one statistic are worsened together: one pass for each statistic, not for each row.
struct SelfTest {
  let policy: ComparisonPolicy

  func run(_ table: ComparisonTable) -> SelfTestResult {
    let absent = table.rows.filter { $0.verdict == .missing && GatedFamily.declares($0.key) }
    var blind = absent.map { row in
      SelfTestResult.BlindRow(key: row.key, statistic: row.statistic, reason: "the after side does not have it")
    }
    let gated = table.rows.filter { $0.isGated && !TestOutcomes.owns($0.key) && $0.verdict != .missing }
    var seeing = table.rows.count { $0.isGated && TestOutcomes.owns($0.key) }
    let family = gated.count { $0.pWorse != nil }
    let passes = Dictionary(grouping: gated) { Pass(metric: $0.key.metric, statistic: $0.statistic) }
    for (pass, rows) in passes.sorted(by: { ($0.key.metric, $0.key.statistic) < ($1.key.metric, $1.key.statistic) }) {
      let worse = worsened(table, pass, rows, family)
      let verdicts = Dictionary(uniqueKeysWithValues: worse.map { ($0.key, $0) })
      for row in rows {
        if verdicts[row.key]?.verdict == .regressed {
          seeing += 1
        } else {
          blind.append(.init(key: row.key, statistic: row.statistic, reason: Self.reason(row, verdicts[row.key])))
        }
      }
    }
    return SelfTestResult(seeing: seeing, blind: blind.sorted { ($0.key, $0.statistic) < ($1.key, $1.statistic) })
  }

  private struct Pass: Hashable {
    let metric: MetricID
    let statistic: Statistic
  }

  private static func reason(_ row: Row, _ again: Row?) -> String {
    if let reason = row.reason { return reason }
    guard let again else { return "the row disappears when it is worsened" }
    return "worsened by twice its noise floor it is still '\(again.verdict.rawValue)'"
  }

  /// The rows of one statistic after a second judgement of the worsened inputs.
  private func worsened(_ table: ComparisonTable, _ pass: Pass, _ rows: [Row], _ family: Int) -> [Row] {
    let shifts = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, Worsening(of: $0, family: family, policy)) })
    let runs = table.after.runs.map { run in
      run.with(
        series: run.series.map { series in
          guard let shift = shifts[series.key] else { return series }
          return shift.applied(to: series)
        })
    }
    var again = policy
    again.paired = table.isPaired
    return ComparisonTable(table.before, Side(runs: runs), policy: again).rows
      .filter { $0.key.metric == pass.metric && $0.statistic == pass.statistic }
  }
}

/// By how much a row is made worse.
private struct Worsening {
  private let row: Row
  /// On the scale of the row's effect, oriented by the metric's direction.
  private let amount: Double
  private let floor: Double

  init(of row: Row, family: Int, _ policy: ComparisonPolicy) {
    self.row = row
    floor = policy.margins.durationFloor
    let size = 2 * max(row.margin ?? 0, Self.familyNoiseFloor(row, family))
    amount = row.metric.direction == .higherIsBetter ? -size : size
  }

  /// The gate corrects for its whole family, so the noise floor that it has to rise above does too.
  private static func familyNoiseFloor(_ row: Row, _ family: Int) -> Double {
    guard let effect = row.effect, row.pWorse != nil, family > 0 else { return row.noiseFloor ?? 0 }
    return max(row.noiseFloor ?? 0, effect.quantile(1 - GatedFamily.alpha / Double(family)) * effect.standardError)
  }

  func applied(to series: Series) -> Series {
    let content: Series.Content
    switch series.content {
    case .distribution(.samples(let samples)) where row.effect != nil:
      guard let worse = samples.scaled(by: scaled(1)) else { return series }
      content = .distribution(.samples(worse))
    case .distribution(let distribution):
      let published = distribution.published
      let values = published.values.mapValues(scaled)
      content = .distribution(
        .quantiles(
          PublishedStatistics(
            count: published.count, values: values, method: published.method, resolution: published.resolution)))
    case .counter(let value): content = .counter(scaled(value))
    case .scalar(let value): content = .scalar(scaled(value))
    case .ratio(let ratio): content = .ratio(shifted(ratio))
    case .gauge, .noData: content = series.content
    }
    return Series(key: series.key, metric: series.metric, content: content)
  }

  private func scaled(_ value: Double) -> Double {
    guard let effect = row.effect else { return value + 10 * floor }
    return value * exp(amount - effect.estimate)
  }

  private func shifted(_ ratio: Ratio) -> Ratio {
    let target = min(1, max(0, ratio.value + amount - (row.effect?.estimate ?? 0)))
    guard let total = ratio.total else { return Ratio(value: target) }
    // Near 2^63 a Double rounds to what no Int holds.
    let events = (target * Double(total)).rounded(.up)
    return Ratio(events: events < Double(total) ? Int(events) : total, of: total) ?? ratio
  }
}
