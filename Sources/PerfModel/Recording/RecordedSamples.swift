import PerfStats
import PerfUnits

/// The requests of some keys, kept where they were recorded: put in order when somebody asks, since of most series nobody does.
final class RecordedSamples: Sendable {
  let count: Int
  private let stores: [RequestStore]
  private let slots: [Int]
  private let unit: Unit
  private let made = Deferred<Samples.Ordered>()

  /// - Parameters:
  ///   - stores: of all keys of a run, none of them folded.
  ///   - slots: which of them.
  ///   - unit: of the stores' durations.
  init(_ stores: [RequestStore], slots: [Int], unit: Unit) {
    count = slots.reduce(0) { $0 + stores[$1].durations.count }
    self.stores = stores
    self.slots = slots
    self.unit = unit
  }

  /// By start, then by value.
  var ordered: Samples.Ordered { made.value(makeOrdered) }

  /// The values in ascending order.
  var sorted: [Double] {
    var values: [Double] = []
    values.reserveCapacity(count)
    for slot in slots { for duration in stores[slot].durations { values.append(unit.toBase(duration)) } }
    return RadixSort.sorted(values)
  }

  private func makeOrdered() -> Samples.Ordered {
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(count)
    for slot in slots {
      let store = stores[slot]
      for (duration, end) in zip(store.durations, store.ends) {
        items.append(
          Samples.Ordered.item(
            unit.toBase(duration), start: RequestStore.start(end: end, duration: duration, unit)))
      }
    }
    return Samples.Ordered(&items)
  }
}
