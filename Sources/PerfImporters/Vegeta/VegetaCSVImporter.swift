public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what `vegeta encode --to csv` writes: a line for each hit, without a header.
public struct VegetaCSVImporter: Importer {
  public static let format = FormatDescription(
    id: "vegeta-csv", tool: "vegeta", title: "vegeta results as CSV",
    holds:
      "every hit: its start and latency to the nanosecond, code, bytes, error, method and URL; so any percentile, errors in words, and "
      + "a time line of each route",
    lacks: "no phases: the latency includes connecting", record: "vegeta encode --to csv < results.bin > results.csv",
    richness: 100)

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the first line begins as a hit does: nanoseconds of this age, a code, three more numbers.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let fields = RawHeader.fields(of: prefix, delimiter: UInt8(ascii: ","))
    guard fields.count >= 6, fields[0].utf8.count == 19, Int64(fields[0]).map({ $0 > 0 }) == true,
      let code = Int(fields[1]), (0...999).contains(code), fields[2...4].allSatisfy({ Int64($0) != nil })
    else { return .no }
    return .certain
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; the first flaw when no line is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let fields = RawHeader.fields(of: try source.prefix()[...], delimiter: UInt8(ascii: ",")).count
    let limits = limits
    let columns = VegetaRows.known.last { $0 <= fields } ?? VegetaRows.known[0]
    let (rows, records) = try RowScanner<VegetaRows>.read(
      &source, delimiter: UInt8(ascii: ","), hasHeader: false, into: &run,
      makeReader: { VegetaRows(columns: columns, maximumNames: limits.maximumLabelValues) })
    guard records > 0 else { throw RawHeader.empty(source.name) }
    rows.results.tell(&run, file: source.name)
  }
}

/// The hits of a file.
struct VegetaRows: RowReader {
  private(set) var results: VegetaResults
  let columns: Int

  /// How many columns vegeta's versions write: `body`, `attack`, `seq`; then `method`, `url`; then `headers`.
  static let known = [6, 7, 9, 11, 12]

  init(columns: Int, maximumNames: Int) {
    self.columns = columns
    results = VegetaResults(maximumNames: maximumNames)
  }

  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    func text(_ column: Int) -> String {
      column < columns ? CSVField.text(index.field(column, of: record), of: bytes) : ""
    }
    var hit = VegetaHit()
    // Nineteen digits are more than the quick way takes.
    hit.start = try RowTime.whole(index.field(0, of: record), of: bytes, upTo: RowTime.latest, "start")
    hit.code = try RowTime.whole(index.field(1, of: record), of: bytes, upTo: 999, "code")
    hit.latency = try RowTime.whole(index.field(2, of: record), of: bytes, upTo: RowTime.longest, "latency")
    hit.sent = try RowTime.whole(index.field(3, of: record), of: bytes, upTo: .max, "number of bytes")
    hit.received = try RowTime.whole(index.field(4, of: record), of: bytes, upTo: .max, "number of bytes")
    hit.error = text(5)
    hit.attack = text(7)
    hit.method = text(9)
    hit.url = text(10)
    results.add(hit)
  }

  mutating func finishBlock() { results.flush() }

  mutating func merge(_ other: consuming VegetaRows) { results.merge(other.results) }
}
