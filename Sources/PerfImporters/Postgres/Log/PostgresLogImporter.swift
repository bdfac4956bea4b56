public import PerfDiagnostics
public import PerfFormats
public import PerfModel
import PerfUnits

/// Reads the durations and plans in a log of PostgreSQL (`log_min_duration_statement`, `auto_explain`).
public struct PostgresLogImporter: Importer {
  public static let format = FormatDescription(
    id: "pg-log", tool: "PostgreSQL", title: "log of PostgreSQL",
    holds:
      "how often and how long each statement ran, as far as it was logged, and the slowest plan of each that auto_explain wrote",
    lacks: "whatever was faster than log_min_duration_statement; rows and blocks of statements",
    record: "ALTER SYSTEM SET log_min_duration_statement = 0; SELECT pg_reload_conf();  -- while the test runs")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain where a line begins as one of the server does, and none before it is more than the rest of an entry.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    for line in PrefixLines(prefix) {
      if let head = PostgresLogLine(line) { return head.severity == "INFO" ? .no : .certain }
      guard line.first == "\t" else { return .no }
    }
    return .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var tally = PostgresLogTally(file: source.name, limits: limits)
    var message = ""
    var last: LineReader.Line?
    while let line = try reader.next(of: &source) {
      last = line
      let text = line.text[...]
      if let head = PostgresLogLine(text) {
        tally.add(message)
        tally.see(head)
        message = head.severity == "LOG" ? String(head.message) : ""
      } else if !message.isEmpty, message.utf8.count < limits.maximumLineBytes {
        message += "\n" + (text.first == "\t" ? text.dropFirst() : text)
      }
      guard !tally.hasTooMany else {
        throw Diagnostic(
          .error, .labelCardinality, "the log holds too many different statements",
          at: SourceLocation(file: source.name, line: line.number),
          hint: "statements that are built without parameters differ in more than their constants")
      }
    }
    tally.add(message)
    try tell(tally, last, file: source.name, to: &run)
  }

  private func tell(
    _ tally: PostgresLogTally, _ last: LineReader.Line?, file: String, to run: inout RunBuilder
  ) throws(Diagnostic) {
    guard tally.hasEntries else {
      throw Diagnostic(
        .error, .inputEmpty, "there is no entry of PostgreSQL in the log", at: SourceLocation(file: file, line: 1),
        hint: "log_line_prefix has to begin with a time: %m or %t")
    }
    if tally.isEmpty {
      // A log beside a result may be of no use, which is no reason to refuse the result.
      run.record(
        Diagnostic(
          .warning, .noData, "there is no duration in the log", at: SourceLocation(file: file, line: 1),
          hint: "is log_min_duration_statement set? \(Self.format.record)"))
    }
    if let last, !last.isTerminated {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the last line has no end: the log may have been cut off",
          at: SourceLocation(file: file, line: last.number), hint: "copy it again once the test is over"))
    }
    if tally.brokenPlans > 0 {
      run.record(
        Diagnostic(
          .warning, .planMalformed, "plans that cannot be read are left out: \(tally.brokenPlans)",
          at: SourceLocation(file: file, line: 1), hint: "auto_explain.log_format = json is read most surely"))
    }
    if let first = tally.first { run.setStart(first) }
    if let first = tally.first, let last = tally.last, last > first {
      let seconds = Double(last.millisecondsSinceEpoch - first.millisecondsSinceEpoch) / 1000
      run.setDuration(seconds, .seconds)
    }
    run.addQueries(tally.capture)
    for plan in tally.slowestPlans { run.addPlan(plan) }
  }
}
