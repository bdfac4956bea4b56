import PerfStats
import PerfUnits

/// Lays recorded requests out second by second.
struct RecordedTimelines {
  private let recorder: RunRecorder
  private let origin: Int64
  private let levels: [RunRecorder.UserLevel]

  init(_ recorder: RunRecorder, origin: Int64) {
    self.recorder = recorder
    self.origin = origin
    levels = recorder.users.sorted { ($0.at, $0.users) < ($1.at, $1.users) }
  }

  /// The whole run, then the endpoints with the most requests by name.
  var timelines: [Timeline] {
    let endpoints = recorder.slotsByEndpoint().map { (endpoint, slots) in
      (endpoint: endpoint, slots: slots, count: slots.reduce(0) { $0 + recorder.stores[$1].count })
    }
    let kept = endpoints.sorted { ($1.count, $0.endpoint) < ($0.count, $1.endpoint) }.prefix(recorder.limits.timelines)
      .sorted { $0.endpoint < $1.endpoint }
    return [Timeline(endpoint: nil, bins: bins(of: Array(recorder.keys.indices)))]
      + kept.map { Timeline(endpoint: $0.endpoint, bins: bins(of: $0.slots)) }
  }

  private func bins(of slots: [Int]) -> [TimelineBin] {
    recorder.isFolded ? foldedBins(of: slots) : exactBins(of: slots)
  }

  /// Sorting by value and then, stably, by second leaves the values of each second sorted.
  private func exactBins(of slots: [Int]) -> [TimelineBin] {
    let unit = recorder.unit
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(slots.reduce(0) { $0 + recorder.stores[$1].count })
    var failed: [UInt64: Int] = [:]
    for slot in slots {
      let store = recorder.stores[slot]
      for place in store.durations.indices {
        items.append(
          RadixSort.Keyed(
            key: RadixSort.key(of: unit.toBase(store.durations[place])), payload: second(store.ends[place])))
      }
      for end in store.failedEnds { failed[second(end), default: 0] += 1 }
    }
    RadixSort.sort(&items)
    for index in items.indices { items[index] = RadixSort.Keyed(key: items[index].payload, payload: items[index].key) }
    RadixSort.sort(&items)
    var bins: [TimelineBin] = []
    var first = 0
    while first < items.count {
      let second = items[first].key
      var values: [Double] = []
      while first < items.count, items[first].key == second {
        values.append(RadixSort.value(ofKey: items[first].payload))
        first += 1
      }
      bins.append(bin(second, sorted: values, failed: failed[second] ?? 0))
    }
    return bins
  }

  private func bin(_ second: UInt64, sorted values: [Double], failed: Int) -> TimelineBin {
    let end = NanosecondTime.time(origin, plus: Double(second) + 1)
    return TimelineBin(
      at: Double(second), count: values.count, failed: min(failed, values.count), users: users(at: end),
      mean: Moments.mean(values),
      p50: Quantile.type7(sorted: values, 0.5), p95: Quantile.type7(sorted: values, 0.95),
      p99: Quantile.type7(sorted: values, 0.99))
  }

  private func foldedBins(of slots: [Int]) -> [TimelineBin] {
    var seconds: [Int64: RequestStore.Second] = [:]
    for slot in slots {
      for (second, part) in recorder.stores[slot].seconds { seconds[second, default: .init()].merge(part) }
    }
    // Failures that were told without a duration make no bin, here as above.
    return seconds.filter { $0.value.sketch.count > 0 }.sorted { $0.key < $1.key }.map { second, part in
      let start = NanosecondTime.start(ofSecond: second)
      return TimelineBin(
        at: NanosecondTime.seconds(from: origin, to: start), count: part.sketch.count,
        failed: min(part.failed, part.sketch.count), users: users(at: NanosecondTime.time(start, plus: 1)),
        mean: part.sketch.mean, p50: part.sketch.quantile(0.5), p95: part.sketch.quantile(0.95),
        p99: part.sketch.quantile(0.99))
    }
  }

  /// The whole seconds since the origin.
  private func second(_ time: Int64) -> UInt64 {
    let (distance, overflows) = time.subtractingReportingOverflow(origin)
    return overflows ? .max : UInt64(max(0, distance) / NanosecondTime.perSecond)
  }

  /// The last level known at a time.
  private func users(at time: Int64) -> Double? {
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].at <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? levels[low - 1].users : nil
  }
}
