public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what Apache Bench prints on standard output, with or without its standard error, one report or several in one file.
///
/// Each report is one endpoint, its document path. A repeated endpoint is a repeat of the measurement: its k-th report goes to
/// the k-th run of the file.
public struct ABTextImporter: Importer {
  public static let format = FormatDescription(
    id: "ab-text", tool: "ab", title: "Apache Bench text report",
    holds:
      "requests, failures by kind, non-2xx answers, throughput and bytes; minimum, mean, standard deviation, median and "
      + "maximum of the connecting, processing, waiting and total time; eight percentiles of the total time from p50 to p99",
    lacks:
      "times are whole milliseconds, so a smaller change cannot be seen; no percentile above p99, no time line, no status "
      + "codes, no method; without -l an answer of another length counts as failed",
    record: "ab -l -n 10000 -c 50 http://HOST/PATH > ab.txt")

  public init(options: ImportOptions) {}

  /// Certain when a line is ab's banner, or when two lines begin as only a report's do. A document that merely quotes a report
  /// (JSON, XML, Markdown) is not one.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    var marks: Set<String> = []
    for (index, line) in ABText.lines(of: prefix).enumerated() {
      if index == 0, line.hasPrefix("{") || line.hasPrefix("[") || line.hasPrefix("<?") { return .no }
      if line.hasPrefix("```") || line.hasPrefix("~~~") { return .no }
      if ABText.isBanner(line) { return .certain }
      if let mark = ABText.marks.first(where: line.hasPrefix) { marks.insert(mark) }
      if marks.count > 1 { return .certain }
    }
    return .no
  }

  /// Reads all reports of the source.
  ///
  /// A refused run is no error: it has no series, and a recorded error says why. A report that was cut off keeps what is
  /// complete, with a warning.
  /// - Throws: `input-empty`; `ab-html` for a page written with `-w`; `ab-bad-number`; `ab-no-report` when nothing in the input
  ///   is of ab; `input-truncated` when not even the count of requests is there.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var parser = ABParser(file: source.name)
    var lines = LineReader()
    while let line = try lines.next(of: &source) { try parser.take(line) }
    try ABRuns(parser.finish()).push(into: &run)
  }
}
