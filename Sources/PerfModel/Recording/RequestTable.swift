import PerfStats
import PerfUnits

/// The requests of a run that are kept one by one, in the three orders in which they are needed: as they began, by duration, and by
/// the second in which they ended.
///
/// They are sorted once, for all series: to pick out the requests of an endpoint, a scenario or a status keeps the order.
struct RequestTable: Sendable {
  private let began: Began
  private let lasted: Lasted

  /// Ordered by start, then by duration.
  private struct Began: Sendable {
    /// In base units.
    let values: [Double]
    /// In nanoseconds since the epoch.
    let starts: [Int64]
    /// The request keys.
    let slots: [Int32]
  }

  /// Ascending by duration.
  private struct Lasted: Sendable {
    let values: [Double]
    let slots: [Int32]
    /// Places in `values` by the second in which the requests ended, those of one second ascending.
    let ended: [UInt32]
    /// The seconds in which requests ended, ascending, and where each begins in `ended`.
    let seconds: [(second: UInt64, first: Int)]
  }

  /// Picked requests in two orders.
  struct Picked {
    var values: [Double] = []
    var starts: [Int64] = []
    var sorted: [Double] = []
  }

  /// - Parameter second: the whole second of a time since the run's begin.
  init(_ stores: [RequestStore], unit: Unit, second: @Sendable (Int64) -> UInt64) {
    let count = stores.reduce(0) { $0 + $1.durations.count }
    var values: [Double] = []
    var slots: [Int32] = []
    values.reserveCapacity(count)
    slots.reserveCapacity(count)
    for (slot, store) in stores.enumerated() {
      for duration in store.durations { values.append(unit.toBase(duration)) }
      slots.append(contentsOf: repeatElement(Int32(truncatingIfNeeded: slot), count: store.durations.count))
    }
    let (all, keys) = (values, slots)
    if count > Self.mostAtOnce {
      began = Self.began(stores, unit: unit, values: all, slots: keys)
      lasted = Self.lasted(stores, values: all, slots: keys, second: second)
    } else {
      (began, lasted) = Concurrent.both(
        { Self.began(stores, unit: unit, values: all, slots: keys) },
        { Self.lasted(stores, values: all, slots: keys, second: second) })
    }
  }

  /// Up to as many requests are sorted by both at once. Beyond, the 32 bytes a request that a sort takes are the peak of an import's memory.
  private static let mostAtOnce = 1 << 19

  private static func began(_ stores: [RequestStore], unit: Unit, values: [Double], slots: [Int32]) -> Began {
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(values.count)
    for store in stores {
      for (duration, end) in zip(store.durations, store.ends) {
        let start = RequestStore.start(end: end, duration: duration, unit)
        items.append(RadixSort.Keyed(key: UInt64(bitPattern: start) ^ signBit, payload: UInt64(items.count)))
      }
    }
    RadixSort.sort(&items)
    // Few begin together: where clocks tell nanoseconds, none.
    var first = 0
    while first < items.count {
      var next = first + 1
      while next < items.count, items[next].key == items[first].key { next += 1 }
      if next - first > 1 {
        items[first..<next].sort {
          (values[Int($0.payload)], $0.payload) < (values[Int($1.payload)], $1.payload)
        }
      }
      first = next
    }
    return Began(
      values: items.map { values[Int($0.payload)] }, starts: items.map { Int64(bitPattern: $0.key ^ signBit) },
      slots: items.map { slots[Int($0.payload)] })
  }

  private static func lasted(
    _ stores: [RequestStore], values: [Double], slots: [Int32], second: (Int64) -> UInt64
  ) -> Lasted {
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(values.count)
    for (place, value) in values.enumerated() {
      items.append(RadixSort.Keyed(key: RadixSort.key(of: value), payload: UInt64(place)))
    }
    RadixSort.sort(&items)
    let sorted = items.map { values[Int($0.payload)] }
    let slotsOfSorted = items.map { slots[Int($0.payload)] }
    var endSeconds: [UInt64] = []
    endSeconds.reserveCapacity(values.count)
    for store in stores { for end in store.ends { endSeconds.append(second(end)) } }
    for place in items.indices {
      items[place] = RadixSort.Keyed(key: endSeconds[Int(items[place].payload)], payload: UInt64(place))
    }
    // Stable: those of one second stay in order.
    RadixSort.sort(&items)
    var seconds: [(second: UInt64, first: Int)] = []
    for place in items.indices where items[place].key != seconds.last?.second {
      seconds.append((items[place].key, place))
    }
    return Lasted(
      values: sorted, slots: slotsOfSorted, ended: items.map { UInt32(truncatingIfNeeded: $0.payload) },
      seconds: seconds)
  }

  private static let signBit: UInt64 = 1 << 63

  /// The requests of each group; `groups` says for each slot which one it is in, -1 for none.
  func picked(_ groups: [Int32], count: Int) -> [Picked] {
    // All of them: what is here is shared, not copied.
    if count == 1, groups.allSatisfy({ $0 == 0 }) {
      return [Picked(values: began.values, starts: began.starts, sorted: lasted.values)]
    }
    var sizes = [Int](repeating: 0, count: count)
    for slot in began.slots where groups[Int(slot)] >= 0 { sizes[Int(groups[Int(slot)])] += 1 }
    var picked = sizes.map { size in
      var one = Picked()
      one.values.reserveCapacity(size)
      one.starts.reserveCapacity(size)
      one.sorted.reserveCapacity(size)
      return one
    }
    for place in began.slots.indices {
      let group = Int(groups[Int(began.slots[place])])
      guard group >= 0 else { continue }
      picked[group].values.append(began.values[place])
      picked[group].starts.append(began.starts[place])
    }
    for place in lasted.slots.indices {
      let group = Int(groups[Int(lasted.slots[place])])
      if group >= 0 { picked[group].sorted.append(lasted.values[place]) }
    }
    return picked
  }

  /// How many seconds there are in which requests ended.
  var secondCount: Int { lasted.seconds.count }

  /// Gives, for one second after the other, the durations of the requests that ended in it: of all, ascending, and of each group of
  /// which there are any.
  /// - Parameters:
  ///   - range: which seconds, counted from the first.
  ///   - groups: for each slot which group it is in, -1 for none.
  func forEachSecond(
    in range: Range<Int>, _ groups: [Int32], count: Int,
    _ body: (_ second: UInt64, _ all: [Double], _ parts: [(group: Int, values: [Double])]) -> Void
  ) {
    var all: [Double] = []
    var byGroup = [[Double]](repeating: [], count: count)
    var met: [Int] = []
    for number in range {
      let (second, first) = lasted.seconds[number]
      let end = number + 1 < lasted.seconds.count ? lasted.seconds[number + 1].first : lasted.ended.count
      for place in lasted.ended[first..<end] {
        let value = lasted.values[Int(place)]
        all.append(value)
        let group = Int(groups[Int(lasted.slots[Int(place)])])
        guard group >= 0 else { continue }
        if byGroup[group].isEmpty { met.append(group) }
        byGroup[group].append(value)
      }
      body(second, all, met.map { ($0, byGroup[$0]) })
      all.removeAll(keepingCapacity: true)
      for group in met { byGroup[group].removeAll(keepingCapacity: true) }
      met.removeAll(keepingCapacity: true)
    }
  }
}
