import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis

/// Recorded runs of which every request is known.
@Suite(.enabled(if: TestCorpus.isPresent)) struct CorpusSamplesTests {
  private static let runs: [String: Run] = {
    let names = [
      "before1", "before2", "before3", "after1", "after2", "after3", "before_newsummary", "after_newsummary",
      "shape_drift", "shape_warmup", "v0.49.0_before",
    ]
    return Dictionary(uniqueKeysWithValues: names.compactMap { name in (try? RawK6.run(name)).map { (name, $0) } })
  }()

  private static func run(_ name: String) throws -> Run { try #require(runs[name]) }

  private static func judge(_ before: [String], _ after: [String], selfTest: Bool = false) throws -> Assessment {
    Comparer().compare(
      ComparedSide(label: "before", runs: try before.map(run)), ComparedSide(label: "after", runs: try after.map(run)),
      selfTest: selfTest)
  }

  @Test func look() throws {
    for (a, b) in [("before1", "before2"), ("before1", "after1"), ("shape_warmup", "shape_drift"), ("before_newsummary", "after_newsummary")] {
      let assessment = try Self.judge([a], [b], selfTest: true)
      print("=====", a, b, assessment.verdict, assessment.judgement, assessment.obstacles, assessment.assumptions)
      print(assessment.samples as Any)
      for row in assessment.comparisons where row.isGated || row.key.metric == .requestDuration && row.key.labels.isEmpty {
        print(row.key.metric, row.key.endpoint ?? "-", row.statistic.name, row.before ?? 0, row.after ?? 0, row.change ?? 0, row.interval as Any, row.basis, row.verdict, row.isGated, row.warnings.map(\.id), row.reason ?? "")
      }
      print(assessment.selfTest as Any)
    }
  }
}
