/// One metric of one endpoint under one set of labels, and what is known of it.
public struct Series: Sendable, Hashable {
  public let key: SeriesKey
  public let metric: Metric
  public let content: Content

  /// What a source holds of a series, by instrument.
  public enum Content: Sendable, Hashable {
    case distribution(Distribution)
    /// A total. A Double because tools count bytes and fractions too; whole counts are exact up to 2^53.
    case counter(Double)
    case scalar(Double)
    case gauge(Gauge)
    case ratio(Ratio)
    /// The series is declared, but counted nothing: it has no statistics, even where the tool prints zeros.
    case noData
  }

  public init(key: SeriesKey, metric: Metric, content: Content) {
    self.key = key
    self.metric = metric
    self.content = content
  }

  public var hasData: Bool { if case .noData = content { false } else { true } }

  /// A statistic of the series, nil where the source does not hold it.
  public subscript(statistic: Statistic) -> Double? {
    switch (content, statistic) {
    case (.distribution(let distribution), _): distribution[statistic]
    case (.counter(let value), .value), (.scalar(let value), .value): value
    case (.gauge(let gauge), .value): gauge.last
    case (.gauge(let gauge), .minimum): gauge.minimum
    case (.gauge(let gauge), .maximum): gauge.maximum
    case (.ratio(let ratio), .value): ratio.value
    default: nil
    }
  }
}

/// A level: the last value seen, and its range where the tool kept it.
public struct Gauge: Sendable, Hashable {
  public let last: Double
  public let minimum: Double?
  public let maximum: Double?

  public init(last: Double, minimum: Double? = nil, maximum: Double? = nil) {
    self.last = last
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A share of a total. `events` are what the metric's name says: failures of an error ratio, passes of a pass ratio.
public struct Ratio: Sendable, Hashable {
  /// 0…1.
  public let value: Double
  public let events: Int?
  public let total: Int?

  /// A ratio of exact counts, nil when nothing was counted.
  public init?(events: Int, of total: Int) {
    guard total > 0, events >= 0, events <= total else { return nil }
    value = Double(events) / Double(total)
    self.events = events
    self.total = total
  }

  /// A ratio of which only the value is known.
  public init(value: Double) {
    self.value = value
    events = nil
    total = nil
  }
}
