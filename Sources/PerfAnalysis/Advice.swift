import Glibc
import PerfModel
import PerfStats
import PerfUnits

/// What to do next to settle what is open.
enum Advice {
  /// A sentence for each likely row that repeats would settle, at most three, then one for the rows that cannot tell.
  static func sentences(_ rows: [Row]) -> [String] {
    let gated = rows.filter(\.isGated)
    let likely = gated.filter { $0.verdict == .likelyWorse }.compactMap(settle)
    let open = gated.filter { $0.verdict == .inconclusive && $0.metric.instrument != .ratio }.compactMap(resolve)
    return Array(likely.prefix(3)) + (open.min { $0.runs < $1.runs }.map { [$0.text] } ?? [])
  }

  /// How many runs a side would tell whether the change is beyond its margin.
  private static func settle(_ row: Row) -> String? {
    guard let effect = row.effect, let margin = row.margin, let deviation = deviation(row, effect) else { return nil }
    let distance = abs(abs(effect.estimate) - margin)
    guard distance > 0 else { return nil }
    let runs = Resolution.runsPerSide(toResolve: distance, runToRunDeviation: deviation)
    guard runs <= 100 else { return nil }
    let wanted = max(runs, max(row.runs.before, row.runs.after) + 1)
    return "\(name(row)): about \(wanted) runs a side, recorded in turn, would settle whether "
      + "\(percent(exp(effect.estimate) - 1, signed: true)) is beyond the margin of \(percent(exp(margin) - 1))"
  }

  /// What a few more runs would show, and how many it takes to see the margin.
  private static func resolve(_ row: Row) -> (runs: Int, text: String)? {
    guard let effect = row.effect, let margin = row.margin, let deviation = deviation(row, effect) else { return nil }
    let present = max(row.runs.before, row.runs.after)
    let needed = max(present + 1, Resolution.runsPerSide(toResolve: margin, runToRunDeviation: deviation))
    let few = max(4, present + 3)
    let visible = exp(Resolution.smallestVisibleEffect(standardError: deviation * (2 / Double(few)).squareRoot())) - 1
    let text =
      needed <= few
      ? "\(name(row)): \(needed) runs a side, recorded in turn, would resolve ±\(percent(exp(margin) - 1))"
      : "\(name(row)): \(few - present) more runs a side would resolve ±\(percent(visible)); "
        + "±\(percent(exp(margin) - 1)) takes \(needed) runs a side"
    return (needed, text)
  }

  /// The standard deviation of ln(statistic) of one run: SE² = σ²·(1/n + 1/m).
  private static func deviation(_ row: Row, _ effect: Effect) -> Double? {
    guard effect.scale == .relative, effect.standardError > 0, row.runs.before > 0, row.runs.after > 0 else {
      return nil
    }
    return effect.standardError / (1 / Double(row.runs.before) + 1 / Double(row.runs.after)).squareRoot()
  }

  private static func name(_ row: Row) -> String {
    let statistic = row.statistic == .value ? row.key.metric.rawValue : row.statistic.name
    return [row.key.endpoint, statistic].compactMap(\.self).joined(separator: " ")
  }

  private static func percent(_ share: Double, signed: Bool = false) -> String {
    let text = NumberText.significant(share * 100, digits: 2) + " %"
    return signed && share > 0 ? "+" + text : text
  }
}
