import PerfStats

/// Every value of a series, and when each began where the source tells.
///
/// 16 bytes a value with its time, 8 without.
public struct Samples: Sendable {
  private let content: Content
  /// The step in which the source rounds its values, in base units; nil where it does not round.
  public let resolution: Double?
  /// Nil of a few values, of which each statistic is worked out when it is asked for: a run of many endpoints has 100,000 such series, most
  /// of which nobody looks at.
  private let kept: PublishedStatistics?

  private enum Content: Sendable {
    /// Without times, ascending.
    case ascending([Double])
    case ordered(Ordered)
    case recorded(RecordedSamples)
  }

  /// The quantiles that `summary` holds.
  public static let quantiles = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999]
  private static let summarised: [Statistic] =
    [.mean, .minimum] + quantiles.map { .quantile($0) } + [.maximum, .standardDeviation, .sum]

  /// How many values are few.
  static let few = 1024

  /// Values without times, in any order; finite and at least one.
  /// - Parameter resolution: the step in which the source rounds its values, in base units.
  public init(values: [Double], resolution: Double? = nil) {
    let ascending = RadixSort.sorted(values)
    content = .ascending(ascending)
    self.resolution = resolution
    kept = values.count > Self.few ? Self.summary(sorted: ascending, resolution) : nil
  }

  /// Values with the times at which they began, in any order; finite, at least one, and as many as starts.
  public init(values: [Double], starts: [Int64], resolution: Double? = nil) {
    precondition(values.count == starts.count, "each value has its start")
    var items = zip(values, starts).map { Ordered.item($0, start: $1) }
    content = .ordered(Ordered(&items))
    self.resolution = resolution
    kept = values.count > Self.few ? Self.summary(sorted: RadixSort.sorted(values), resolution) : nil
  }

  /// Values where they were recorded.
  /// - Parameter sorted: the same, ascending, where they are more than a few.
  init(_ recorded: RecordedSamples, sorted: [Double]? = nil, resolution: Double? = nil) {
    content = .recorded(recorded)
    self.resolution = resolution
    kept = sorted.map { Self.summary(sorted: $0, resolution) }
  }

  private init(_ content: Content, resolution: Double?, kept: PublishedStatistics?) {
    self.content = content
    self.resolution = resolution
    self.kept = kept
  }

  /// In base units, ordered by start and then by value; ascending where there are no starts.
  public var values: [Double] {
    switch content {
    case .ascending(let values): values
    case .ordered(let ordered): ordered.values
    case .recorded(let recorded): recorded.ordered?.values ?? recorded.sorted
    }
  }

  /// Nanoseconds since 1970-01-01 UTC, ascending and parallel to `values`; empty where the source does not tell.
  public var starts: [Int64] {
    switch content {
    case .ascending: []
    case .ordered(let ordered): ordered.starts
    case .recorded(let recorded): recorded.ordered?.starts ?? []
    }
  }

  public var count: Int {
    switch content {
    case .ascending(let values): values.count
    case .ordered(let ordered): ordered.values.count
    case .recorded(let recorded): recorded.count
    }
  }

  private var sorted: [Double] {
    switch content {
    case .ascending(let values): values
    case .ordered(let ordered): RadixSort.sorted(ordered.values)
    case .recorded(let recorded): recorded.sorted
    }
  }

  /// The same requests with every value multiplied by a positive factor; nil where one leaves the range of numbers.
  public func scaled(by factor: Double) -> Samples? {
    let statistics = summary.values.mapValues { $0 * factor }
    guard factor > 0, statistics.values.allSatisfy(\.isFinite) else { return nil }
    let values = values.map { $0 * factor }
    return Samples(
      starts.isEmpty ? .ascending(values) : .ordered(Ordered(values: values, starts: starts)), resolution: resolution,
      kept: kept.map {
        PublishedStatistics(count: $0.count, values: statistics, method: $0.method, resolution: resolution)
      })
  }

  /// The statistics that reports ask for.
  public var summary: PublishedStatistics { kept ?? Self.summary(sorted: sorted, resolution) }

  /// A statistic; quantiles are of type 7, of any order.
  public subscript(statistic: Statistic) -> Double? {
    if let known = kept?[statistic] { return known }
    if kept != nil {
      guard case .quantile = statistic else { return nil }
    }
    return Self.figure(statistic, sorted: sorted).flatMap { $0.isFinite ? $0 : nil }
  }

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

extension Samples {
  /// Values ordered by the times at which they began, then by value.
  struct Ordered: Sendable {
    let values: [Double]
    /// Parallel to `values`.
    let starts: [Int64]

    private static let signBit: UInt64 = 1 << 63

    init(values: [Double], starts: [Int64]) {
      self.values = values
      self.starts = starts
    }

    /// Orders what `item` has made, in place.
    init(_ items: inout [RadixSort.Keyed]) {
      RadixSort.sort(&items)
      // Few begin together: where clocks tell nanoseconds, none.
      var first = 0
      while first < items.count {
        var next = first + 1
        while next < items.count, items[next].key == items[first].key { next += 1 }
        if next - first > 1 { items[first..<next].sort { $0.payload < $1.payload } }
        first = next
      }
      values = items.map { RadixSort.value(ofKey: $0.payload) }
      starts = items.map { Int64(bitPattern: $0.key ^ Self.signBit) }
    }

    /// A value and its start, to be sorted.
    static func item(_ value: Double, start: Int64) -> RadixSort.Keyed {
      RadixSort.Keyed(key: UInt64(bitPattern: start) ^ signBit, payload: RadixSort.key(of: value))
    }
  }
}

extension Samples: Hashable {
  /// Values are compared only where nothing cheaper tells: those of a million requests would be put in order for it.
  public static func == (a: Samples, b: Samples) -> Bool {
    guard a.resolution == b.resolution, a.count == b.count else { return false }
    if case (.recorded(let x), .recorded(let y)) = (a.content, b.content), x.isSame(as: y) { return true }
    if let x = a.kept, let y = b.kept, x != y { return false }
    return a.values == b.values && a.starts == b.starts
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(resolution)
    hasher.combine(values)
    hasher.combine(starts)
  }
}
