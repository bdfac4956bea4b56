/// Lays the timelines of shards over each other where no recorder was kept, as in what `perfreport convert` wrote.
///
/// Bins are moved to the whole second of UTC that is next to them, so that those of requests that were sketched meet exactly. Quantiles
/// of a bin in which several shards had requests are not known.
struct ShardTimelines {
  /// When the first request of all started, in nanoseconds since 1970-01-01 UTC.
  let origin: Int64?
  private let shards: [Run]
  private let users: [RunRecorder.UserLevel]

  /// - Parameter origin: where all shards are dated.
  init(_ shards: [Run], origin: Int64?) {
    let origins = shards.compactMap(\.origin)
    // Without dates, each clock starts with its shard, and one timeline would be made up.
    self.origin = shards.allSatisfy { $0.timelines.isEmpty } || origin == nil ? nil : origins.min()
    self.shards = self.origin == nil ? [] : shards
    users = self.shards.reduce([]) { RunRecorder.UserLevel.sum($0, Self.levels($1)) }
  }

  /// The most users that the bins tell of.
  var mostUsers: Double? { users.map(\.users).max() }

  var loadWindow: ClosedRange<Double>? {
    guard let origin else { return nil }
    var times: [Int64] = []
    for shard in shards {
      guard let window = shard.loadWindow, let own = shard.origin else { continue }
      times += [window.lowerBound, window.upperBound].map { NanosecondTime.time(own, plus: $0) }
    }
    guard let first = times.min(), let last = times.max() else { return nil }
    let from = NanosecondTime.seconds(from: origin, to: first)
    return from...max(from, NanosecondTime.seconds(from: origin, to: last))
  }

  /// The whole run, then endpoints by name; of an endpoint that a shard keeps no timeline of, only what the others have is known, and
  /// it is left out.
  var merged: [Timeline] {
    guard let origin else { return [] }
    var bins: [String?: [Int64: [TimelineBin]]] = [:]
    var isPartial: Set<String> = []
    for shard in shards {
      guard let own = shard.origin else { continue }
      for timeline in shard.timelines {
        for bin in timeline.bins {
          bins[timeline.endpoint, default: [:]][Self.second(own, bin), default: []].append(bin)
        }
      }
      let kept = Set(shard.timelines.compactMap(\.endpoint))
      let called = shard.series.filter { $0.key.metric == .requestCount && $0.hasData }.compactMap(\.key.endpoint)
      isPartial.formUnion(Set(called).subtracting(kept))
    }
    let endpoints = bins.keys.sorted { ($0 == nil ? 0 : 1, $0 ?? "") < ($1 == nil ? 0 : 1, $1 ?? "") }
    return endpoints.filter { endpoint in endpoint.map { !isPartial.contains($0) } ?? true }.map { endpoint in
      let seconds = (bins[endpoint] ?? [:]).sorted { $0.key < $1.key }
      return Timeline(endpoint: endpoint, bins: seconds.map { bin($0.value, second: $0.key, origin) })
    }
  }

  private func bin(_ parts: [TimelineBin], second: Int64, _ origin: Int64) -> TimelineBin {
    let start = NanosecondTime.start(ofSecond: second)
    let only = parts.count == 1 ? parts[0] : nil
    let count = parts.reduce(0) { Self.sum($0, $1.count) }
    let means = parts.compactMap { part in part.mean.map { $0 * Double(part.count) } }
    return TimelineBin(
      at: NanosecondTime.seconds(from: origin, to: start), count: count,
      failed: parts.reduce(0) { Self.sum($0, $1.failed) }, users: users.level(at: NanosecondTime.time(start, plus: 1)),
      mean: only.map(\.mean) ?? (means.count == parts.count && count > 0 ? means.reduce(0, +) / Double(count) : nil),
      p50: only?.p50, p95: only?.p95, p99: only?.p99)
  }

  private static func second(_ origin: Int64, _ bin: TimelineBin) -> Int64 {
    NanosecondTime.second(of: NanosecondTime.time(origin, plus: bin.at + 0.5))
  }

  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? .max : sum
  }

  /// What the bins of a run tell of its users.
  private static func levels(_ run: Run) -> [RunRecorder.UserLevel] {
    guard let origin = run.origin, let whole = run.timelines.first(where: { $0.endpoint == nil }) else { return [] }
    return whole.bins.compactMap { bin in
      bin.users.map {
        RunRecorder.UserLevel(
          at: NanosecondTime.start(ofSecond: second(origin, bin) + 1), users: $0)
      }
    }
  }
}
