import PerfStats
import PerfUnits

/// The requests of a run that are kept one by one, in the two orders in which their figures need them: by duration, and by the second in
/// which they ended.
///
/// They are sorted once, for all series: to pick out the requests of an endpoint, a scenario or a status keeps the order.
struct RequestTable: Sendable {
  /// Ascending by duration, which is the key; the payload holds slot and second.
  private let items: [RadixSort.Keyed]
  /// Places in `items` by the second in which the requests ended, those of one second ascending.
  private let ended: [UInt32]
  /// The seconds in which requests ended, ascending, and where each begins in `ended`.
  private let seconds: [(second: UInt64, first: Int)]

  /// Seconds of a clock of 64 bits of nanoseconds take 35 bits, and slots are far fewer than 2^28.
  private static let secondBits: UInt64 = 36
  /// In so many seconds for each request they are counted, in more they are sorted.
  private static let sparse = 4

  /// - Parameter second: the whole second of a time since the run's begin.
  init(_ stores: [RequestStore], unit: Unit, second: (Int64) -> UInt64) {
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(stores.reduce(0) { $0 + $1.durations.count })
    for (slot, store) in stores.enumerated() {
      for (duration, end) in zip(store.durations, store.ends) {
        items.append(
          RadixSort.Keyed(
            key: RadixSort.key(of: unit.toBase(duration)), payload: UInt64(slot) << Self.secondBits | second(end)))
      }
    }
    RadixSort.sort(&items)
    let last = items.reduce(0) { max($0, Self.second(of: $1)) }
    (ended, seconds) =
      last / UInt64(Self.sparse) <= UInt64(items.count)
      ? Self.counted(items, last: Int(last)) : Self.sortedBySecond(items)
    self.items = items
  }

  @inline(__always)
  private static func slot(of item: RadixSort.Keyed) -> Int { Int(item.payload >> secondBits) }

  @inline(__always)
  private static func second(of item: RadixSort.Keyed) -> UInt64 { item.payload & (1 << secondBits - 1) }

  /// The places by second, found by counting.
  private static func counted(
    _ items: [RadixSort.Keyed], last: Int
  ) -> ([UInt32], [(second: UInt64, first: Int)]) {
    var starts = [Int](repeating: 0, count: last + 2)
    for item in items { starts[Int(second(of: item)) + 1] += 1 }
    var seconds: [(second: UInt64, first: Int)] = []
    for second in 0...last {
      if starts[second + 1] > 0 { seconds.append((UInt64(second), starts[second])) }
      starts[second + 1] += starts[second]
    }
    var ended = [UInt32](repeating: 0, count: items.count)
    for place in items.indices {
      let second = Int(second(of: items[place]))
      ended[starts[second]] = UInt32(truncatingIfNeeded: place)
      starts[second] += 1
    }
    return (ended, seconds)
  }

  /// The same where a clock has jumped.
  private static func sortedBySecond(_ items: [RadixSort.Keyed]) -> ([UInt32], [(second: UInt64, first: Int)]) {
    var places = items.indices.map { RadixSort.Keyed(key: second(of: items[$0]), payload: UInt64($0)) }
    // Stable: those of one second stay in order.
    RadixSort.sort(&places)
    var seconds: [(second: UInt64, first: Int)] = []
    for place in places.indices where places[place].key != seconds.last?.second {
      seconds.append((places[place].key, place))
    }
    return (places.map { UInt32(truncatingIfNeeded: $0.payload) }, seconds)
  }

  /// The durations of the requests of each group, ascending.
  /// - Parameters:
  ///   - groups: for each slot which group it is in, -1 for none.
  ///   - sizes: how many requests each group has.
  func picked(_ groups: [Int32], sizes: [Int]) -> [[Double]] {
    var picked = sizes.map { size in
      var values: [Double] = []
      values.reserveCapacity(size)
      return values
    }
    for item in items {
      let group = Int(groups[Self.slot(of: item)])
      if group >= 0 { picked[group].append(RadixSort.value(ofKey: item.key)) }
    }
    return picked
  }

  /// How many seconds there are in which requests ended.
  var secondCount: Int { seconds.count }

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
    var slots: [Int] = []
    var byGroup = [[Double]](repeating: [], count: count)
    var met: [Int] = []
    for number in range {
      let (second, first) = seconds[number]
      let end = number + 1 < seconds.count ? seconds[number + 1].first : ended.count
      // Nothing but reading from all over the table, so that the processor waits for several at once.
      for place in ended[first..<end] {
        let item = items[Int(place)]
        all.append(RadixSort.value(ofKey: item.key))
        slots.append(Self.slot(of: item))
      }
      for (value, slot) in zip(all, slots) {
        let group = Int(groups[slot])
        guard group >= 0 else { continue }
        if byGroup[group].isEmpty { met.append(group) }
        byGroup[group].append(value)
      }
      body(second, all, met.map { ($0, byGroup[$0]) })
      all.removeAll(keepingCapacity: true)
      slots.removeAll(keepingCapacity: true)
      for group in met { byGroup[group].removeAll(keepingCapacity: true) }
      met.removeAll(keepingCapacity: true)
    }
  }
}
