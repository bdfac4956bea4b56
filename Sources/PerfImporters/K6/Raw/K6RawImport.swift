import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

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
    let recorder = RunRecorder(unit: .milliseconds)
    var (scanners, lines) = try source.scanBlocks(workers: workers, blockBytes: blockBytes ?? ByteSource.blockBytes) {
      K6PointScanner(format, sharing: definitions, recorder, usesFastPath: usesFastPath)
    }
    guard var (tally, findings) = scanners.popLast()?.finished() else { throw K6LineFindings.empty(format.name) }
    // Taken out one by one, so that what has been merged is gone.
    while let (otherTally, otherFindings) = scanners.popLast()?.finished() {
      findings.merge(otherFindings)
      tally.merge(consume otherTally)
    }
    // What waited for a definition that another worker has met.
    tally.flush()
    try findings.tell(&run, numbers: lines)
    K6RawReport(tally: consume tally, file: format.name).tell(&run)
  }
}
