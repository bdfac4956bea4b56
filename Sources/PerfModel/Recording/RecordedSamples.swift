import PerfStats
import PerfUnits

/// What a run's series are made of, kept where it was recorded.
final class RecordedValues: Sendable {
  /// Of all keys of a run, none of them folded.
  let stores: [RequestStore]
  /// As in `RunRecorder`.
  let phases: [ValueStore]
  /// Of durations and phases.
  let unit: Unit

  init(_ stores: [RequestStore], phases: [ValueStore], unit: Unit) {
    self.stores = stores
    self.phases = phases
    self.unit = unit
  }
}

/// The durations of the requests of some keys, or one of their phases: put in order when somebody asks, since of most series nobody does.
struct RecordedSamples: Sendable {
  let count: Int
  private let source: RecordedValues
  private let slots: [Int]
  /// Nil for durations.
  private let phase: RequestPhase?
  /// Few values are put in order each time.
  private let made: Deferred<Samples.Ordered>?

  /// The durations of the requests of some keys.
  init(_ source: RecordedValues, slots: [Int]) {
    count = slots.reduce(0) { $0 + source.stores[$1].durations.count }
    self.source = source
    self.slots = slots
    phase = nil
    made = count > Samples.few ? Deferred() : nil
  }

  /// A phase of the requests of some keys, all of whose values are kept; nil unless they are a few.
  /// - Parameter most: as many are not sketched.
  init?(_ source: RecordedValues, slots: [Int], phase: RequestPhase, most: Int) {
    var count = 0
    for slot in slots { count += source.phases[RunRecorder.place(phase, slot)].count }
    guard count <= min(most, Samples.few) else { return nil }
    self.count = count
    self.source = source
    self.slots = slots
    self.phase = phase
    made = nil
  }

  /// Whether another is of the same values, which then need not be looked at.
  func isSame(as other: RecordedSamples) -> Bool {
    source === other.source && phase == other.phase && slots == other.slots
  }

  /// Durations by start, then by value; nil of a phase, whose times are not known.
  var ordered: Samples.Ordered? { phase == nil ? made?.value(makeOrdered) ?? makeOrdered() : nil }

  /// The values in ascending order.
  var sorted: [Double] {
    var values: [Double] = []
    values.reserveCapacity(count)
    for slot in slots {
      if let phase {
        source.phases[RunRecorder.place(phase, slot)].appendValues(to: &values)
      } else {
        values += source.stores[slot].durations
      }
    }
    var span = values.mutableSpan
    for place in span.indices { span[place] = source.unit.toBase(span[place]) }
    return RadixSort.sorted(values)
  }

  private func makeOrdered() -> Samples.Ordered {
    var items: [RadixSort.Keyed] = []
    items.reserveCapacity(count)
    for slot in slots {
      let store = source.stores[slot]
      for (duration, end) in zip(store.durations, store.ends) {
        items.append(
          Samples.Ordered.item(
            source.unit.toBase(duration), start: RequestStore.start(end: end, duration: duration, source.unit)))
      }
    }
    return Samples.Ordered(&items)
  }
}
