import PerfStats
import PerfUnits

/// The requests of one key while they arrive: each with its time, then second by second.
struct RequestStore: Sendable {
  /// In the tool's unit, and when each ended in nanoseconds since the epoch.
  private(set) var durations: [Double] = []
  private(set) var ends: [Int64] = []
  /// When each failed request ended.
  private(set) var failedEnds: [Int64] = []
  /// Requests of which the tool told whether they failed.
  private(set) var outcomes = 0
  private(set) var failed = 0
  /// What has been folded.
  private(set) var sketch: QuantileSketch?
  /// By whole second since the epoch.
  private(set) var seconds: [Int64: Second] = [:]
  private(set) var span: Span?

  /// The requests that ended in one second.
  struct Second: Sendable {
    var sketch = QuantileSketch()
    var failed = 0

    mutating func merge(_ other: Second) {
      sketch.merge(other.sketch)
      failed += other.failed
    }
  }

  /// From the first start to the last end.
  struct Span: Sendable {
    var start: Int64
    var end: Int64

    func union(_ other: Span?) -> Span {
      guard let other else { return self }
      return Span(start: min(start, other.start), end: max(end, other.end))
    }
  }

  var count: Int { durations.count + (sketch?.count ?? 0) }

  mutating func append(end: Int64, duration: Double) {
    ends.append(end)
    durations.append(duration)
  }

  mutating func append(ends newEnds: [Int64], durations newDurations: [Double]) {
    ends.append(contentsOf: newEnds)
    durations.append(contentsOf: newDurations)
  }

  mutating func addOutcomes(_ count: Int, failedEnds newEnds: [Int64]) {
    outcomes += count
    failed += newEnds.count
    failedEnds.append(contentsOf: newEnds)
  }

  mutating func merge(_ other: RequestStore) {
    append(ends: other.ends, durations: other.durations)
    failedEnds.append(contentsOf: other.failedEnds)
    outcomes += other.outcomes
    failed += other.failed
    if let sketched = other.sketch {
      if sketch == nil { sketch = sketched } else { sketch?.merge(sketched) }
    }
    seconds.merge(other.seconds) { own, theirs in
      var both = own
      both.merge(theirs)
      return both
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

  /// Gives up the single requests for a sketch of each second.
  mutating func fold(_ unit: Unit) {
    guard !durations.isEmpty || !failedEnds.isEmpty else { return }
    span = fullSpan(unit)
    var bySecond: [Int64: [Double]] = [:]
    for (end, duration) in zip(ends, durations) {
      bySecond[NanosecondTime.second(of: end), default: []].append(unit.toBase(duration))
    }
    var folded = sketch ?? QuantileSketch()
    for (second, values) in bySecond {
      let added = QuantileSketch(values)
      seconds[second, default: Second()].sketch.merge(added)
      folded.merge(added)
    }
    for end in failedEnds { seconds[NanosecondTime.second(of: end), default: Second()].failed += 1 }
    sketch = folded
    durations = []
    ends = []
    failedEnds = []
  }
}
