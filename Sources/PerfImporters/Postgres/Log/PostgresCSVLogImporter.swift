public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the log that PostgreSQL writes with `log_destination = csvlog`.
public struct PostgresCSVLogImporter: Importer {
  public static let format = FormatDescription(
    id: "pg-csvlog", tool: "PostgreSQL", title: "log of PostgreSQL as CSV",
    holds:
      "how often and how long each statement ran, as far as it was logged, and the slowest plan of each that auto_explain wrote",
    lacks: "whatever was faster than log_min_duration_statement; rows and blocks of statements",
    record:
      "ALTER SYSTEM SET log_destination = csvlog; ALTER SYSTEM SET log_min_duration_statement = 0; SELECT pg_reload_conf();  "
      + "-- while the test runs")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain of an entry of any version: 23 columns up to PostgreSQL 12, 24 in 13, 26 since.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    CSVLogEntry(RawHeader.fields(of: prefix, delimiter: UInt8(ascii: ",")), isWhole: false) == nil ? .no : .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var log = PostgresLogReading(file: source.name, limits: limits)
    // An entry goes on over lines until its quotation marks are in pairs.
    var pending: [UInt8] = []
    var (start, last) = (1, 0)
    while let line = try reader.next(of: &source) {
      if pending.isEmpty { start = line.number } else { pending.append(UInt8(ascii: "\n")) }
      pending += line.bytes
      last = line.number
      guard line.isTerminated else { break }
      guard pending.count <= limits.maximumLineBytes else {
        log.leaveOut(line: start)
        pending = []
        continue
      }
      guard pending.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 0 else { continue }
      defer { pending = [] }
      guard pending.contains(where: { $0 > 0x20 }) else { continue }
      let fields = RawHeader.fields(of: pending[...], delimiter: UInt8(ascii: ","))
      guard let entry = CSVLogEntry(fields, isWhole: true) else {
        log.leaveOut(line: start)
        continue
      }
      try log.add(entry.message, severity: entry.severity, at: entry.time, line: start)
    }
    try log.tell(
      cutAt: pending.isEmpty ? nil : last, empty: "is it the file .csv beside the log, and whole?",
      record: Self.format.record, to: &run)
  }
}

/// An entry of a log as CSV (PostgreSQL documentation, "Using CSV-Format Log Output").
private struct CSVLogEntry {
  let time: Timestamp?
  let severity: Substring
  let message: String

  /// Nil for fields that are no entry.
  /// - Parameter isWhole: whether all fields have to be there; a prefix may end within an entry.
  init?(_ fields: [String], isWhole: Bool) {
    guard fields.count >= (isWhole ? 23 : 13), PostgresLogLine.isTime(fields[0][...]), Int(fields[3]) != nil,
      PostgresLogLine.severities.contains(fields[11][...])
    else { return nil }
    time = PostgresLogLine.time(fields[0][...])
    severity = fields[11][...]
    message = fields.count > 13 ? fields[13] : ""
  }
}
