/// A distribution and *how it is known*: nobody may run a rank test on published percentiles.
///
/// Further cases are raw samples and mergeable sketches; each answers the statistics that it can.
public enum Distribution: Sendable, Hashable {
  /// Only the statistics that a tool printed.
  case quantiles(PublishedStatistics)

  /// The word for JSON.
  public var basis: String {
    switch self {
    case .quantiles: "quantiles"
    }
  }

  /// The number of observations, nil where the source does not tell.
  public var count: Int? {
    switch self {
    case .quantiles(let published): published.count
    }
  }

  /// A statistic that the source holds; never interpolated between published ones.
  public subscript(statistic: Statistic) -> Double? {
    switch self {
    case .quantiles(let published): published[statistic]
    }
  }

  /// The statistics that the source holds, in order.
  public var statistics: [Statistic] {
    switch self {
    case .quantiles(let published): published.statistics
    }
  }

  /// The quantiles strictly inside (0, 1) that the source holds, ascending.
  public var knownQuantiles: [(p: Double, value: Double)] {
    statistics.compactMap { statistic in
      guard case .quantile(let p) = statistic, let value = self[statistic] else { return nil }
      return (p, value)
    }
  }

  /// How the source defines a quantile.
  public var method: QuantileMethod {
    switch self {
    case .quantiles(let published): published.method
    }
  }

  /// The step in which the source rounds its values (ab prints whole milliseconds), nil where it does not round.
  public var resolution: Double? {
    switch self {
    case .quantiles(let published): published.resolution
    }
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

  /// The statistics and their values.
  public var values: [Statistic: Double] {
    Dictionary(figures.map { ($0.statistic, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The statistics that the tool printed, in order.
  public var statistics: [Statistic] { figures.map(\.statistic) }

  /// A statistic that the tool printed.
  public subscript(statistic: Statistic) -> Double? { figures.first { $0.statistic == statistic }?.value }
}
