import PerfStats
import PerfUnits

/// The requests of one key while they arrive: each with its time, then counted second by second.
struct RequestStore: Sendable {
  /// In the tool's unit, and when each ended in nanoseconds since the epoch.
  private(set) var durations: [Double] = []
  private(set) var ends: [Int64] = []
  /// When each failed request ended.
  private(set) var failedEnds: [Int64] = []
  /// Requests of which the tool told whether they failed.
  private(set) var outcomes = 0
  private(set) var failed = 0
  /// What is no longer kept one by one.
  private(set) var folded: FoldedRequests?
  private(set) var span: Span?

  /// From the first start to the last end.
  struct Span: Sendable {
    var start: Int64
    var end: Int64

    func union(_ other: Span?) -> Span {
      guard let other else { return self }
      return Span(start: min(start, other.start), end: max(end, other.end))
    }
  }

  var count: Int { durations.count + (folded?.count ?? 0) }

  mutating func append(end: Int64, duration: Double) {
    ends.append(end)
    durations.append(duration)
  }

  mutating func append(ends newEnds: [Int64], durations newDurations: [Double]) {
    if ends.isEmpty, !newEnds.isEmpty {
      ends.reserveCapacity(Self.firstCapacity)
      durations.reserveCapacity(Self.firstCapacity)
    }
    ends.append(contentsOf: newEnds)
    durations.append(contentsOf: newDurations)
  }

  mutating func addOutcomes(_ count: Int, failedEnds newEnds: [Int64]) {
    outcomes += count
    failed += newEnds.count
    failedEnds.append(contentsOf: newEnds)
  }

  mutating func merge(_ other: RequestStore) {
    if durations.isEmpty {
      durations = other.durations
      ends = other.ends
    } else {
      // Of about as many there is room for just these: an array that grows takes twice what it holds.
      if other.durations.count > durations.count / 2 {
        durations.reserveCapacity(durations.count + other.durations.count)
        ends.reserveCapacity(ends.count + other.ends.count)
      }
      append(ends: other.ends, durations: other.durations)
    }
    failedEnds.append(contentsOf: other.failedEnds)
    outcomes += other.outcomes
    failed += other.failed
    if let theirs = other.folded {
      if folded == nil { folded = theirs } else { folded?.merge(theirs) }
    }
    if let theirs = other.span { span = theirs.union(span) }
  }

  /// When a request began: the tools stamp the end. A duration that no clock has measured does not overflow.
  static func start(end: Int64, duration: Double, _ unit: Unit) -> Int64 {
    let nanoseconds = unit.toBase(duration) * 1e9
    guard nanoseconds.magnitude < 0x1p62 else { return nanoseconds < 0 ? .max : .min }
    let (start, overflows) = end.subtractingReportingOverflow(Int64(nanoseconds.rounded()))
    return overflows ? (end < 0 ? .min : .max) : start
  }

  /// The span of the requests, those that are folded among them.
  func fullSpan(_ unit: Unit) -> Span? {
    var all = span
    for (end, duration) in zip(ends, durations) {
      all = Span(start: Self.start(end: end, duration: duration, unit), end: end).union(all)
    }
    return all
  }

  /// Gives up the single requests.
  /// - Parameter keepsRoom: whether about as many more will come.
  mutating func fold(_ unit: Unit, keepsRoom: Bool) {
    defer { removeRequests(keepingRoom: keepsRoom) }
    guard !durations.isEmpty || !failedEnds.isEmpty else { return }
    span = fullSpan(unit)
    var taken = folded ?? FoldedRequests()
    // So that there is one owner, and nothing is copied.
    folded = nil
    taken.add(durations.map(unit.toBase), ends: ends)
    taken.addFailures(failedEnds)
    folded = taken
  }

  private mutating func removeRequests(keepingRoom: Bool) {
    durations.removeAll(keepingCapacity: keepingRoom)
    ends.removeAll(keepingCapacity: keepingRoom)
    failedEnds.removeAll(keepingCapacity: keepingRoom)
  }

  /// Puts what was folded in order.
  mutating func putInOrder() { folded?.putInOrder() }

  /// Room for as many is made at once: of many endpoints each gets one or two at a time, and would be moved at 2, 4 and 8.
  static let firstCapacity = 16
}
