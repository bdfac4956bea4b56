public import PerfDiagnostics
public import PerfFormats
public import PerfModel
import PerfUnits

/// Reads what hey prints with `-o csv`: a line for each request that was answered.
public struct HeyCSVImporter: Importer {
  public static let format = FormatDescription(
    id: "hey-csv", tool: "hey", title: "hey CSV",
    holds:
      "every answered request: its start, status, duration and phases to a tenth of a millisecond; so any percentile, errors by "
      + "status and a time line",
    lacks:
      "requests that were not answered (refused, timed out) have no line, so that the error ratio is too low and a broken server "
      + "looks idle; no date, no endpoint, no bytes; at most the first million requests",
    record: "hey -n 10000 -c 50 -o csv http://HOST/PATH > hey.csv", richness: 100)

  private static let header =
    "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset"

  public init(options: ImportOptions) {}

  /// Certain when the first line is hey's header.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    Array(RawHeader.line(of: prefix)) == Array(header.utf8) ? .certain : .no
  }

  /// Reads the whole file. One with no line besides the header is a run in which nothing was answered.
  /// - Throws: `input-empty`; `row-header`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try RawHeader.demand(Self.header, of: &source, hint: "have hey write it with '-o csv'")
    let (rows, records) = try RowScanner<HeyRows>.read(
      &source, delimiter: UInt8(ascii: ","), hasHeader: true, into: &run, makeReader: { HeyRows() })
    if records == 0 {
      if let metric = MetricCatalogue.metric(.requestDuration) { run.addNoData(metric) }
      run.record(
        Diagnostic(
          .warning, .heyNoAnswer, "no request was answered; hey writes no lines for requests that fail",
          at: SourceLocation(file: source.name, line: 1), hint: "look whether the server was up"))
    }
    rows.recorder.tell(&run)
  }
}

extension DiagnosticID {
  /// A hey CSV with nothing but its header.
  static let heyNoAnswer = DiagnosticID(rawValue: "hey-no-answer")
}

/// The requests of a file.
struct HeyRows: RowReader {
  /// hey prints seconds with four decimals.
  private(set) var recorder = RunRecorder(unit: .seconds, resolution: 1e-4, clock: .undated)
  private var rows = RequestRows()
  private var slots: [Int64: Int] = [:]

  var columns: Int { 8 }

  /// A day is more than hey waits.
  private static let longest = 86_400.0
  private static let longestRun = 1e9

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    let duration = try RowTime.decimal(index.field(0, of: record), of: bytes, upTo: Self.longest, "response time")
    // The time of the DNS query is part of `DNS+dialup`.
    let connecting = try RowTime.decimal(index.field(1, of: record), of: bytes, upTo: Self.longest, "dial time")
    let sending = try RowTime.decimal(index.field(3, of: record), of: bytes, upTo: Self.longest, "write time")
    let waiting = try RowTime.decimal(index.field(4, of: record), of: bytes, upTo: Self.longest, "response delay")
    let receiving = try RowTime.decimal(index.field(5, of: record), of: bytes, upTo: Self.longest, "read time")
    let status = try RowTime.whole(index.field(6, of: record), of: bytes, upTo: 999, "status")
    let start = try RowTime.decimal(index.field(7, of: record), of: bytes, upTo: Self.longestRun, "offset")
    let isExpected = (200..<300).contains(status)
    let slot = slots[status] ?? recorder.slot(for: RequestKey(status: String(status), isExpected: isExpected))
    slots[status] = slot
    var row = RequestRow(
      slot, end: Int64(((start + duration) * 1e9).rounded()), duration: duration, isFailed: !isExpected)
    row[.phase(.connecting)] = connecting
    row[.phase(.sending)] = sending
    row[.phase(.waiting)] = waiting
    row[.phase(.receiving)] = receiving
    rows.add(row, into: &recorder)
  }

  mutating func finishBlock() { rows.flush(into: &recorder) }

  mutating func merge(_ other: consuming HeyRows) { recorder.merge(other.recorder) }
}
