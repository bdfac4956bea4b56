public import PerfStats

/// A distribution and *how it is known*: nobody may run a rank test on published percentiles.
///
/// Held by reference: a run of many endpoints has 100,000 of them, and each has many parts that a copy would count.
public indirect enum Distribution: Sendable, Hashable {
  /// Every value.
  case samples(Samples)
  /// Counts of values in narrow buckets: every statistic, quantiles within `QuantileSketch.relativeError`.
  case sketch(SketchedStatistics)
  /// Only the statistics that a tool printed.
  case quantiles(PublishedStatistics)

  /// The word for JSON.
  public var basis: String {
    switch self {
    case .samples: "samples"
    case .sketch: "sketch"
    case .quantiles: "quantiles"
    }
  }

  /// The number of observations, nil where the source does not tell.
  public var count: Int? {
    switch self {
    case .samples(let samples): samples.count
    case .sketch(let sketch): sketch.summary.count
    case .quantiles(let published): published.count
    }
  }

  /// A statistic that the source holds; never interpolated between published ones.
  public subscript(statistic: Statistic) -> Double? {
    switch self {
    case .samples(let samples): samples[statistic]
    case .sketch(let sketch): sketch[statistic]
    case .quantiles(let published): published[statistic]
    }
  }

  /// The statistics that reports show, in order; samples and sketches answer any other quantile too.
  public var statistics: [Statistic] { published.statistics }

  /// The quantiles strictly inside (0, 1) among `statistics`, ascending.
  public var knownQuantiles: [(p: Double, value: Double)] {
    let published = published
    return published.statistics.compactMap { statistic in
      guard case .quantile(let p) = statistic, let value = published[statistic] else { return nil }
      return (p, value)
    }
  }

  /// How the source defines a quantile.
  public var method: QuantileMethod { if case .quantiles(let published) = self { published.method } else { .linear } }

  /// The step in which the source rounds its values (ab prints whole milliseconds), nil where it does not round.
  public var resolution: Double? {
    switch self {
    case .samples(let samples): samples.resolution
    case .sketch(let sketch): sketch.summary.resolution
    case .quantiles(let published): published.resolution
    }
  }

  /// The figures at hand, however the distribution is known.
  public var published: PublishedStatistics {
    switch self {
    case .samples(let samples): samples.summary
    case .sketch(let sketch): sketch.summary
    case .quantiles(let published): published
    }
  }
}

/// A sketch with the statistics that reports ask for.
public struct SketchedStatistics: Sendable, Hashable {
  public let sketch: QuantileSketch
  public let summary: PublishedStatistics

  /// - Parameters:
  ///   - sketch: of values in base units, not empty.
  ///   - exact: statistics that are known better than the sketch has them.
  public init(_ sketch: QuantileSketch, exact: [Statistic: Double] = [:], resolution: Double? = nil) {
    self.sketch = sketch
    var values: [Statistic: Double] = [:]
    values[.mean] = sketch.mean
    values[.minimum] = sketch.minimum
    values[.maximum] = sketch.maximum
    values[.standardDeviation] = sketch.standardDeviation
    values[.sum] = sketch.sum
    for p in Samples.quantiles { values[.quantile(p)] = sketch.quantile(p) }
    values.merge(exact) { _, exact in exact }
    summary = PublishedStatistics(
      count: sketch.count, values: values.filter { $0.value.isFinite }, method: .linear, resolution: resolution)
  }

  /// A statistic; quantiles of any order.
  public subscript(statistic: Statistic) -> Double? {
    if let known = summary[statistic] { return known }
    guard case .quantile(let p) = statistic else { return nil }
    return sketch.quantile(p)
  }
}

/// Statistics as a tool printed them, in base units.
public struct PublishedStatistics: Sendable, Hashable {
  public let count: Int?
  /// Ascending by statistic. A handful, of which a run may hold tens of thousands: an array takes less than half of a dictionary.
  private let figures: [Figure]
  public let method: QuantileMethod
  /// The step of rounding in base units.
  public let resolution: Double?

  private struct Figure: Sendable, Hashable {
    let statistic: Statistic
    let value: Double
  }

  public init(count: Int?, values: [Statistic: Double], method: QuantileMethod, resolution: Double? = nil) {
    self.count = count
    figures = values.map(Figure.init).sorted { $0.statistic < $1.statistic }
    self.method = method
    self.resolution = resolution
  }

  /// Statistics in their order, without those that are absent or not finite: a run may have 100,000 distributions, to each of which a
  /// dictionary on the way would be most of the work.
  init(
    count: Int?, ascending statistics: [(statistic: Statistic, value: Double?)], method: QuantileMethod,
    resolution: Double?
  ) {
    self.count = count
    var figures: [Figure] = []
    figures.reserveCapacity(statistics.count)
    for (statistic, value) in statistics {
      if let value, value.isFinite { figures.append(Figure(statistic: statistic, value: value)) }
    }
    self.figures = figures
    self.method = method
    self.resolution = resolution
  }

  /// The statistics and their values.
  public var values: [Statistic: Double] {
    Dictionary(figures.map { ($0.statistic, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The statistics that the tool printed, in order.
  public var statistics: [Statistic] { figures.map(\.statistic) }

  /// A statistic that the tool printed.
  public subscript(statistic: Statistic) -> Double? { figures.first { $0.statistic == statistic }?.value }
}
