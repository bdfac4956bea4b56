import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads the file of `k6 run --out csv`: every point of a run, one on a line.
struct K6CSVImporter: Importer {
  static let format = FormatDescription(
    id: "k6-csv", tool: "k6", title: "k6 CSV output",
    holds:
      "every request with its phases, status, scenario and endpoint, every check, and the values of custom metrics",
    lacks:
      "times to less than a second unless K6_CSV_TIME_FORMAT asks for them; thresholds; the type and unit of custom metrics, "
      + "which are kept as distributions without a unit and do not compare with other k6 formats",
    record: "K6_CSV_TIME_FORMAT=unix_nano k6 run --out csv=run.csv.gz script.js", richness: 90)

  private let options: ImportOptions

  init(options: ImportOptions) { self.options = options }

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = prefix.starts(with: mark) ? prefix.dropFirst(mark.count) : prefix
    return K6CSVFormat.isHeader(text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }) ? .certain : .no
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let prefix = try source.prefix()
    let text = prefix.starts(with: Self.mark) ? prefix.dropFirst(Self.mark.count) : prefix[...]
    let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let format = try K6CSVFormat(header: Array(line), name: source.name)
    try K6RawImport.read(&source, into: &run, format: format)
  }

  /// UTF-8's byte order mark.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
