/// What identifies a series on both sides of a comparison: metric, endpoint and labels, all canonical.
public struct SeriesKey: Sendable, Hashable, Comparable {
  public let metric: MetricID
  /// `METHOD /route` where the tool knows both, otherwise the tool's own label; nil is the whole run.
  public let endpoint: String?
  public let labels: Labels

  public init(_ metric: MetricID, endpoint: String? = nil, labels: Labels = .none) {
    self.metric = metric
    self.endpoint = endpoint
    self.labels = labels
  }

  /// Bytes of a name beyond which a series is refused. No route is as long, and every room that compares or prints names pays for them.
  public static let maximumNameBytes = 16 << 10

  /// The bytes of the metric, the endpoint and the labels.
  public var nameBytes: Int {
    labels.pairs.reduce(metric.rawValue.utf8.count + (endpoint?.utf8.count ?? 0)) {
      $0 + $1.name.utf8.count + $1.value.utf8.count
    }
  }

  /// For messages: `request.duration GET /feed {status=200}`.
  var text: String {
    let labels = labels.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return [metric.rawValue, endpoint, labels.isEmpty ? nil : "{\(labels)}"].compactMap(\.self).joined(separator: " ")
  }

  /// The order of reports: metrics as in the catalogue, the whole run before its endpoints, then names.
  public static func < (a: SeriesKey, b: SeriesKey) -> Bool {
    if a.metric != b.metric {
      let ranks = (MetricCatalogue.rank(a.metric), MetricCatalogue.rank(b.metric))
      return ranks.0 == ranks.1 ? a.metric < b.metric : ranks.0 < ranks.1
    }
    switch (a.endpoint, b.endpoint) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let x?, let y?) where x != y: return x < y
    default: return a.labels < b.labels
    }
  }
}
