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

  /// Nil where no request started in the window.
  /// - Parameters:
  ///   - samples: with starts.
  ///   - window: nanoseconds since 1970-01-01 UTC.
  ///   - assumedEffect: the design effect where the batches are too few to learn it.
  init?(_ samples: Samples, window: ClosedRange<Int64>, assumedEffect: Double) {
    let from = samples.starts.partitioningIndex { $0 >= window.lowerBound }
    let to = samples.starts.partitioningIndex { $0 > window.upperBound }
    guard from < to else { return nil }
    let values = Array(samples.values[from..<to])
    let sorted = RadixSort.sorted(values)
    var batches = BatchQuantiles(values: values, times: Array(samples.starts[from..<to]), window: window)
    let quantile = { Quantile.type7(sorted: sorted, $0) }
    let effect = Self.designEffect(
      batches.estimate(0.5), SampleQuantileError.logStandardError(of: 0.5, count: values.count, quantile: quantile))
    let factor = (effect ?? assumedEffect).squareRoot()
    var figures: [Statistic: Figure] = [:]
    for p in Samples.quantiles {
      guard let value = quantile(p) else { continue }
      let estimate = batches.estimate(p)
      let formula = SampleQuantileError.logStandardError(of: p, count: values.count, quantile: quantile)
      figures[.quantile(p)] = Figure(
        value: value, logStandardError: estimate?.standardError ?? formula.map { factor * $0.standardError },
        degreesOfFreedom: estimate.map { Double($0.batches - 1) }, isRough: estimate == nil && formula?.rough == true,
        isThin: estimate == nil)
    }
    if let mean = Moments.mean(sorted) {
      let estimate = batches.estimateOfMean()
      let formula = QuantileError.logStandardErrorOfMean(
        mean: mean, standardDeviation: Moments.standardDeviation(sorted), among: [], count: Double(sorted.count))
      figures[.mean] = Figure(
        value: mean, logStandardError: estimate?.standardError ?? formula.map { factor * $0.standardError },
        degreesOfFreedom: estimate.map { Double($0.batches - 1) }, isRough: estimate == nil && formula?.rough == true,
        isThin: estimate == nil)
    }
    self.figures = figures
    count = values.count
    designEffect = effect
    modes = TwoModes(sorted: sorted, effectiveCount: max(1, Double(values.count) / (effect ?? assumedEffect)))
  }

  /// D = SE²_w/SE²_independent of the median, at least 1 (docs/statistics.md §5).
  private static func designEffect(
    _ batches: BatchQuantiles.Estimate?, _ independent: (standardError: Double, rough: Bool)?
  ) -> Double? {
    guard let batches, let independent, independent.standardError > 0 else { return nil }
    let ratio = batches.standardError / independent.standardError
    return max(1, ratio * ratio)
  }
}

extension Array where Element == Int64 {
  /// The first place from which on a condition holds, which holds for all after the first.
  func partitioningIndex(where belongsToSecond: (Int64) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
