import PerfModel

/// Requests that wait, in the order in which they come, to be handed to the recorder one key at a time: sorting some ten thousand at
/// once is cheaper than looking for a key's own arrays at every request.
struct RequestRows: Sendable {
  private var rows: [RequestRow] = []
  /// One more than the highest slot.
  private var slots = 0
  /// Measures that any row has.
  private var held: UInt32 = 0
  private var batch = Batch()

  /// How many rows wait where there are few keys: they fit in a processor's second cache.
  private static let fewestRows = 1 << 13
  /// How many wait at most: of ten thousand keys each has some then.
  private static let mostRows = 1 << 16
  /// So many requests of a key are handed on one by one: where there are many keys, arrays for each cost more.
  private static let few = 4
  /// With more keys than that for each row, most have none.
  private static let sparse = 4

  @inline(__always)
  mutating func add(_ row: RequestRow, into recorder: inout RunRecorder) {
    if rows.count >= rowsAtOnce { flush(into: &recorder) }
    rows.append(row)
    slots = max(slots, Int(row.slot) + 1)
    held |= row.held
  }

  @inline(__always)
  private var rowsAtOnce: Int { max(Self.fewestRows, min(8 * slots, Self.mostRows)) }

  /// Hands on what waits.
  @inline(never)
  mutating func flush(into recorder: inout RunRecorder) {
    defer { rows.removeAll(keepingCapacity: true) }
    // Of far more keys than rows each has one or none, and going through all of them again and again would add up.
    guard slots <= Self.sparse * rows.count else {
      for row in rows { Self.add(row, to: &recorder) }
      return
    }
    let (places, starts) = order()
    for slot in 0..<starts.count - 1 where starts[slot] < starts[slot + 1] {
      let group = places[starts[slot]..<starts[slot + 1]]
      if group.count > Self.few {
        addAll(group, of: slot, to: &recorder)
      } else {
        for place in group { Self.add(rows[Int(place)], to: &recorder) }
      }
    }
  }

  /// The places of the rows by slot, found by counting, and where those of each slot begin.
  private func order() -> (places: [Int32], starts: [Int]) {
    var starts = [Int](repeating: 0, count: slots + 1)
    for row in rows { starts[Int(row.slot) + 1] += 1 }
    for slot in 0..<slots { starts[slot + 1] += starts[slot] }
    var next = starts
    var places = [Int32](repeating: 0, count: rows.count)
    for place in rows.indices {
      let slot = Int(rows[place].slot)
      places[next[slot]] = Int32(truncatingIfNeeded: place)
      next[slot] += 1
    }
    return (places, starts)
  }

  private static func add(_ row: RequestRow, to recorder: inout RunRecorder) {
    let slot = Int(row.slot)
    if let duration = row[.duration] { recorder.addRequest(slot, end: row.end, duration: duration) }
    for phase in RequestPhase.allCases {
      if let value = row[.phase(phase)] { recorder.addPhase(phase, slot, value) }
    }
    if row.hasOutcome { recorder.addOutcome(slot, end: row.end, isFailed: row.isFailed) }
  }

  private mutating func addAll(_ group: ArraySlice<Int32>, of slot: Int, to recorder: inout RunRecorder) {
    batch.takeRequests(group, of: rows)
    recorder.addRequests(slot, ends: batch.ends, durations: batch.values)
    for phase in RequestPhase.allCases where held & RequestRow.Measure.phase(phase).bit != 0 {
      batch.takePhase(.phase(phase), group, of: rows)
      recorder.addPhases(phase, slot, batch.values, zeros: batch.zeros)
    }
    batch.takeOutcomes(group, of: rows)
    recorder.addOutcomes(slot, count: batch.outcomes, failedEnds: batch.ends)
  }

  /// What is handed on at once of one key: kept, so that nothing is allocated for it.
  private struct Batch: Sendable {
    private(set) var ends: [Int64] = []
    private(set) var values: [Double] = []
    private(set) var zeros = 0
    private(set) var outcomes = 0

    mutating func takeRequests(_ group: ArraySlice<Int32>, of rows: [RequestRow]) {
      values.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      for place in group {
        guard let duration = rows[Int(place)][.duration] else { continue }
        values.append(duration)
        ends.append(rows[Int(place)].end)
      }
    }

    /// Zeros are counted: most connections are used again, so that two phases of six take no time.
    mutating func takePhase(_ measure: RequestRow.Measure, _ group: ArraySlice<Int32>, of rows: [RequestRow]) {
      values.removeAll(keepingCapacity: true)
      zeros = 0
      for place in group {
        guard let value = rows[Int(place)][measure] else { continue }
        if value == 0 { zeros += 1 } else { values.append(value) }
      }
    }

    mutating func takeOutcomes(_ group: ArraySlice<Int32>, of rows: [RequestRow]) {
      ends.removeAll(keepingCapacity: true)
      outcomes = 0
      for place in group where rows[Int(place)].hasOutcome {
        outcomes += 1
        if rows[Int(place)].isFailed { ends.append(rows[Int(place)].end) }
      }
    }
  }
}
