import Glibc
import PerfModel
import PerfStats

/// Estimates the relative change of a positive statistic: durations, rates, counts.
struct LogEffect {
  let policy: ComparisonPolicy
  /// The run-to-run standard deviation to assume where runs do not show their own.
  let runToRunDeviation: Double

  /// One run's figure.
  struct Figure {
    /// Positive.
    let value: Double
    /// The standard error of ln(value) from within the run, nil where the source gives no count.
    let logStandardError: Double?
    /// Whether that error is a rough one: the quantile has no published neighbour above it.
    let isRough: Bool
    /// The step of rounding of the source, 0 where it does not round.
    let resolution: Double
    /// Set where single requests told the error, with what their dependence adds to it.
    var sampling: Sampling?
    /// How many observations the figure is of, nil where that is not known or means nothing.
    var count: Int?

    /// The variance of ln(value) from rounding alone, uniform over one step.
    var roundingVariance: Double {
      let step = resolution / value
      return step * step / 12
    }
  }

  /// What single requests say of a figure.
  struct Sampling {
    /// Requests in the steady part.
    let count: Int
    /// Of the standard error: the batches less one; nil for a formula.
    let degreesOfFreedom: Double?
    /// Whether there were too few requests beyond the quantile for batches.
    let isThin: Bool
  }

  /// The change from `before` to `after`: from the runs' own spread with three or more a side, otherwise from the summaries.
  func estimate(_ before: [Figure], _ after: [Figure], isPaired: Bool) -> Effect? {
    guard !before.isEmpty, !after.isEmpty else { return nil }
    let isReplicated = before.count >= 3 && after.count >= 3
    return isReplicated ? fromRuns(before, after, isPaired: isPaired) : fromSummaries(before, after)
  }

  /// docs/statistics.md §3, 4: SE² = D·SE²before + D·SE²after + σr² for each side, each divided by its number of runs.
  private func fromSummaries(_ before: [Figure], _ after: [Figure]) -> Effect {
    let figures = before + after
    let estimate = Self.meanLog(after) - Self.meanLog(before)
    let standardError = (variance(before) + variance(after)).squareRoot()
    let degreesOfFreedom = degreesOfFreedom(before, after, standardError)
    let order = 0.5 + policy.confidence / 2
    let critical =
      degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).quantile(order) } ?? NormalDistribution.quantile(order)
    let reach = critical * standardError
    return Effect(
      scale: .relative, estimate: estimate, low: estimate - reach, high: estimate + reach, standardError: standardError,
      degreesOfFreedom: degreesOfFreedom, basis: figures.allSatisfy { $0.sampling != nil } ? .samples : .summary,
      warnings: warnings(figures))
  }

  /// Satterthwaite's: SE⁴/Σ(vᵢ²/νᵢ) over the variances vᵢ that batches told, what is assumed counting as known; nil where nothing
  /// was told by batches.
  private func degreesOfFreedom(_ before: [Figure], _ after: [Figure], _ standardError: Double) -> Double? {
    let terms = [before, after].flatMap { figures in
      figures.compactMap { figure -> Double? in
        guard let error = figure.logStandardError, let degrees = figure.sampling?.degreesOfFreedom else { return nil }
        let share = error / Double(figures.count) / standardError
        return share * share * share * share / degrees
      }
    }
    let sum = Summation.sum(terms)
    return sum > 0 && sum.isFinite ? 1 / sum : nil
  }

  private static func meanLog(_ figures: [Figure]) -> Double {
    Summation.sum(figures.map { log($0.value) }) / Double(figures.count)
  }

  private func variance(_ figures: [Figure]) -> Double {
    let runs = Double(figures.count)
    let within = figures.map { figure in
      let sampling = figure.logStandardError ?? 0
      let effect = figure.sampling == nil ? policy.designEffect : 1
      return effect * sampling * sampling + figure.roundingVariance
    }
    return (Summation.sum(within) / runs + runToRunDeviation * runToRunDeviation) / runs
  }

  private func warnings(_ figures: [Figure]) -> [Comparison.Warning] {
    if figures.contains(where: { $0.logStandardError == nil }) {
      return [
        .init(
          id: "assumed-noise-only", text: "the file does not hold what its sampling error needs: assumed noise only")
      ]
    }
    if figures.contains(where: { $0.sampling?.isThin == true }) {
      return [
        .init(
          id: "insufficient-tail-data",
          text:
            "insufficient tail data for ten batches: the sampling error is a formula's with the median's design effect")
      ]
    }
    if figures.contains(where: \.isRough) {
      return [.init(id: "rough-quantile-error", text: "no higher quantile in the file: the sampling error is rough")]
    }
    return []
  }

  /// docs/statistics.md §4: each run's ln(statistic) is one observation.
  private func fromRuns(_ before: [Figure], _ after: [Figure], isPaired: Bool) -> Effect? {
    let a = before.map { log($0.value) }
    let b = after.map { log($0.value) }
    let rounding = (before + after).map(\.roundingVariance)
    let extra = Summation.sum(rounding) / Double(rounding.count) * (1 / Double(a.count) + 1 / Double(b.count))
    let arePairs = isPaired && a.count == b.count
    let interval =
      arePairs
      ? PairedT.difference(a, b, confidence: policy.confidence, extraVariance: extra)
      : robust(a, b) ?? Welch.difference(a, b, confidence: policy.confidence, extraVariance: extra)
    guard let interval else { return nil }
    var effect = Effect(
      scale: .relative, estimate: interval.estimate, low: interval.low, high: interval.high,
      standardError: interval.standardError, degreesOfFreedom: interval.degreesOfFreedom, basis: .runs)
    if arePairs {
      effect.pValue = PairedT.test(a, b)?.pTwoSided
      effect.exactP = SignFlip.pValue(zip(b, a).map { $0 - $1 })
    } else {
      effect.pValue = Welch.test(a, b)?.pTwoSided
      if a.count >= 4, b.count >= 4 { effect.exactP = MannWhitney.test(a, b)?.pTwoSided }
    }
    return effect
  }

  private func robust(_ a: [Double], _ b: [Double]) -> IntervalEstimate? {
    policy.isRobust ? HodgesLehmann.shift(a, b, confidence: policy.confidence) : nil
  }
}
