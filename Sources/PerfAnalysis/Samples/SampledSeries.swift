import PerfModel
import PerfStats

/// The statistics of the requests of one series that started in the steady part of its run, with their sampling errors.
struct SampledSeries {
  let count: Int
  let figures: [Statistic: Figure]
  /// How much larger the variance of the median is than among independent requests, from batches; nil where there are too few.
  let designEffect: Double?
  /// Two humps, where there are.
  let modes: TwoModes?

  /// One statistic.
  struct Figure {
    let value: Double
    /// Of ln(value), with what the dependence of requests adds; nil where it cannot be told.
    let logStandardError: Double?
    /// Of that error: the batches less one.
    let degreesOfFreedom: Double?
    let isRough: Bool
    /// Whether there were too few requests beyond the quantile for batches.
    let isThin: Bool
  }

  /// - Parameter assumedEffect: the design effect where the batches are too few to learn it.
  init(_ requests: KeptRequests, assumedEffect: Double) {
    var batches = BatchQuantiles(values: requests.values, times: requests.starts, window: requests.window)
    func formula(_ p: Double) -> (standardError: Double, rough: Bool)? {
      SampleQuantileError.logStandardError(of: p, count: requests.count, quantile: requests.quantile)
    }
    let effect = Self.designEffect(batches.estimate(0.5), formula(0.5))
    let factor = (effect ?? assumedEffect).squareRoot()
    func figure(
      _ value: Double, _ estimate: BatchQuantiles.Estimate?, _ formula: (standardError: Double, rough: Bool)?
    ) -> Figure {
      Figure(
        value: value, logStandardError: estimate?.standardError ?? formula.map { factor * $0.standardError },
        degreesOfFreedom: estimate.map { Double($0.batches - 1) }, isRough: estimate == nil && formula?.rough == true,
        isThin: estimate == nil)
    }
    var figures: [Statistic: Figure] = [:]
    for p in Samples.quantiles {
      if let value = requests.quantile(p) { figures[.quantile(p)] = figure(value, batches.estimate(p), formula(p)) }
    }
    var effectOfMean: Double?
    if let mean = requests.mean {
      let formula = QuantileError.logStandardErrorOfMean(
        mean: mean, standardDeviation: requests.deviation, among: [], count: Double(requests.count))
      let estimate = batches.estimateOfMean()
      figures[.mean] = figure(mean, estimate, formula)
      effectOfMean = Self.designEffect(estimate, formula)
    }
    self.figures = figures
    count = requests.count
    designEffect = effect
    // Of the mean: a median that lies between two humps jumps from batch to batch though the requests are independent.
    modes = TwoModes(
      sorted: requests.sorted,
      effectiveCount: max(1, Double(requests.count) / (effectOfMean ?? effect ?? assumedEffect)))
  }

  /// D = SE²_w/SE²_independent, at least 1 (docs/statistics.md §7).
  private static func designEffect(
    _ batches: BatchQuantiles.Estimate?, _ independent: (standardError: Double, rough: Bool)?
  ) -> Double? {
    guard let batches, let independent, independent.standardError > 0 else { return nil }
    let ratio = batches.standardError / independent.standardError
    return max(1, ratio * ratio)
  }
}
