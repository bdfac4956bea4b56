import PerfStats
import PerfUnits

/// Lays recorded requests out second by second.
struct RecordedTimelines {
  private let recorder: RunRecorder
  /// Nil where requests are not kept one by one.
  private let table: RequestTable?
  private let origin: Int64
  private let levels: [RunRecorder.UserLevel]
  private let endpoints: [(endpoint: String, slots: [Int])]

  init(
    _ recorder: RunRecorder, _ table: RequestTable?, _ endpoints: [(endpoint: String, slots: [Int])], origin: Int64
  ) {
    self.endpoints = endpoints
    self.recorder = recorder
    self.table = table
    self.origin = origin
    levels = recorder.users.sorted { ($0.at, $0.users) < ($1.at, $1.users) }
  }

  /// The whole run, then the endpoints with the most requests by name.
  var timelines: [Timeline] {
    let endpoints = endpoints.map { (endpoint, slots) in
      (endpoint: endpoint, slots: slots, count: slots.reduce(0) { $0 + recorder.stores[$1].count })
    }
    let kept = endpoints.sorted { ($1.count, $0.endpoint) < ($0.count, $1.endpoint) }.prefix(recorder.limits.timelines)
      .sorted { $0.endpoint < $1.endpoint }
    let parts = kept.map(\.slots)
    let store =
      table.map { exactStore($0, of: parts) } ?? FoldedTimelines(recorder, origin: origin, levels).store(of: parts)
    return ([nil] + kept.map(\.endpoint)).enumerated().map { Timeline(endpoint: $1, store, number: $0) }
  }

  /// The bins of all requests, and of parts that have no request in common.
  private func exactStore(_ table: RequestTable, of parts: [[Int]]) -> TimelineStore {
    let groups = RequestDistributions.groups(parts, slotCount: recorder.keys.count)
    let failed = failures(of: parts)
    return TimelineStore(seconds: table.secondCount) { exactBins(table, $0, groups, failed) }
  }

  /// How many requests failed in which second: of all, then of each part.
  private func failures(of parts: [[Int]]) -> [[UInt64: Int]] {
    ([Array(recorder.keys.indices)] + parts).map { slots in
      var failed: [UInt64: Int] = [:]
      for slot in slots { for end in recorder.stores[slot].failedEnds { failed[second(end), default: 0] += 1 } }
      return failed
    }
  }

  private func exactBins(
    _ table: RequestTable, _ range: Range<Int>, _ groups: [Int32], _ failed: [[UInt64: Int]]
  ) -> [[TimelineBin]] {
    var bins = [[TimelineBin]](repeating: [], count: failed.count)
    bins[0].reserveCapacity(range.count)
    table.forEachSecond(in: range, groups, count: failed.count - 1) { second, all, parts in
      let users = levels.level(at: NanosecondTime.time(origin, plus: Double(second) + 1))
      bins[0].append(bin(second, sorted: all, failed: failed[0][second] ?? 0, users: users))
      for (part, values) in parts {
        bins[part + 1].append(bin(second, sorted: values, failed: failed[part + 1][second] ?? 0, users: users))
      }
    }
    return bins
  }

  private func bin(_ second: UInt64, sorted values: [Double], failed: Int, users: Double?) -> TimelineBin {
    TimelineBin(
      at: Double(second), count: values.count, failed: min(failed, values.count), users: users,
      mean: Moments.mean(values),
      p50: Quantile.type7(sorted: values, 0.5), p95: Quantile.type7(sorted: values, 0.95),
      p99: Quantile.type7(sorted: values, 0.99))
  }

  private func second(_ time: Int64) -> UInt64 { Self.second(of: time, since: origin) }

  /// The whole seconds of a time since the origin.
  static func second(of time: Int64, since origin: Int64) -> UInt64 {
    time > origin ? UInt64(bitPattern: time &- origin) / UInt64(NanosecondTime.perSecond) : 0
  }
}
