import Glibc
import PerfModel
import PerfStats
import PerfUnits

/// The uncertainty of a single side's values, under the same assumptions as that of a change (docs/statistics.md §3).
struct ActualInterval {
  let policy: ComparisonPolicy

  /// A share: Wilson's interval on the counts of all runs divided by the design effect of failures; without counts, Student's t over
  /// three or more runs.
  func share(_ value: Double, _ ratios: [Ratio]) -> ActualValue {
    var actual = ActualValue(value: value)
    if let counts = RatioEffect.pooled(ratios) {
      let effect = max(policy.errorDesignEffect, RatioEffect.dispersion(ratios, counts))
      let interval = Proportion.wilson(
        successes: Double(counts.events) / effect, trials: Double(counts.total) / effect, confidence: policy.confidence)
      actual.interval = interval.map { .init(low: $0.low, high: $0.high) }
      actual.resolution = .trials(designEffect: effect, count: Double(counts.total))
      return actual
    }
    guard ratios.count >= 3, let estimate = spread(ratios.map(\.value), extraVariance: 0) else {
      actual.notes.append("no interval: the file gives the share without the counts behind it")
      return actual
    }
    actual.interval = .init(low: max(0, estimate.low), high: min(1, estimate.high))
    return actual
  }

  /// A positive figure: Student's t over the runs' ln values with three or more runs, otherwise what the summaries tell of their
  /// sampling error, with the design effect and with run-to-run noise only where it is known.
  func positive(_ value: Double, _ figures: [LogEffect.Figure], _ requests: Double?) -> ActualValue {
    var actual = ActualValue(value: value)
    guard figures.allSatisfy({ $0.value > 0 && $0.value.isFinite }) else {
      let isRounded = figures.contains { $0.resolution > 0 }
      actual.notes.append(
        isRounded ? "no interval: the value is below the file's step of rounding" : "no interval: the value is zero")
      return actual
    }
    let rounding = Summation.sum(figures.map(\.roundingVariance)) / Double(figures.count)
    if figures.count >= 3 {
      guard let estimate = spread(figures.map { log($0.value) }, extraVariance: rounding) else { return actual }
      actual.interval = .init(low: exp(estimate.low), high: exp(estimate.high))
      actual.resolution = .runs(
        logDeviation: estimate.standardError * Double(figures.count).squareRoot(), count: figures.count)
      return actual
    }
    let errors = figures.compactMap(\.logStandardError)
    guard errors.count == figures.count else {
      actual.notes.append("no interval: the file does not hold what the sampling error needs")
      return actual
    }
    if figures.contains(where: \.isRough) {
      actual.notes.append("no higher quantile in the file: the interval is rough")
    }
    let runs = Double(figures.count)
    let sampling = policy.designEffect * Summation.sum(errors.map { $0 * $0 }) / (runs * runs)
    let noise = policy.isRunToRunDeviationKnown ? policy.runToRunDeviation * policy.runToRunDeviation : 0
    let reach =
      NormalDistribution.quantile(0.5 + policy.confidence / 2) * (sampling + (rounding + noise) / runs).squareRoot()
    guard reach.isFinite else { return actual }
    actual.interval = .init(low: value * exp(-reach), high: value * exp(reach))
    if let requests, sampling > 0 {
      actual.resolution = .requests(logStandardError: sampling.squareRoot(), count: requests)
    }
    return actual
  }

  private func spread(_ values: [Double], extraVariance: Double) -> IntervalEstimate? {
    guard let mean = Moments.mean(values), let variance = Moments.variance(values) else { return nil }
    let count = Double(values.count)
    return IntervalEstimate(
      estimate: mean, standardError: ((variance + extraVariance) / count).squareRoot(), degreesOfFreedom: count - 1,
      confidence: policy.confidence)
  }

  /// What would settle whether a value is beyond a bound that its interval holds.
  ///
  /// Requests: the standard error falls with √n, so n·(z·SE/ln(actual/bound))². A share: Wilson's interval holds the bound b while
  /// |p − b| ≤ z·√(b(1 − b)φ/n), so z²·b(1 − b)φ/(p − b)².
  func settling(_ actual: ActualValue, bound: Double) -> String? {
    let z = NormalDistribution.quantile(0.5 + policy.confidence / 2)
    switch actual.resolution {
    case .requests(let error, let count):
      guard actual.value > 0, bound > 0 else { return nil }
      let ratio = z * error / log(actual.value / bound)
      return requests(count * ratio * ratio, present: count)
    case .trials(let effect, let count):
      let distance = actual.value - bound
      return requests(z * z * bound * (1 - bound) * effect / (distance * distance), present: count)
    case .runs(let deviation, let count):
      guard actual.value > 0, bound > 0 else { return nil }
      let ratio = z * deviation / log(actual.value / bound)
      let runs = (ratio * ratio).rounded(.up)
      guard runs <= 100 else { return "more than 100 runs would be needed to tell it from the bound" }
      return "about \(max(Int(runs), count + 1)) runs would settle it (\(count) now)"
    case nil: return nil
    }
  }

  private func requests(_ needed: Double, present: Double) -> String {
    guard needed <= 1e9 else { return "it is too near the bound for any test to tell" }
    // Two digits are all that such a figure is good for.
    let step = pow(10, max(0, log10(max(needed, 1)).rounded(.down) - 1))
    let shown = max((needed / step).rounded(.up) * step, present + 1)
    return "about \(NumberText.grouped(Int(shown))) requests would settle it (\(NumberText.grouped(Int(present))) now)"
  }
}
