import PerfModel

/// Requests that wait, in the order in which they come, to be handed to the recorder one key at a time: sorting some ten thousand at
/// once is cheaper than looking for a key's own arrays at every request.
struct RequestRows: Sendable {
  private let phases: [RequestPhase]
  private let hasOutcomes: Bool
  private var slots: [Int32] = []
  private var ends: [Int64] = []
  private var durations: [Double] = []
  private var isFailed: [Bool] = []
  /// The first, second, … phase of each request; NaN where it is not known.
  private var phaseValues: [[Double]]

  private static let capacity = 1 << 14

  /// - Parameters:
  ///   - phases: what is known of every request besides its duration.
  ///   - hasOutcomes: whether it is known which have failed.
  init(phases: [RequestPhase], hasOutcomes: Bool = true) {
    self.phases = phases
    self.hasOutcomes = hasOutcomes
    phaseValues = phases.map { _ in [] }
  }

  @inline(__always)
  var isFull: Bool { slots.count >= Self.capacity }

  /// Adds a request; its phases follow, each with `addPhase`.
  @inline(__always)
  mutating func add(_ slot: Int, end: Int64, duration: Double, isFailed failed: Bool) {
    slots.append(Int32(truncatingIfNeeded: slot))
    ends.append(end)
    durations.append(duration)
    isFailed.append(failed)
  }

  /// Adds the value of a phase, counted as in `init(phases:)`, of the request that was added last; nil where it is not known.
  @inline(__always)
  mutating func addPhase(_ place: Int, _ value: Double?) { phaseValues[place].append(value ?? .nan) }

  mutating func flush(into recorder: inout RunRecorder) {
    guard let last = slots.max() else { return }
    for (slot, places) in Self.places(of: slots, count: Int(last) + 1) where !places.isEmpty {
      recorder.addRequests(slot, ends: places.map { ends[$0] }, durations: places.map { durations[$0] })
      for (phase, values) in zip(phases, phaseValues) {
        recorder.addPhases(phase, slot, places.map { values[$0] }.filter { !$0.isNaN })
      }
      guard hasOutcomes else { continue }
      recorder.addOutcomes(slot, count: places.count, failedEnds: places.filter { isFailed[$0] }.map { ends[$0] })
    }
    slots.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    durations.removeAll(keepingCapacity: true)
    isFailed.removeAll(keepingCapacity: true)
    for place in phaseValues.indices { phaseValues[place].removeAll(keepingCapacity: true) }
  }

  /// The places of each slot, found by counting.
  private static func places(of slots: [Int32], count: Int) -> [(Int, ArraySlice<Int>)] {
    var starts = [Int](repeating: 0, count: count + 1)
    for slot in slots { starts[Int(slot) + 1] += 1 }
    for slot in 0..<count { starts[slot + 1] += starts[slot] }
    var next = starts
    var places = [Int](repeating: 0, count: slots.count)
    for (place, slot) in slots.enumerated() {
      places[next[Int(slot)]] = place
      next[Int(slot)] += 1
    }
    return (0..<count).map { ($0, places[starts[$0]..<starts[$0 + 1]]) }
  }
}
