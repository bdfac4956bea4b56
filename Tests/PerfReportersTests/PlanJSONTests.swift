import Foundation
import PerfReporters
import Testing

@Suite struct PlanJSONTests {
  private func schema() throws -> JSONSchema {
    try JSONSchema(try #require(SchemaCatalogue.text("perfreport/plan/1")))
  }

  private static let cases: [PlannedCapacity] = [PlanCase.full, PlanCase.empty, PlanCase.infeasible]

  @Test(arguments: cases.indices)
  func `A plan is valid against its schema`(_ index: Int) throws {
    #expect(try schema().complaints(about: PlanReport.json(Self.cases[index], generatedAt: "2026-11-21")) == [])
  }

  @Test(arguments: [
    ("\"exitStatus\": 0", "\"exitStatus\": 1"), ("\"bound\": \"exact\"", "\"bound\": \"about\""),
    ("\"grade\": \"B\"", "\"grade\": \"E\""), ("\"loadKind\": \"users\"", "\"loadKind\": \"people\""),
    ("\"extrapolation\": \"E0\"", "\"extrapolation\": \"E4\""), ("\"tiers\": [", "\"sizes\": ["),
    ("\"verdict\": \"leak\"", "\"verdict\": \"leaks\""), ("\"formula\":", "\"equation\":"),
  ])
  func `The schema tells a wrong plan from a right one`(_ right: String, _ wrong: String) throws {
    let json = PlanReport.json(PlanCase.full)
    #expect(json.contains(right))
    #expect(try schema().complaints(about: json.replacing(right, with: wrong)) != [])
  }

  /// CONTRACT §5.
  @Test func `The ids are those of the contract`() throws {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(PlanReport.json(PlanCase.full).utf8)) as? [String: Any])
    let lines = try #require(json["lines"] as? [[String: Any]])
    #expect(
      Set(lines.compactMap { $0["id"] as? String }).isSuperset(of: [
        "max-request-rate", "max-users", "max-calls-per-hour:llm", "slo-capacity", "breaking-point", "planning-rate",
        "bottleneck", "scaling-strategy", "instances:Small", "instances:Medium", "instances:Large", "pool:orders",
        "headroom", "growth", "soak",
      ]))
    for line in lines where line["grade"] as? String == "-" {
      #expect(line["value"] is NSNull && line["shown"] is NSNull)
      #expect((line["reason"] as? String)?.isEmpty == false && (line["next"] as? String)?.isEmpty == false)
    }
  }
}
