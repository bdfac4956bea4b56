import PerfModel

/// Points of requests in the order in which they come: one column for each thing that is measured. The recorder wants them by
/// request; sorting some ten thousand at once is cheaper than looking for the request's own arrays at every point.
struct K6RequestColumns: Sendable {
  private var durations: Column = []
  private var ends: [Int64] = []
  private var phases = [Column](repeating: [], count: RequestPhase.allCases.count)
  private var outcomes: [Int32] = []
  private var failures: [Int32] = []
  private var failedEnds: [Int64] = []
  private var waiting = 0

  /// How many points wait before they are handed on: about 16,000 requests.
  private static let capacity = 1 << 17

  /// So many values of a request are handed on one by one: where there are many endpoints, an array for each costs more.
  private static let few = 4

  /// One array and not two: appending is what costs here.
  private typealias Column = [Point]

  private struct Point: Sendable {
    let request: Int32
    let value: Double
  }

  @inline(__always)
  var isFull: Bool { waiting >= Self.capacity }

  @inline(__always)
  mutating func addDuration(_ request: Int, _ end: Int64, _ value: Double) {
    waiting += 1
    durations.append(Point(request: Int32(truncatingIfNeeded: request), value: value))
    ends.append(end)
  }

  @inline(__always)
  mutating func addPhase(_ phase: RequestPhase, _ request: Int, _ value: Double) {
    waiting += 1
    phases[phase.rawValue].append(Point(request: Int32(truncatingIfNeeded: request), value: value))
  }

  @inline(__always)
  mutating func addOutcome(_ request: Int, _ end: Int64, isFailed: Bool) {
    waiting += 1
    outcomes.append(Int32(truncatingIfNeeded: request))
    if isFailed {
      failures.append(Int32(truncatingIfNeeded: request))
      failedEnds.append(end)
    }
  }

  mutating func flush(into recorder: inout RunRecorder) {
    for (request, places) in Order(durations.count, of: { durations[$0].request }).groups {
      guard places.count > Self.few else {
        for place in places { recorder.addRequest(request, end: ends[place], duration: durations[place].value) }
        continue
      }
      recorder.addRequests(request, ends: places.map { ends[$0] }, durations: places.map { durations[$0].value })
    }
    for phase in RequestPhase.allCases {
      let column = phases[phase.rawValue]
      for (request, places) in Order(column.count, of: { column[$0].request }).groups {
        guard places.count > Self.few else {
          for place in places { recorder.addPhase(phase, request, column[place].value) }
          continue
        }
        recorder.addPhases(phase, request, places.map { column[$0].value })
      }
    }
    for (request, places) in Order(failures.count, of: { failures[$0] }).groups {
      recorder.addOutcomes(request, count: 0, failedEnds: places.map { failedEnds[$0] })
    }
    for (request, places) in Order(outcomes.count, of: { outcomes[$0] }).groups {
      recorder.addOutcomes(request, count: places.count, failedEnds: [])
    }
    removeAll()
  }

  private mutating func removeAll() {
    durations.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for phase in phases.indices { phases[phase].removeAll(keepingCapacity: true) }
    outcomes.removeAll(keepingCapacity: true)
    failures.removeAll(keepingCapacity: true)
    failedEnds.removeAll(keepingCapacity: true)
    waiting = 0
  }

  /// The places of a column by request, found by counting.
  private struct Order {
    private var places: [Int] = []
    private var starts: [Int] = []

    init(_ length: Int, of request: (Int) -> Int32) {
      var count = 0
      for place in 0..<length { count = max(count, Int(request(place)) + 1) }
      starts = [Int](repeating: 0, count: count + 1)
      for place in 0..<length { starts[Int(request(place)) + 1] += 1 }
      for request in 0..<count { starts[request + 1] += starts[request] }
      var next = starts
      places = [Int](repeating: 0, count: length)
      for place in 0..<length {
        places[next[Int(request(place))]] = place
        next[Int(request(place))] += 1
      }
    }

    /// Each request with points, and where they are in the column.
    var groups: some Sequence<(Int, ArraySlice<Int>)> {
      (0..<starts.count - 1).lazy.map { ($0, places[starts[$0]..<starts[$0 + 1]]) }.filter { !$0.1.isEmpty }
    }
  }
}
