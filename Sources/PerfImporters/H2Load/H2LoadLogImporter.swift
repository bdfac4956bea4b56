public import PerfDiagnostics
public import PerfFormats
public import PerfModel
import PerfUnits

/// Reads what h2load writes with `--log-file`: a line for each request with its start, its status and its time.
public struct H2LoadLogImporter: Importer {
  public static let format = FormatDescription(
    id: "h2load-log", tool: "h2load", title: "h2load request log",
    holds:
      "every request: its start, status and duration to the microsecond; so any percentile, errors and a time line",
    lacks: "no endpoints, no phases, no bytes, and no protocol errors in words",
    record: "h2load -n 10000 -c 50 --log-file=h2load.tsv https://HOST/PATH", richness: 100)

  public init(options: ImportOptions) {}

  /// Certain when the first line is three numbers between tabs, the first of them microseconds of this age.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let fields = RawHeader.fields(of: prefix, delimiter: UInt8(ascii: "\t"))
    guard fields.count == 3, fields[0].utf8.count == 16, Int64(fields[0]).map({ $0 > 0 }) == true,
      let status = Int(fields[1]), (-1...999).contains(status), Int64(fields[2]) != nil
    else { return .no }
    return .certain
  }

  /// Reads the whole log.
  /// - Throws: `input-empty`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let (rows, records) = try RowScanner<H2LoadRows>.read(
      &source, delimiter: UInt8(ascii: "\t"), hasHeader: false, into: &run, makeReader: { H2LoadRows() })
    guard records > 0 else { throw RawHeader.empty(source.name) }
    rows.recorder.tell(&run)
  }
}

/// The requests of a log.
struct H2LoadRows: RowReader {
  private(set) var recorder = RunRecorder(unit: .microseconds, resolution: 1)
  private var rows = RequestRows()
  private var slots: [Int64: Int] = [:]

  var columns: Int { 3 }

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    let start = try RowTime.whole(index.field(0, of: record), of: bytes, upTo: RowTime.latest / 1000, "start")
    let status = try RowTime.whole(index.field(1, of: record), of: bytes, from: -1, upTo: 999, "status")
    let duration = try RowTime.whole(index.field(2, of: record), of: bytes, upTo: RowTime.longest / 1000, "duration")
    let isExpected = (200..<400).contains(status)
    let slot =
      slots[status] ?? recorder.slot(for: RequestKey(status: String(max(0, status)), isExpected: isExpected))
    slots[status] = slot
    let row = RequestRow(slot, end: (start + duration) * 1000, duration: Double(duration), isFailed: !isExpected)
    rows.add(row, into: &recorder)
  }

  mutating func finishBlock() { rows.flush(into: &recorder) }

  mutating func merge(_ other: consuming H2LoadRows) { recorder.merge(other.recorder) }
}
