public import PerfDiagnostics
public import PerfFormats
public import PerfModel

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
    // An entry as CSV begins alike, and its message may look like a line of this form.
    guard PostgresCSVLogImporter.sniff(prefix) == .no else { return .no }
    for line in PrefixLines(prefix) {
      if let head = PostgresLogLine(line) { return head.severity == "INFO" ? .no : .certain }
      guard line.first == "\t" else { return .no }
    }
    return .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var log = PostgresLogReading(file: source.name, limits: limits)
    var entry: (head: PostgresLogLine, message: String, line: Int)?
    var last: LineReader.Line?
    func finish() throws(Diagnostic) {
      guard let (head, message, line) = entry else { return }
      try log.add(message, severity: head.severity, at: head.time, line: line)
    }
    while let line = try reader.next(of: &source) {
      last = line
      let text = line.text[...]
      if let head = PostgresLogLine(text) {
        try finish()
        entry = (head, head.severity == "LOG" ? String(head.message) : "", line.number)
      } else if let message = entry?.message, !message.isEmpty, message.utf8.count < limits.maximumLineBytes {
        entry?.message += "\n" + (text.first == "\t" ? text.dropFirst() : text)
      }
    }
    try finish()
    try log.tell(
      cutAt: last.flatMap { $0.isTerminated ? nil : $0.number },
      empty: "log_line_prefix has to begin with a time: %m or %t", record: Self.format.record, to: &run)
  }
}
