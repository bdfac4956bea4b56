import PerfModel
import PerfReporters
import Testing

@testable import PerfAnalysis

@Suite struct ComparisonJSONTests {
  @Test func `The contract's members come in the contract's order`() {
    expectGolden(ComparisonReport.json(Self.small), "comparison-json-in-the-order-of-the-contract.json")
  }

  @Test func `A whole report is valid against its schema`() throws {
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/comparison/1")))
    #expect(try schema.complaints(about: ComparisonReport.json(ServiceCase.assessment)) == [])
    #expect(try schema.complaints(about: ComparisonReport.json(Self.small, generatedAt: "2026-11-21T08:00:00Z")) == [])
  }

  @Test(arguments: [
    ("\"exitStatus\": 1", "\"exitStatus\": 65"), ("\"verdict\": \"regressed\"", "\"verdict\": \"worse\""),
    ("\"gated\": true", "\"gated\": 1"), ("\"unit\": \"s\"", "\"unit\": \"ms\""),
    ("\"interval\": [0.08, 0.4]", "\"interval\": [0.08]"),
    ("\"pValue\": null", "\"pValue\": 2"), ("\"seriesBefore\": 2", "\"series\": 2"),
  ])
  func `The schema tells a wrong report from a right one`(_ right: String, _ wrong: String) throws {
    let json = ComparisonReport.json(Self.small)
    #expect(json.contains(right))
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/comparison/1")))
    #expect(try schema.complaints(about: json.replacing(right, with: wrong)) != [])
  }

  private static let small = Sample.assessment(
    .regressed, .red, .bad,
    [
      Sample.row(
        "POST /login", labels: ["scenario": "peak"], before: 0.045, after: 0.0555, .regressed, interval: (0.08, 0.4),
        noise: 0.17, sees: 0.22, warnings: [.init(id: "assumed-noise", text: "run-to-run noise 5 % (assumed)")]),
      Sample.row("GET /new", before: nil, after: 0.25, .new, margin: nil, gated: false),
    ], preconditions: [Precondition(id: "duration", outcome: .holds, text: "30 s against 30 s")],
    selfTest: SelfTestResult(seeing: 1, blind: []))
}
