extension Run {
  /// The one endpoint of a run that measured nothing else: its requests are the run's, and the run as a whole has no series of them.
  ///
  /// A tool that asks one address names it in one of its formats, and knows only the whole run in another.
  public var loneEndpoint: String? {
    var found: String?
    for series in series where series.key.metric == .requestDuration && series.key.labels.isEmpty {
      guard let endpoint = series.key.endpoint, found == nil else { return nil }
      found = endpoint
    }
    return found
  }
}

extension Series {
  /// The same series under the name of an endpoint.
  public func of(endpoint: String) -> Series {
    Series(key: SeriesKey(key.metric, endpoint: endpoint, labels: key.labels), metric: metric, content: content)
  }
}
