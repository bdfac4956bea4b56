import PerfModel

/// What a metric's objective is like where nobody says it.
enum MetricNature {
  /// How the value stands to a bound without a sign: at most for durations, errors and resources, at least for
  /// throughput, users and hit ratios; nil where neither goes without saying.
  static func comparator(of metric: MetricID) -> Objective.Comparator? {
    switch metric {
    case .loadUsers: return .atLeast
    case active, waiting: return .atMost
    default: break
    }
    switch MetricCatalogue.metric(metric)?.direction {
    case .lowerIsBetter: return .atMost
    case .higherIsBetter: return .atLeast
    case .informational, nil: return nil
    }
  }

  /// Shares of a total, for which a bare 0.5 could be a half or half a per cent.
  static func isShare(_ metric: MetricID) -> Bool {
    MetricCatalogue.metric(metric)?.instrument == .ratio || shares.contains(metric)
  }

  private static let shares: Set<MetricID> = [
    MetricID(rawValue: "cpu.utilization"), MetricID(rawValue: "db.connections.utilization"),
    MetricID(rawValue: "db.cache_hit_ratio"), MetricID(rawValue: "cache.hit_ratio"),
  ]

  static let active = MetricID(rawValue: "db.connections.active")
  static let idle = MetricID(rawValue: "db.connections.idle")
  static let waiting = MetricID(rawValue: "db.connections.waiting")
  static let queryMean = MetricID(rawValue: "query.mean_time")
  static let queryMaximum = MetricID(rawValue: "query.max_time")
}
