import Glibc
import PerfModel
import PerfStats

/// Estimates the absolute change of a share: error ratios, pass ratios.
struct RatioEffect {
  let policy: ComparisonPolicy

  /// The change from exact counts where every run has them, otherwise from the values of three or more runs a side.
  /// - Parameter learned: how bursty the failures are second by second, where raw data tells.
  func estimate(_ before: [Ratio], _ after: [Ratio], learned: Double? = nil) -> Effect? {
    if let x = Self.pooled(before), let y = Self.pooled(after) { return fromCounts(before, after, x, y, learned) }
    let a = before.map(\.value)
    let b = after.map(\.value)
    guard a.count >= 3, b.count >= 3, let interval = Welch.difference(a, b, confidence: policy.confidence) else {
      return nil
    }
    return Effect(
      scale: .absolute, estimate: interval.estimate, low: interval.low, high: interval.high,
      standardError: interval.standardError, degreesOfFreedom: interval.degreesOfFreedom, basis: .runs,
      pValue: Welch.test(a, b)?.pTwoSided)
  }

  /// Newcombe's hybrid score interval on n/φ (docs/statistics.md §3, 6): failures come in bursts, so φ = 3
  /// unless the seconds tell it, or the runs show more.
  private func fromCounts(
    _ before: [Ratio], _ after: [Ratio], _ x: (events: Int, total: Int), _ y: (events: Int, total: Int),
    _ learned: Double?
  ) -> Effect? {
    let isReplicated = before.count >= 3 && after.count >= 3
    let second = isReplicated ? nil : learned
    let dispersion = max(second ?? policy.errorDesignEffect, Self.dispersion(before, x), Self.dispersion(after, y))
    guard
      let interval = Proportion.newcombe(
        successes1: Double(x.events), trials1: Double(x.total), successes2: Double(y.events), trials2: Double(y.total),
        confidence: policy.confidence, designEffect: dispersion)
    else { return nil }
    let z = NormalDistribution.quantile(0.5 + policy.confidence / 2)
    return Effect(
      scale: .absolute, estimate: interval.estimate, low: interval.low, high: interval.high,
      standardError: (interval.high - interval.low) / 2 / z, degreesOfFreedom: nil,
      basis: isReplicated ? .runs : second == nil ? .summary : .samples)
  }

  /// Pearson's X²/(k − 1) of the runs of one side: how much more they differ than independent trials would
  /// (McCullagh and Nelder, Generalized Linear Models, 2nd ed., §4.5.2). 1 with fewer than three runs.
  static func dispersion(_ runs: [Ratio], _ pooled: (events: Int, total: Int)) -> Double {
    let p = Double(pooled.events) / Double(pooled.total)
    guard runs.count >= 3, p > 0, p < 1 else { return 1 }
    let squares = runs.compactMap { run -> Double? in
      guard let events = run.events, let total = run.total else { return nil }
      let expected = Double(total) * p
      return (Double(events) - expected) * (Double(events) - expected) / (expected * (1 - p))
    }
    return Summation.sum(squares) / Double(runs.count - 1)
  }

  /// The counts of all runs together, nil where a run has none.
  static func pooled(_ runs: [Ratio]) -> (events: Int, total: Int)? {
    var sum = (events: 0, total: 0)
    for run in runs {
      guard let events = run.events, let total = run.total else { return nil }
      let (allEvents, eventsOverflow) = sum.events.addingReportingOverflow(events)
      let (allTotal, totalOverflow) = sum.total.addingReportingOverflow(total)
      guard !eventsOverflow, !totalOverflow else { return nil }
      sum = (allEvents, allTotal)
    }
    return sum.total > 0 ? sum : nil
  }
}
