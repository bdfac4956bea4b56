import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// A log of PostgreSQL while it is read, whichever form its entries have, and what a run is told of it.
struct PostgresLogReading {
  private var tally: PostgresLogTally
  private let file: String
  /// Lines at which something begins that is no entry: how many, and the first.
  private var leftOut: (count: Int, first: Int) = (0, 0)

  init(file: String, limits: InputLimits) {
    self.file = file
    tally = PostgresLogTally(file: file, limits: limits)
  }

  /// Adds an entry.
  /// - Throws: `label-cardinality`.
  mutating func add(_ message: String, severity: Substring, at time: Timestamp?, line: Int) throws(Diagnostic) {
    tally.see(time)
    guard severity == "LOG" else { return }
    tally.add(message)
    guard tally.hasTooMany else { return }
    throw Diagnostic(
      .error, .labelCardinality, "the log holds too many different statements",
      at: SourceLocation(file: file, line: line),
      hint: "statements that are built without parameters differ in more than their constants")
  }

  mutating func leaveOut(line: Int) { leftOut = (leftOut.count + 1, leftOut.count == 0 ? line : leftOut.first) }

  /// - Parameters:
  ///   - line: the last line, where it has no end.
  ///   - empty: what may be wrong with a log without entries.
  ///   - record: how to make the server write durations.
  /// - Throws: `input-empty`.
  func tell(
    cutAt line: Int?, empty: String, record: String, to run: inout RunBuilder
  ) throws(Diagnostic) {
    guard tally.hasEntries else {
      throw Diagnostic(
        .error, .inputEmpty, "there is no entry of PostgreSQL in the log", at: SourceLocation(file: file, line: 1),
        hint: empty)
    }
    if tally.isEmpty {
      // A log beside a result may be of no use, which is no reason to refuse the result.
      warn(&run, .noData, "there is no duration in the log", "is log_min_duration_statement set? \(record)")
    }
    if leftOut.count > 0 {
      warn(
        &run, .logEntry, "what is no entry is left out: \(leftOut.count)", "was the log edited, or made of several?",
        line: leftOut.first)
    }
    if let line {
      warn(
        &run, .inputTruncated, "the last line has no end: the log may have been cut off",
        "copy it again once the test is over", line: line)
    }
    if tally.brokenPlans > 0 {
      warn(
        &run, .planMalformed, "plans that cannot be read are left out: \(tally.brokenPlans)",
        "auto_explain.log_format = json is read most surely")
    }
    if let first = tally.first { run.setStart(first) }
    if let first = tally.first, let last = tally.last, last > first {
      let seconds = Double(last.millisecondsSinceEpoch - first.millisecondsSinceEpoch) / 1000
      run.setDuration(seconds, .seconds)
    }
    run.addQueries(tally.capture)
    for plan in tally.slowestPlans { run.addPlan(plan) }
  }

  private func warn(_ run: inout RunBuilder, _ id: DiagnosticID, _ message: String, _ hint: String, line: Int = 1) {
    run.record(Diagnostic(.warning, id, message, at: SourceLocation(file: file, line: line), hint: hint))
  }
}

extension DiagnosticID {
  /// A part of a log that is no entry of it.
  static let logEntry = DiagnosticID(rawValue: "log-entry")
}
