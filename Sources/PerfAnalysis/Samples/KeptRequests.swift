import PerfModel
import PerfStats

/// The requests of a series that started in the steady part of its run.
struct KeptRequests {
  /// In the order of `starts`.
  let values: [Double]
  /// Nanoseconds since 1970-01-01 UTC, ascending.
  let starts: [Int64]
  /// The values in ascending order.
  let sorted: [Double]
  let window: ClosedRange<Int64>
  /// The mean and the standard deviation.
  let mean: Double?
  let deviation: Double?

  /// Nil where no request started in the window.
  /// - Parameters:
  ///   - samples: with starts.
  ///   - window: nanoseconds since 1970-01-01 UTC.
  init?(_ samples: Samples, window: ClosedRange<Int64>) {
    let from = Self.place(in: samples.starts) { $0 >= window.lowerBound }
    let to = Self.place(in: samples.starts) { $0 > window.upperBound }
    guard from < to else { return nil }
    let isWhole = to - from == samples.count
    values = isWhole ? samples.values : Array(samples.values[from..<to])
    starts = isWhole ? samples.starts : Array(samples.starts[from..<to])
    sorted = RadixSort.sorted(values)
    mean = isWhole ? samples[.mean] : Moments.mean(sorted)
    deviation = isWhole ? samples[.standardDeviation] : Moments.standardDeviation(sorted)
    self.window = window
  }

  var count: Int { values.count }

  /// The type-7 quantile.
  func quantile(_ p: Double) -> Double? { Quantile.type7(sorted: sorted, p) }

  /// The first place from which on a condition holds, which holds for all after the first.
  private static func place(in times: [Int64], where isAtOrBeyond: (Int64) -> Bool) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if isAtOrBeyond(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
