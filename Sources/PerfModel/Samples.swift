import PerfStats

/// Every value of a series, and when each began where the source tells.
///
/// 16 bytes a value with its time, 8 without.
public struct Samples: Sendable, Hashable {
  /// In base units, ordered by start and then by value; ascending where there are no starts.
  public let values: [Double]
  /// Nanoseconds since 1970-01-01 UTC, ascending and parallel to `values`; empty where the source does not tell.
  public let starts: [Int64]
  /// The step in which the source rounds its values, in base units; nil where it does not round.
  public let resolution: Double?
  /// Nil of a few values, of which each statistic is worked out when it is asked for: a run of many endpoints has 100,000 such series, most
  /// of which nobody looks at.
  private let kept: PublishedStatistics?

  /// The quantiles that `summary` holds.
  public static let quantiles = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]
  private static let summarised: [Statistic] =
    [.mean, .minimum] + quantiles.map { .quantile($0) } + [.maximum, .standardDeviation, .sum]

  /// How many values are few.
  private static let few = 1024

  /// Values without times, in any order; finite and at least one.
  /// - Parameter resolution: the step in which the source rounds its values, in base units.
  public init(values: [Double], resolution: Double? = nil) {
    self.values = RadixSort.sorted(values)
    starts = []
    self.resolution = resolution
    kept = values.count > Self.few ? Self.summary(sorted: self.values, resolution) : nil
  }

  /// Values with the times at which they began, in any order; finite, at least one, and as many as starts.
  public init(values: [Double], starts: [Int64], resolution: Double? = nil) {
    precondition(values.count == starts.count, "each value has its start")
    var items = zip(values, starts).map {
      RadixSort.Keyed(key: RadixSort.key(of: $0), payload: UInt64(bitPattern: $1))
    }
    RadixSort.sort(&items)
    self.resolution = resolution
    kept = Self.summary(sorted: items.map { RadixSort.value(ofKey: $0.key) }, resolution)
    // The sort is stable: values that began together stay in ascending order.
    for index in items.indices {
      let item = items[index]
      items[index] = RadixSort.Keyed(key: item.payload ^ Self.signBit, payload: item.key)
    }
    RadixSort.sort(&items)
    self.values = items.map { RadixSort.value(ofKey: $0.payload) }
    self.starts = items.map { Int64(bitPattern: $0.key ^ Self.signBit) }
  }

  private init(values: [Double], starts: [Int64], resolution: Double?, kept: PublishedStatistics?) {
    self.values = values
    self.starts = starts
    self.resolution = resolution
    self.kept = kept
  }

  /// The same requests with every value multiplied by a positive factor; nil where one leaves the range of numbers.
  public func scaled(by factor: Double) -> Samples? {
    let statistics = summary.values.mapValues { $0 * factor }
    guard factor > 0, statistics.values.allSatisfy(\.isFinite) else { return nil }
    return Samples(
      values: values.map { $0 * factor }, starts: starts, resolution: resolution,
      kept: kept.map {
        PublishedStatistics(count: $0.count, values: statistics, method: $0.method, resolution: resolution)
      })
  }

  /// Values that are in order already.
  /// - Parameter sorted: the same values, ascending.
  init(ordered values: [Double], starts: [Int64], sorted: [Double], resolution: Double?) {
    self.values = values
    self.starts = starts
    self.resolution = resolution
    kept = Self.summary(sorted: sorted, resolution)
  }

  public var count: Int { values.count }

  /// The statistics that reports ask for.
  public var summary: PublishedStatistics { kept ?? Self.summary(sorted: values, resolution) }

  /// A statistic; quantiles are of type 7, of any order.
  public subscript(statistic: Statistic) -> Double? {
    if let known = kept?[statistic] { return known }
    guard kept == nil else {
      guard case .quantile(let p) = statistic else { return nil }
      return Quantile.type7(sorted: RadixSort.sorted(values), p)
    }
    return Self.figure(statistic, sorted: values).flatMap { $0.isFinite ? $0 : nil }
  }

  private static let signBit: UInt64 = 1 << 63

  private static func summary(sorted: [Double], _ resolution: Double?) -> PublishedStatistics {
    PublishedStatistics(
      count: sorted.count, ascending: summarised.map { ($0, figure($0, sorted: sorted)) }, method: .linear,
      resolution: resolution)
  }

  private static func figure(_ statistic: Statistic, sorted: [Double]) -> Double? {
    switch statistic {
    case .mean: Moments.mean(sorted)
    case .minimum: sorted.first
    case .maximum: sorted.last
    case .standardDeviation: Moments.standardDeviation(sorted)
    case .sum: Summation.sum(sorted)
    case .quantile(let p): Quantile.type7(sorted: sorted, p)
    case .value: nil
    }
  }
}
