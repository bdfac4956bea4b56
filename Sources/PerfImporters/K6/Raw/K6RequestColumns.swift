import PerfModel

/// Points of requests in the order in which they come: one column for each thing that is measured. The recorder wants them by
/// request; sorting some ten thousand at once is cheaper than looking for the request's own arrays at every point.
struct K6RequestColumns: Sendable {
  private var durations = Column()
  private var ends: [Int64] = []
  private var phases = [Column](repeating: Column(), count: RequestPhase.allCases.count)
  private var outcomes: [Int32] = []
  private var failures = Column()
  private var failedEnds: [Int64] = []

  private var waiting = 0

  /// How many points wait before they are handed on: about 16,000 requests.
  private static let capacity = 1 << 17

  private struct Column: Sendable {
    var requests: [Int32] = []
    var values: [Double] = []

    @inline(__always)
    mutating func append(_ request: Int, _ value: Double) {
      requests.append(Int32(truncatingIfNeeded: request))
      values.append(value)
    }

    mutating func removeAll() {
      requests.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
    }
  }

  @inline(__always)
  var isFull: Bool { waiting >= Self.capacity }

  @inline(__always)
  mutating func addDuration(_ request: Int, _ end: Int64, _ value: Double) {
    waiting += 1
    durations.append(request, value)
    ends.append(end)
  }

  @inline(__always)
  mutating func addPhase(_ phase: RequestPhase, _ request: Int, _ value: Double) {
    waiting += 1
    phases[phase.rawValue].append(request, value)
  }

  @inline(__always)
  mutating func addOutcome(_ request: Int, _ end: Int64, isFailed: Bool) {
    waiting += 1
    outcomes.append(Int32(truncatingIfNeeded: request))
    if isFailed {
      failures.append(request, 0)
      failedEnds.append(end)
    }
  }

  mutating func flush(into recorder: inout RunRecorder) {
    let order = Order(durations.requests)
    for (request, places) in order.groups {
      recorder.addRequests(
        request, ends: places.map { ends[$0] }, durations: places.map { durations.values[$0] })
    }
    for phase in RequestPhase.allCases {
      let column = phases[phase.rawValue]
      let order = column.requests == durations.requests ? order : Order(column.requests)
      for (request, places) in order.groups { recorder.addPhases(phase, request, places.map { column.values[$0] }) }
      phases[phase.rawValue].removeAll()
    }
    let failed = Order(failures.requests)
    for (request, places) in failed.groups {
      recorder.addOutcomes(request, count: 0, failedEnds: places.map { failedEnds[$0] })
    }
    let told = Order(outcomes)
    for (request, places) in told.groups { recorder.addOutcomes(request, count: places.count, failedEnds: []) }
    durations.removeAll()
    failures.removeAll()
    ends.removeAll(keepingCapacity: true)
    failedEnds.removeAll(keepingCapacity: true)
    outcomes.removeAll(keepingCapacity: true)
    waiting = 0
  }

  /// The places of a column by request, found by counting.
  private struct Order {
    private var places: [Int] = []
    private var starts: [Int] = []

    init(_ requests: [Int32]) {
      let count = Int(requests.max() ?? -1) + 1
      starts = [Int](repeating: 0, count: count + 1)
      for request in requests { starts[Int(request) + 1] += 1 }
      for request in 0..<count { starts[request + 1] += starts[request] }
      var next = starts
      places = [Int](repeating: 0, count: requests.count)
      for (place, request) in requests.enumerated() {
        places[next[Int(request)]] = place
        next[Int(request)] += 1
      }
    }

    /// Each request with points, and where they are in the column.
    var groups: some Sequence<(Int, ArraySlice<Int>)> {
      (0..<starts.count - 1).lazy.map { ($0, places[starts[$0]..<starts[$0 + 1]]) }.filter { !$0.1.isEmpty }
    }
  }
}
