import PerfDiagnostics
import PerfFormats
import PerfModel

/// What the importers of k6's summaries have in common: everything but what they are called and how they are recognised.
///
/// Each reads any of the dialects, since the first bytes cannot always tell which one a document is.
enum K6SummaryImport {
  /// What scripts return from `setup()` and the script itself may hold tokens; no finding quotes them.
  private static let secrets = ["setup_data", "script"]

  static func read(
    _ source: inout ByteSource, into run: inout RunBuilder, limits: InputLimits
  ) throws(Diagnostic) {
    let name = source.name
    let bytes = try source.readAll()
    let document = try JSONDocument(bytes[...], name: name, limits: limits, concealing: secrets)
    let reader = try K6SummaryReader(document)
    for finding in reader.findings { run.record(finding) }
    K6SummaryMapping(reader.summary).tell(&run, file: name)
  }
}
