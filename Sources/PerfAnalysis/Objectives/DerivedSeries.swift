import PerfModel

/// Series that a run does not hold but whose value follows exactly from counts that it does.
enum DerivedSeries {
  /// The rate of requests from their count and the run's duration, the share of failures from both counts; nil where the run
  /// does not give them.
  static func make(_ key: SeriesKey, in run: Run) -> Series? {
    guard let metric = MetricCatalogue.metric(key.metric) else { return nil }
    switch key.metric {
    case .requestRate:
      guard let duration = run.duration, duration > 0, let count = requests(key, in: run) else { return nil }
      return Series(key: key, metric: metric, content: .scalar(count / duration))
    case .requestErrorRatio:
      guard let failed = run[sibling(key, .requestFailed)]?[.value], let events = Int(exactly: failed),
        let count = requests(key, in: run), let total = Int(exactly: count),
        let ratio = Ratio(events: events, of: total)
      else { return nil }
      return Series(key: key, metric: metric, content: .ratio(ratio))
    default: return nil
    }
  }

  /// How many requests there were: counted as such, or the observations behind their durations.
  static func requests(_ key: SeriesKey, in run: Run) -> Double? {
    if let count = run[sibling(key, .requestCount)]?[.value] { return count }
    guard case .distribution(let distribution)? = run[sibling(key, .requestDuration)]?.content else { return nil }
    return distribution.count.map(Double.init)
  }

  private static func sibling(_ key: SeriesKey, _ metric: MetricID) -> SeriesKey {
    SeriesKey(metric, endpoint: key.endpoint, labels: key.labels)
  }
}
