public import PerfDiagnostics
public import PerfFormats
public import PerfImporters
public import PerfModel
import PerfUnits

/// Reads what `tally` prints: a line for each endpoint with its requests, its median and its p95 in milliseconds.
public struct TallyImporter: Importer {
  public static let format = FormatDescription(
    id: "tally", tool: "tally", title: "Tally report", holds: "requests, median and p95 of every endpoint",
    lacks: "failures, so that a service that fails fast looks like a fast one", record: "tally URL... > tally.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
    return text.starts(with: "tally report".utf8) ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var lines = LineReader()
    var number = 0
    var isWhole = false
    while let line = try lines.next(of: &source) {
      number = line.number
      isWhole = line.text == "end"
      if number > 1, !isWhole { try add(line, of: source.name, to: &run) }
    }
    guard isWhole else {
      throw Diagnostic(
        .error, .inputTruncated, "the report has no end", at: SourceLocation(file: source.name, line: max(1, number)),
        hint: "was tally stopped before it was done?")
    }
  }

  /// `GET /home 120 41.5 180.25`: a line says all of an endpoint, or the file is broken.
  private func add(_ line: LineReader.Line, of file: String, to run: inout RunBuilder) throws(Diagnostic) {
    let words = line.text.split(separator: " ")
    guard words.count == 5, let count = Int(words[2]), let median = Double(words[3]), let p95 = Double(words[4]),
      let metric = MetricCatalogue.metric(.requestDuration)
    else {
      throw Diagnostic(
        .error, .tallyLine, "the line is not METHOD PATH REQUESTS MEDIAN P95",
        at: SourceLocation(file: file, line: line.number, column: 1), excerpt: Excerpt(line: line.bytes, column: 1),
        hint: "is it a report of tally 1?")
    }
    run.addDistribution(
      metric, endpoint: "\(words[0]) \(words[1])", count: count,
      statistics: [.median: median, .quantile(0.95): p95], in: .milliseconds, method: .unstated,
      at: SourceLocation(file: file, line: line.number))
  }
}

extension DiagnosticID {
  /// A line of a tally report that does not hold what it should.
  static let tallyLine = DiagnosticID(rawValue: "tally-line")
}
