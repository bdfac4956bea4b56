import PerfModel

/// Requests that wait, in the order in which they come, to be handed to the recorder one key at a time: sorting some ten thousand at
/// once is cheaper than looking for a key's own arrays at every request.
struct RequestRows: Sendable {
  /// Parts of a request's time, in the order of `init(phases:)`; NaN where one is not known.
  typealias Phases = SIMD4<Double>

  private let phases: [RequestPhase]
  private var rows: [Row] = []

  private struct Row: Sendable {
    let slot: Int32
    let isFailed: Bool
    let end: Int64
    let duration: Double
    let phases: Phases
  }

  private static let capacity = 1 << 14

  /// - Parameter phases: at most four that are known besides the duration.
  init(phases: [RequestPhase]) {
    precondition(phases.count <= Phases.scalarCount, "a row has room for four phases")
    self.phases = phases
  }

  @inline(__always)
  var isFull: Bool { rows.count >= Self.capacity }

  @inline(__always)
  mutating func add(
    _ slot: Int, end: Int64, duration: Double, isFailed: Bool, phases: Phases = Phases(repeating: .nan)
  ) {
    rows.append(
      Row(
        slot: Int32(truncatingIfNeeded: slot), isFailed: isFailed, end: end, duration: duration, phases: phases))
  }

  mutating func flush(into recorder: inout RunRecorder) {
    for (slot, places) in Self.places(of: rows) where !places.isEmpty {
      recorder.addRequests(slot, ends: places.map { rows[$0].end }, durations: places.map { rows[$0].duration })
      for (place, phase) in phases.enumerated() {
        recorder.addPhases(phase, slot, places.map { rows[$0].phases[place] }.filter { !$0.isNaN })
      }
      recorder.addOutcomes(
        slot, count: places.count, failedEnds: places.filter { rows[$0].isFailed }.map { rows[$0].end })
    }
    rows.removeAll(keepingCapacity: true)
  }

  /// The places of each slot, found by counting.
  private static func places(of rows: [Row]) -> [(Int, ArraySlice<Int>)] {
    let count = rows.reduce(0) { max($0, Int($1.slot) + 1) }
    var starts = [Int](repeating: 0, count: count + 1)
    for row in rows { starts[Int(row.slot) + 1] += 1 }
    for slot in 0..<count { starts[slot + 1] += starts[slot] }
    var next = starts
    var places = [Int](repeating: 0, count: rows.count)
    for place in rows.indices {
      let slot = Int(rows[place].slot)
      places[next[slot]] = place
      next[slot] += 1
    }
    return (0..<count).map { ($0, places[starts[$0]..<starts[$0 + 1]]) }
  }
}
