import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads what a script's `handleSummary(data)` writes with `JSON.stringify(data)`, k6 0.30 and later.
struct K6HandleSummaryImporter: Importer {
  static let format = FormatDescription(
    id: "k6-handle-summary", tool: "k6", title: "k6 handleSummary data",
    holds: "statistics and units of every metric, of the sub-metrics that thresholds name, checks by group, "
      + "the duration, and k6's verdict on thresholds",
    lacks: "the start; percentiles beyond p(95) and the count of a trend unless summaryTrendStats asks for them; "
      + "an endpoint is in it only if a threshold names it",
    record: "export function handleSummary(data) { return { 'summary.json': JSON.stringify(data) }; } in the script, "
      + "and k6 run --summary-trend-stats=\"avg,min,med,max,p(90),p(95),p(99),p(99.9),count\" script.js")

  private let options: ImportOptions

  init(options: ImportOptions) { self.options = options }

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    K6Dialect.confidence(in: .handleSummary, prefix)
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try K6SummaryImport.read(&source, into: &run, limits: options.limits)
  }
}
