import Foundation
import PerfAnalysis
import PerfReporters
import Testing

@Suite struct CheckJSONTests {
  private func schema() throws -> JSONSchema {
    try JSONSchema(try #require(SchemaCatalogue.text("perfreport/check/1")))
  }

  @Test func `The contract's members come in the contract's order`() {
    expectGolden(CheckReport.json(CheckCase.assessment), "check-json-in-the-order-of-the-contract.json")
  }

  @Test func `A report is valid against its schema`() throws {
    #expect(try schema().complaints(about: CheckReport.json(CheckCase.assessment)) == [])
    let empty = Sample.check(.unknown, .yellow, .unjudged, [])
    #expect(try schema().complaints(about: CheckReport.json(empty, generatedAt: "2026-11-21T08:00:00Z")) == [])
  }

  @Test(arguments: [
    ("\"exitStatus\": 1", "\"exitStatus\": 65"), ("\"verdict\": \"breached\"", "\"verdict\": \"regressed\""),
    ("\"comparator\": \"<=\"", "\"comparator\": \"≤\""), ("\"unit\": \"s\"", "\"unit\": \"ms\""),
    ("\"interval\": [0.0795, 0.104]", "\"interval\": [0.0795]"), ("\"tier\": \"max\"", "\"tier\": \"hard\""),
    ("\"origin\": \"commandLine\"", "\"origin\": \"--slo\""), ("\"statements\": 13", "\"objectives\": 13"),
    ("\"status\": \"tooCloseToCall\"", "\"status\": \"close\""), ("\"notUnderstood\": [", "\"unread\": ["),
  ])
  func `The schema tells a wrong report from a right one`(_ right: String, _ wrong: String) throws {
    let json = CheckReport.json(CheckCase.assessment)
    #expect(json.contains(right))
    #expect(try schema().complaints(about: json.replacing(right, with: wrong)) != [])
  }

  @Test func `The ledger adds up`() throws {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(CheckReport.json(CheckCase.assessment).utf8)) as? [String: Any])
    let ledger = try #require(json["ledger"] as? [String: Int])
    let parts = ["met", "breached", "tooCloseToCall", "unknown", "notMeasurable", "notUnderstood"]
    #expect(parts.compactMap { ledger[$0] }.reduce(0, +) == ledger["statements"])
    #expect(ledger["statements"] == 13 && ledger["evaluated"] == 7)
  }
}
