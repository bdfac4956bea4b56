/// What an exporter answered when it was asked once: its own families, under their own names.
///
/// What of it the catalogue knows is told as `ResourceSeries` too.
public struct MetricScrape: Sendable, Hashable {
  /// Ascending by name.
  public let families: [MetricFamily]
  /// Seconds since 1970 at which the process that answered had begun, where it says so: its counters count from then.
  public let processStart: Double?

  public init(families: [MetricFamily], processStart: Double? = nil) {
    self.families = families.sorted { $0.name < $1.name }
    self.processStart = processStart
  }
}

/// Series of one name and kind, told apart by their labels.
public struct MetricFamily: Sendable, Hashable {
  /// Without the `_total` of a counter: `http_requests`, `http_request_duration_seconds`.
  public let name: String
  public let kind: Kind
  /// Ascending by name and labels.
  public let series: [MetricSeries]

  /// What the numbers of a family are.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case counter
    case gauge
    case histogram
    case summary
    /// Always 1; what is told stands in the labels.
    case info
    case stateset
    case gaugehistogram
    /// Nobody says.
    case unknown
  }

  public init(name: String, kind: Kind, series: [MetricSeries]) {
    self.name = name
    self.kind = kind
    self.series = series.sorted { ($0.name, $0.labels) < ($1.name, $1.labels) }
  }
}

/// The values of one name and set of labels.
public struct MetricSeries: Sendable, Hashable {
  /// As in the file: `http_requests_total`, `http_request_duration_seconds_bucket`.
  public let name: String
  public let labels: Labels
  /// One, or several where the source keeps times; these ascend.
  public let points: [MetricPoint]

  public init(name: String, labels: Labels, points: [MetricPoint]) {
    self.name = name
    self.labels = labels
    self.points = points
  }
}

/// A value and, where the source tells it, its time.
public struct MetricPoint: Sendable, Hashable {
  /// Nanoseconds since 1970-01-01 UTC.
  public let time: Int64?
  /// Never NaN, which says that there is no value; a bound may be infinite.
  public let value: Double

  public init(time: Int64?, value: Double) {
    self.time = time
    self.value = value
  }
}
