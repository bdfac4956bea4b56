import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// A raw file and a summary of one run, side by side in one folder.
@Suite("k6 raw beside summary", .enabled(if: TestCorpus.isPresent))
struct K6RawMergeTests {
  static let cases = ["before1", "after1", "v0.49.0_before"]

  @Test("one run, of the raw file", arguments: cases)
  func isOneRun(name: String) throws {
    let side = try RunLoader().load([
      InputSpec(label: nil, path: TestCorpus.path("loadtest/k6/\(name)/handle_summary.json")),
      InputSpec(label: nil, path: TestCorpus.path("loadtest/k6/\(name)/raw.json.gz")),
      InputSpec(label: nil, path: TestCorpus.path("loadtest/k6/\(name)/raw.csv.gz")),
    ])
    #expect(side.runs.map(\.format) == ["k6-ndjson"])
    #expect(side.diagnostics.map(\.id.rawValue) == ["input-duplicate", "input-duplicate"])
  }

  @Test("what both know has one key and one value", arguments: cases)
  func agrees(name: String) throws {
    let raw = try K6Files.run(K6Files.corpusFile("\(name)/raw.json.gz"), name: "raw")
    let summary = try K6Files.run(K6Files.corpusFile("\(name)/handle_summary.json"))
    // k6 divides by the whole test, setup included; the raw file knows when the requests ran.
    for series in summary.series where series.metric.instrument != .scalar {
      let own = try #require(raw[series.key], "\(series.key)")
      #expect(own.hasData == series.hasData, "\(series.key)")
      #expect(own.metric == series.metric, "\(series.key)")
      for statistic in [Statistic.mean, .minimum, .maximum, .median, .quantile(0.9), .quantile(0.95), .value] {
        guard let expected = series[statistic] else { continue }
        #expect(isClose(try #require(own[statistic]), expected), "\(series.key) \(statistic.name)")
      }
    }
  }
}
