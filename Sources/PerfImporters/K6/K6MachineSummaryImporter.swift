import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads k6's machine-readable summary, k6 1.5 and later, as it is written and as its schema describes it.
///
/// The start is derived: the summary's own time less the duration.
struct K6MachineSummaryImporter: Importer {
  static let format = FormatDescription(
    id: "k6-machine-summary", tool: "k6", title: "k6 machine-readable summary",
    holds: "mean, min, median, max, p90 and p95 of every metric, checks by name, the duration and k6's version",
    lacks: "percentiles beyond p95 and the count of a trend, whatever summaryTrendStats says; thresholds; groups; "
      + "the phases of a request unless --summary-mode=full; an endpoint is in it only if a threshold names it",
    record: "k6 run --new-machine-readable-summary --summary-mode=full --summary-export=summary.json script.js; "
      + "the export without --new-machine-readable-summary holds more")

  private let options: ImportOptions

  init(options: ImportOptions) { self.options = options }

  static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    K6Dialect.confidence(in: .machineSummary, prefix)
  }

  mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    try K6SummaryImport.read(&source, into: &run, limits: options.limits)
  }
}
