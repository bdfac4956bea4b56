import PerfStats

/// Lays requests that were folded out second by second: the seconds are whole ones of UTC, and means and quantiles those of buckets.
struct FoldedTimelines {
  private let recorder: RunRecorder
  private let origin: Int64
  private let levels: [RunRecorder.UserLevel]

  /// - Parameter recorder: has folded all requests.
  init(_ recorder: RunRecorder, origin: Int64, _ levels: [RunRecorder.UserLevel]) {
    self.recorder = recorder
    self.origin = origin
    self.levels = levels
  }

  /// The bins of all requests, and of parts that have no request in common.
  func store(of parts: [[Int]]) -> TimelineStore {
    let groups = RequestDistributions.groups(parts, slotCount: recorder.keys.count)
    let seconds = seconds
    let failed = failures(of: parts)
    return TimelineStore(seconds: seconds.count) { bins(in: seconds[$0], groups, failed) }
  }

  /// The seconds in which requests ended, ascending.
  private var seconds: [Int64] {
    var seconds: [UInt64] = []
    for store in recorder.stores {
      store.folded?.cells.forEachSecond { seconds.append(UInt64(bitPattern: $0) ^ 1 << 63) }
    }
    RadixSort.sort(&seconds)
    var distinct: [Int64] = []
    for second in seconds.lazy.map({ Int64(bitPattern: $0 ^ 1 << 63) }) where second != distinct.last {
      distinct.append(second)
    }
    return distinct
  }

  /// How many requests failed in which second: of all, then of each part.
  private func failures(of parts: [[Int]]) -> [[Int64: Int]] {
    ([Array(recorder.keys.indices)] + parts).map { slots in
      var failed: [Int64: Int] = [:]
      for slot in slots { failed.merge(recorder.stores[slot].folded?.failed ?? [:], uniquingKeysWith: +) }
      return failed
    }
  }

  private func bins(
    in seconds: ArraySlice<Int64>, _ groups: [Int32], _ failed: [[Int64: Int]]
  ) -> [[TimelineBin]] {
    let seconds = Array(seconds)
    let cells = cells(in: seconds)
    var bins = [[TimelineBin]](repeating: [], count: failed.count)
    var all = Bin()
    var parts = [Bin](repeating: Bin(), count: failed.count - 1)
    var met: [Int] = []
    for place in cells.indices {
      let cell = Cell(cells[place])
      all.add(cell.key, cell.count)
      let group = Int(groups[cell.slot])
      if group >= 0 {
        if parts[group].count == 0 { met.append(group) }
        parts[group].add(cell.key, cell.count)
      }
      guard place + 1 == cells.count || Cell(cells[place + 1]).second != cell.second else { continue }
      let second = seconds[cell.second]
      let start = NanosecondTime.start(ofSecond: second)
      let at = NanosecondTime.seconds(from: origin, to: start)
      let users = levels.level(at: NanosecondTime.time(start, plus: 1))
      bins[0].append(all.take(at: at, failed: failed[0][second] ?? 0, users: users))
      for group in met {
        bins[group + 1].append(parts[group].take(at: at, failed: failed[group + 1][second] ?? 0, users: users))
      }
      met.removeAll(keepingCapacity: true)
    }
    return bins
  }

  /// A cell as it is sorted: the number of its second and its bucket's key in one number, as few bits as they take.
  private struct Cell {
    let second: Int
    let key: Int32
    let slot: Int
    let count: Int

    private static let keyBits: UInt64 = 22
    private static let keyBias: Int32 = 1 << 21

    init(_ item: RadixSort.Keyed) {
      second = Int(item.key >> Self.keyBits)
      key = Int32(truncatingIfNeeded: item.key & (1 << Self.keyBits - 1)) - Self.keyBias
      slot = Int(item.payload >> 32)
      count = Int(item.payload & 0xFFFF_FFFF)
    }

    static func item(_ second: Int, _ key: Int32, _ slot: Int, _ count: UInt32) -> RadixSort.Keyed {
      RadixSort.Keyed(
        key: UInt64(second) << keyBits | UInt64(UInt32(truncatingIfNeeded: key &+ keyBias)),
        payload: UInt64(slot) << 32 | UInt64(count))
    }
  }

  /// The cells of all slots, ascending by second and bucket.
  private func cells(in seconds: [Int64]) -> [RadixSort.Keyed] {
    guard let first = seconds.first, let last = seconds.last else { return [] }
    var cells: [RadixSort.Keyed] = []
    for (slot, store) in recorder.stores.enumerated() {
      var number = 0
      store.folded?.cells.forEach(in: first...last) { second, key, count in
        while seconds[number] < second { number += 1 }
        cells.append(Cell.item(number, key, slot, count))
      }
    }
    RadixSort.sort(&cells)
    return cells
  }

  /// The requests of one second, in ascending buckets.
  private struct Bin {
    private(set) var count = 0
    private var keys: [Int32] = []
    /// How many requests there are up to each bucket.
    private var reached: [Int] = []

    mutating func add(_ key: Int32, _ more: Int) {
      count += more
      if keys.last == key {
        reached[reached.count - 1] = count
      } else {
        keys.append(key)
        reached.append(count)
      }
    }

    /// The bin, after which this one is empty.
    mutating func take(at: Double, failed: Int, users: Double?) -> TimelineBin {
      var sum = 0.0
      var before = 0
      for (key, reached) in zip(keys, reached) {
        sum += QuantileSketch.middle(of: key) * Double(reached - before)
        before = reached
      }
      let bin = TimelineBin(
        at: at, count: count, failed: min(failed, count), users: users, mean: sum.isFinite ? sum / Double(count) : nil,
        p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99))
      count = 0
      keys.removeAll(keepingCapacity: true)
      reached.removeAll(keepingCapacity: true)
      return bin
    }

    private func quantile(_ p: Double) -> Double {
      QuantileSketch.quantile(p, count: count) { rank in
        var (low, high) = (0, reached.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if reached[middle] <= rank { low = middle + 1 } else { high = middle }
        }
        return QuantileSketch.middle(of: keys[low])
      }
    }
  }
}
