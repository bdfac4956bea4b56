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
