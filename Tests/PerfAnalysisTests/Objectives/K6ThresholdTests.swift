import Foundation
@testable import PerfAnalysis
import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// Every recorded k6 summary that declares thresholds: our verdict on each is k6's own wherever k6 measured something.
struct K6ThresholdTests {
  /// `before1/summary_export.json`, `v0.49.0_after/handle_summary.json` …
  private static let files = TestCorpus.files(below: TestCorpus.path("loadtest/k6")).filter {
    $0.hasSuffix("/summary_export.json") || $0.hasSuffix("/handle_summary.json")
  }

  private struct Count: Equatable {
    var agreed = 0
    var disagreed: [String] = []
    var passedWithoutData: [String] = []
    var failedWithoutData: [String] = []
  }

  @Test(.enabled(if: TestCorpus.isPresent)) func thresholdsAreJudgedAsK6Does() throws {
    var count = Count()
    var stated = 0
    for file in Self.files {
      let path = TestCorpus.path("loadtest/k6/" + file)
      stated += try Self.thresholds(path)
      let run = try #require(try RunLoader(options: ImportOptions()).load([InputSpec(argument: path)]).runs.first)
      compare(run, file, &count)
    }
    #expect(stated > 500, "the corpus was read")
    #expect(count.disagreed == [])
    // k6 passes what it never measured; nothing that it fails is unknown to us.
    #expect(count.failedWithoutData == [])
    #expect(count.agreed + count.passedWithoutData.count == stated)
    #expect(count.passedWithoutData.allSatisfy { $0.contains("counted nothing") }, "\(count.passedWithoutData)")
  }

  private func compare(_ run: Run, _ file: String, _ count: inout Count) {
    let thresholds = run.declaredObjectives.compactMap { declared -> RunThresholds.Threshold? in
      guard case .objective(let objective) = DeclaredObjectives.read(declared, of: run) else { return nil }
      return .init(objective: objective, isMet: declared.metAccordingToTool)
    }
    let assessment = check([run], ObjectiveBoard(nil, thresholds: [RunThresholds(run: run, thresholds: thresholds)]))
    for (threshold, result) in zip(thresholds, assessment.results) {
      let name = "\(file): \(threshold.objective.text): \(result.reason ?? "")"
      switch (threshold.isMet, result.status == .unknown ? nil : !result.isMissed) {
      case (nil, _): count.disagreed.append(name + " has no verdict of k6")
      case (true, nil): count.passedWithoutData.append(name)
      case (false, nil): count.failedWithoutData.append(name)
      case (let theirs?, let ours?): if theirs == ours { count.agreed += 1 } else { count.disagreed.append(name) }
      }
    }
    if assessment.diagnostics.contains(where: { $0.id.rawValue == "objective-disagreement" }) {
      count.disagreed.append("\(file) reports a disagreement")
    }
  }

  /// How many thresholds a file states, counted without our importers.
  private static func thresholds(_ path: String) throws -> Int {
    let root = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    guard let metrics = (root as? [String: Any])?["metrics"] as? [String: Any] else { return 0 }
    return metrics.values.reduce(0) { $0 + ((($1 as? [String: Any])?["thresholds"] as? [String: Any])?.count ?? 0) }
  }

  /// What k6 calls crossed and what its own figures do not show is reported.
  @Test func anEditedVerdictIsReported() throws {
    let text = """
      {"metrics": {"http_reqs": {"count": 100, "rate": 10},
        "http_req_duration": {"avg": 40, "min": 1, "med": 30, "max": 90, "p(90)": 70, "p(95)": 80,
          "thresholds": {"p(95)<50": false, "avg<50": false}}}, "root_group": {"name": "", "path": "", "id": "d41d8cd98f00b204e9800998ecf8427e", "groups": {}, "checks": {}}}
      """
    let file = FileManager.default.temporaryDirectory.appending(path: "edited-\(UUID().uuidString).json")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let loaded = try RunLoader(options: ImportOptions()).load([InputSpec(argument: file.path)])
    let run = try #require(loaded.runs.first)
    let thresholds = run.declaredObjectives.compactMap { declared -> RunThresholds.Threshold? in
      guard case .objective(let objective) = DeclaredObjectives.read(declared, of: run) else { return nil }
      return .init(objective: objective, isMet: declared.metAccordingToTool)
    }
    let assessment = check([run], ObjectiveBoard(nil, thresholds: [RunThresholds(run: run, thresholds: thresholds)]))
    let findings = assessment.diagnostics.filter { $0.id.rawValue == "objective-disagreement" }
    #expect(findings.count == 1)
    #expect(findings.first?.message.hasSuffix("is met, but the file shows 80.0 ms") == true)
    #expect(assessment.verdict == .breached)
  }
}
