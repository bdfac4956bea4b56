import Foundation
import TestCorpus
import Testing

/// `perfreport plan` on the recorded stress tests: a service with 6 workers, steps of 9 s.
@Suite(.enabled(if: TestCorpus.isPresent)) struct PlanCommandTests {
  private static func plan(_ arguments: String) throws -> [String: Any] {
    let outcome = try Sandbox().run("perfreport plan \(arguments) --format json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private static func line(_ id: String, _ plan: [String: Any]) throws -> [String: Any] {
    let lines = try #require(plan["lines"] as? [[String: Any]])
    return try #require(lines.first { $0["id"] as? String == id })
  }

  private static func raw(_ name: String) -> String { TestCorpus.path("loadtest/k6/\(name)/raw.json.gz") }

  /// What came back per second beyond the bend, by the oracles of both runs.
  private static func plateau() throws -> ClosedRange<Double> {
    let good = try ["stress_vus_before", "stress_arrival_before"].flatMap { name in
      let text = try #require(TestCorpus.bytes("loadtest/k6/\(name)/oracle.json"))
      let oracle = try #require(JSONSerialization.jsonObject(with: Data(text)) as? [String: Any])
      return try #require(oracle["steps"] as? [[String: Any]]).compactMap { $0["ok_rps"] as? Double }
    }.filter { $0 > 130 }
    return try #require(good.min())...(try #require(good.max()))
  }

  @Test(arguments: ["stress_vus_before", "stress_arrival_before"])
  func theMaximumLiesOnThePlateau(name: String) throws {
    let plan = try Self.plan(Self.raw(name))
    let line = try Self.line("max-request-rate", plan)
    #expect(line["bound"] as? String == "exact")
    let interval = try #require(line["interval"] as? [Double])
    let plateau = try Self.plateau()
    #expect(plateau.contains(interval[0]) && plateau.contains(interval[1]), "\(interval) in \(plateau)")
    let findings = try #require(plan["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["code"] as? String == "too-short" }, "the steps are short")
  }

  @Test(arguments: ["raw.json.gz", "raw.csv.gz", "summary_export.json"])
  func anOrdinaryRunGivesLowerBounds(file: String) throws {
    let plan = try Self.plan(
      "--slo 'p95 < 5s' --slo 'error rate < 20%' " + TestCorpus.path("loadtest/k6/before1/" + file))
    for id in ["max-request-rate", "slo-capacity"] {
      #expect(try Self.line(id, plan)["bound"] as? String == "atLeast", "\(id)")
    }
    for id in ["bottleneck", "headroom", "soak"] {
      let line = try Self.line(id, plan)
      #expect(line["grade"] as? String == "-" && line["value"] is NSNull, "\(id)")
      #expect((line["reason"] as? String)?.isEmpty == false && (line["next"] as? String)?.isEmpty == false, "\(id)")
    }
    let test = try #require(plan["nextTest"] as? [String: Any])
    #expect((test["rates"] as? [Double])?.count == 7 && (test["hold"] as? Double ?? 0) >= 180)
  }

  /// Every way of asking for the script gives JavaScript.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/node")),
    arguments: ["", "--slo 'p99.9 < 1.5s' --slo 'error rate < 0.1%'"])
  func theNextTestIsJavaScript(objectives: String) throws {
    let sandbox = try Sandbox()
    let line =
      "perfreport plan \(Self.raw("stress_vus_before")) \(objectives) --next-test k6 > next.mjs && node --check next.mjs"
    let outcome = try sandbox.run(line)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
