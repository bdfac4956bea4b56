import PerfDiagnostics
import PerfFormats
import PerfModel

/// What the importers of k6's raw outputs have in common: all but the format of a line.
enum K6RawImport {
  /// - Parameters:
  ///   - workers: how many threads, nil for one for each processor.
  ///   - blockBytes: nil for what is fastest.
  ///   - usesFastPath: false has the general parser read every line, for tests.
  static func read(
    _ source: inout ByteSource, into run: inout RunBuilder, format: some K6RawFormat, workers: Int? = nil,
    blockBytes: Int? = nil, usesFastPath: Bool = true
  ) throws(Diagnostic) {
    let definitions = K6Definitions()
    let scan = try source.scanBlocks(workers: workers, blockBytes: blockBytes ?? ByteSource.blockBytes) {
      K6PointScanner(format, sharing: definitions, usesFastPath: usesFastPath)
    }
    guard var tally = scan.scanners.first?.sink.tally, var findings = scan.scanners.first?.findings else {
      throw K6LineFindings.empty(format.name)
    }
    tally.flush()
    for scanner in scan.scanners.dropFirst() {
      var other = scanner.sink.tally
      other.flush()
      tally.merge(other)
      findings.merge(scanner.findings)
    }
    // What waited for a definition that another worker has met.
    tally.flush()
    try findings.tell(&run, numbers: scan.lines)
    K6RawReport(tally: tally, file: format.name).tell(&run)
  }
}
