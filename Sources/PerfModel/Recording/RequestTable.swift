import PerfStats
import PerfUnits

/// The requests of a run that are kept one by one, in the two orders in which they are needed: as they began, and by duration.
///
/// They are sorted once, for all series: to pick out the requests of an endpoint, a scenario or a status keeps the order.
struct RequestTable: Sendable {
  /// In base units, with the starts in nanoseconds since the epoch: ordered by start, then by duration.
  private let values: [Double]
  private let starts: [Int64]
  /// Ascending.
  private let sorted: [Double]
  /// The request keys of `values` and of `sorted`.
  private let slots: [Int32]
  private let slotsOfSorted: [Int32]
  /// When each of `sorted` ended, in whole seconds since the origin.
  private let secondsOfSorted: [UInt64]

  /// Picked requests in both orders.
  struct Picked {
    var values: [Double] = []
    var starts: [Int64] = []
    var sorted: [Double] = []
  }

  /// - Parameter second: the whole second of a time.
  init(_ stores: [RequestStore], unit: Unit, second: (Int64) -> UInt64) {
    let count = stores.reduce(0) { $0 + $1.durations.count }
    var items: [RadixSort.Keyed] = []
    var values: [Double] = []
    var starts: [Int64] = []
    var slots: [Int32] = []
    var seconds: [UInt64] = []
    items.reserveCapacity(count)
    values.reserveCapacity(count)
    starts.reserveCapacity(count)
    slots.reserveCapacity(count)
    seconds.reserveCapacity(count)
    for (slot, store) in stores.enumerated() {
      for (duration, end) in zip(store.durations, store.ends) {
        let value = unit.toBase(duration)
        items.append(RadixSort.Keyed(key: RadixSort.key(of: value), payload: UInt64(values.count)))
        values.append(value)
        starts.append(RequestStore.start(end: end, duration: duration, unit))
        slots.append(Int32(truncatingIfNeeded: slot))
        seconds.append(second(end))
      }
    }
    RadixSort.sort(&items)
    sorted = items.map { values[Int($0.payload)] }
    slotsOfSorted = items.map { slots[Int($0.payload)] }
    secondsOfSorted = items.map { seconds[Int($0.payload)] }
    // The sort is stable: requests that began together stay in order of duration.
    for place in items.indices {
      let request = items[place].payload
      items[place].key = UInt64(bitPattern: starts[Int(request)]) ^ 1 << 63
    }
    RadixSort.sort(&items)
    self.values = items.map { values[Int($0.payload)] }
    self.starts = items.map { starts[Int($0.payload)] }
    self.slots = items.map { slots[Int($0.payload)] }
  }

  /// The requests of each group; `groups` says for each slot which one it is in, -1 for none.
  func picked(_ groups: [Int32], count: Int) -> [Picked] {
    var sizes = [Int](repeating: 0, count: count)
    for slot in slots where groups[Int(slot)] >= 0 { sizes[Int(groups[Int(slot)])] += 1 }
    var picked = sizes.map { size in
      var one = Picked()
      one.values.reserveCapacity(size)
      one.starts.reserveCapacity(size)
      one.sorted.reserveCapacity(size)
      return one
    }
    for place in slots.indices {
      let group = Int(groups[Int(slots[place])])
      guard group >= 0 else { continue }
      picked[group].values.append(values[place])
      picked[group].starts.append(starts[place])
    }
    for place in slotsOfSorted.indices {
      let group = Int(groups[Int(slotsOfSorted[place])])
      if group >= 0 { picked[group].sorted.append(sorted[place]) }
    }
    return picked
  }

  /// The requests of each group by the second in which they ended, the key, and then ascending by duration, the payload's bits.
  func ended(_ groups: [Int32], count: Int) -> [[RadixSort.Keyed]] {
    var ended = [[RadixSort.Keyed]](repeating: [], count: count)
    for place in slotsOfSorted.indices {
      let group = Int(groups[Int(slotsOfSorted[place])])
      guard group >= 0 else { continue }
      ended[group].append(RadixSort.Keyed(key: secondsOfSorted[place], payload: sorted[place].bitPattern))
    }
    // Stable, so that the durations of a second stay in order.
    for group in ended.indices { RadixSort.sort(&ended[group]) }
    return ended
  }
}
