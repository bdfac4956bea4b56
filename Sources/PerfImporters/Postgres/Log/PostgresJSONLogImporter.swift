public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the log that PostgreSQL 15 and newer write with `log_destination = jsonlog`.
public struct PostgresJSONLogImporter: Importer {
  public static let format = FormatDescription(
    id: "pg-jsonlog", tool: "PostgreSQL", title: "log of PostgreSQL as JSON",
    holds:
      "how often and how long each statement ran, as far as it was logged, and the slowest plan of each that auto_explain wrote",
    lacks: "whatever was faster than log_min_duration_statement; rows and blocks of statements",
    record:
      "ALTER SYSTEM SET log_destination = jsonlog; ALTER SYSTEM SET log_min_duration_statement = 0; SELECT pg_reload_conf();  "
      + "-- while the test runs")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain where the first line is an object with the keys that stand before every message.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let line = RawHeader.line(of: prefix)
    guard line.first == UInt8(ascii: "{") else { return .no }
    let text = String(decoding: line, as: UTF8.self)
    return ["timestamp", "pid", "error_severity"].allSatisfy { text.contains("\"\($0)\":") } ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var log = PostgresLogReading(file: source.name, limits: limits)
    var cut: Int?
    while let line = try reader.next(of: &source) {
      guard line.bytes.contains(where: { $0 > 0x20 }) else { continue }
      guard line.isTerminated else {
        cut = line.number
        break
      }
      guard let document = try? JSONDocument(line.bytes, name: source.name, limits: limits),
        let time = document.root["timestamp"]?.string, PostgresLogLine.isTime(time[...]),
        let severity = document.root["error_severity"]?.string
      else {
        log.leaveOut(line: line.number)
        continue
      }
      try log.add(
        document.root["message"]?.string ?? "", severity: severity[...], at: PostgresLogLine.time(time[...]),
        line: line.number)
    }
    try log.tell(
      cutAt: cut, empty: "is it the file .json beside the log, and whole?", record: Self.format.record, to: &run)
  }
}
