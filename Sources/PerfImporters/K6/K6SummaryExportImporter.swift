import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads the file of `k6 run --summary-export`, k6 0.26 to 2.x.
struct K6SummaryExportImporter: Importer {
  static let format = FormatDescription(
    id: "k6-summary-export", tool: "k6", title: "k6 legacy summary export",
    holds:
      "statistics of every metric, of the sub-metrics that thresholds name, checks, and k6's verdict on thresholds",
    lacks: "the start, and the unit of the script's own metrics, which therefore do not compare with other k6 formats; "
      + "percentiles beyond p(95) and the count of a trend unless --summary-trend-stats asks for them; "
      + "an endpoint is in it only if a threshold names it",
    record: "k6 run --summary-trend-stats=\"avg,min,med,max,p(90),p(95),p(99),p(99.9),count\" "
      + "--summary-export=summary.json script.js")

  private let options: ImportOptions

  init(options: ImportOptions) { self.options = options }

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    K6Dialect.confidence(in: .summaryExport, prefix)
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try K6SummaryImport.read(&source, into: &run, limits: options.limits)
  }
}
