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

  private static let capacity = 1 << 12

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
    var batch = Batch(phases: phases.count)
    let (starts, places) = Self.places(of: rows)
    for slot in 0..<starts.count - 1 where starts[slot] < starts[slot + 1] {
      for place in places[starts[slot]..<starts[slot + 1]] { batch.add(rows[Int(place)]) }
      recorder.addRequests(slot, ends: batch.ends, durations: batch.durations)
      recorder.addOutcomes(slot, count: batch.ends.count, failedEnds: batch.failedEnds)
      for (phase, values) in zip(phases, batch.phases) where !values.isEmpty {
        recorder.addPhases(phase, slot, values)
      }
      batch.removeAll()
    }
    rows.removeAll(keepingCapacity: true)
  }

  /// The requests of one key, each of its columns by itself.
  private struct Batch {
    var ends: [Int64] = []
    var durations: [Double] = []
    var failedEnds: [Int64] = []
    var phases: [[Double]]

    init(phases count: Int) { phases = [[Double]](repeating: [], count: count) }

    @inline(__always)
    mutating func add(_ row: Row) {
      ends.append(row.end)
      durations.append(row.duration)
      if row.isFailed { failedEnds.append(row.end) }
      for phase in phases.indices where !row.phases[phase].isNaN { phases[phase].append(row.phases[phase]) }
    }

    mutating func removeAll() {
      ends.removeAll(keepingCapacity: true)
      durations.removeAll(keepingCapacity: true)
      failedEnds.removeAll(keepingCapacity: true)
      for phase in phases.indices { phases[phase].removeAll(keepingCapacity: true) }
    }
  }

  /// The rows of each slot, found by counting: where those of a slot begin among the places, and where the last end.
  private static func places(of rows: [Row]) -> (starts: [Int], places: [Int32]) {
    let count = rows.reduce(0) { max($0, Int($1.slot) + 1) }
    var starts = [Int](repeating: 0, count: count + 1)
    for row in rows { starts[Int(row.slot) + 1] += 1 }
    for slot in 0..<count { starts[slot + 1] += starts[slot] }
    var next = starts
    var places = [Int32](repeating: 0, count: rows.count)
    for place in rows.indices {
      let slot = Int(rows[place].slot)
      places[next[slot]] = Int32(truncatingIfNeeded: place)
      next[slot] += 1
    }
    return (starts, places)
  }
}
