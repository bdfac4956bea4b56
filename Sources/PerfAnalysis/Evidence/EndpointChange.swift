import PerfModel

/// An endpoint whose gated rows moved, and what its requests were.
struct EndpointChange {
  let endpoint: String
  let isWorse: Bool
  /// Whether a duration moved, and not errors alone.
  let isOfTime: Bool
  let before: Requests
  let after: Requests

  /// What is known of an endpoint's requests on one side.
  struct Requests {
    let all: Double
    let successful: Double
    /// Seconds.
    let mean: Double?
  }

  /// after − before of the mean duration, in seconds; nil where no duration moved or the mean went the other way, for then nothing is a share
  /// of it.
  var difference: Double? {
    guard isOfTime, let old = before.mean, let new = after.mean, old != new, (new > old) == isWorse else { return nil }
    return new - old
  }

  /// How much of the change something comes to that took so much of a request; nil where the mean did not change.
  func share(_ before: Double, _ after: Double) -> Double? {
    guard let difference, case let share = (after - before) / difference, share.isFinite else {
      return nil
    }
    return share
  }

  /// Those of a comparison that moved, the worse first, then by how far their means are apart, and how many moved whose requests nobody
  /// counted.
  static func all(
    _ rows: [Comparison], _ before: RequestTally, _ after: RequestTally
  ) -> (changes: [EndpointChange], uncounted: Int) {
    var worse: Set<String> = []
    var better: Set<String> = []
    var timed: Set<String> = []
    for row in rows where row.isGated && row.key.labels.isEmpty {
      guard let endpoint = row.key.endpoint else { continue }
      switch row.verdict {
      case .regressed, .likelyWorse: worse.insert(endpoint)
      case .improved, .likelyImproved: better.insert(endpoint)
      default: continue
      }
      if row.key.metric == .requestDuration { timed.insert(endpoint) }
    }
    let changes = worse.union(better).compactMap { endpoint -> EndpointChange? in
      guard let old = requests(endpoint, before), let new = requests(endpoint, after) else { return nil }
      return EndpointChange(
        endpoint: endpoint, isWorse: worse.contains(endpoint), isOfTime: timed.contains(endpoint), before: old,
        after: new)
    }
    let sorted = changes.sorted {
      if $0.isWorse != $1.isWorse { return $0.isWorse }
      let sizes = (abs($0.difference ?? 0), abs($1.difference ?? 0))
      return sizes.0 == sizes.1 ? $0.endpoint < $1.endpoint : sizes.0 > sizes.1
    }
    return (sorted, worse.union(better).count - changes.count)
  }

  private static func requests(_ endpoint: String, _ tally: RequestTally) -> Requests? {
    guard let all = tally.all[endpoint], all > 0 else { return nil }
    return Requests(all: all, successful: tally.successful[endpoint] ?? 0, mean: tally.means[endpoint])
  }
}
