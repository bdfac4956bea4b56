import PerfModel

/// Makes rows of requests out of points: k6 writes the points of a request one after another, with the same time and the same tags. Points
/// in another order make several rows, which come to the same.
struct K6RequestRows: Sendable {
  /// The row that is being filled.
  private var open = RequestRow(0, end: 0)
  private var rows = RequestRows()

  @inline(__always)
  mutating func add(
    _ measure: RequestRow.Measure, _ request: Int, _ end: Int64, _ value: Double, into recorder: inout RunRecorder
  ) {
    if !continues(request, end, measure.bit) { next(request, end, &recorder) }
    open[measure] = value
  }

  @inline(__always)
  mutating func addOutcome(_ request: Int, _ end: Int64, isFailed: Bool, into recorder: inout RunRecorder) {
    if !continues(request, end, RequestRow.outcomeBit) { next(request, end, &recorder) }
    open.setOutcome(isFailed: isFailed)
  }

  /// Whether the open row is of this request and time, and does not hold a measure yet.
  @inline(__always)
  private func continues(_ request: Int, _ end: Int64, _ bit: UInt32) -> Bool {
    open.slot == Int32(truncatingIfNeeded: request) && open.end == end && open.held & bit == 0
  }

  @inline(never)
  private mutating func next(_ request: Int, _ end: Int64, _ recorder: inout RunRecorder) {
    if open.held != 0 { rows.add(open, into: &recorder) }
    open = RequestRow(request, end: end)
  }

  /// Hands on what waits.
  mutating func flush(into recorder: inout RunRecorder) {
    next(0, 0, &recorder)
    rows.flush(into: &recorder)
  }
}
