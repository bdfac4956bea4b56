import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

@Suite struct ObjectivesFileTests {
  @Test func entriesAreRead() throws {
    let document = try ObjectivesFile.read(
      """
      margins: {center: 5%}
      objectives:
        - GET /api/feed p95 < 200ms
        - endpoint: POST /orders
          statistic: p99
          target: "< 1.5s"
          tier: critical
          scenario: Peak
          users: 400
        - metric: error rate
          endpoint: all
          target: 0.1%
        - {metric: request.rate, target: 1200 req/min, rate: 20}
        - metric: cpu.utilization
          target: fast
        - be quick
      """, name: "perfreport.yml")
    #expect(
      document.statements.map(told) == [
        "3 request.duration p95 < 0.2 of GET /api/feed",
        "4 request.duration p99 < 1.5 critical @peak 400 users of POST /orders",
        "10 request.error_ratio value <= 0.001 of everything",
        "13 request.rate value >= 20 @load 20/s", "14 not understood", "16 not understood",
      ])
    #expect(document.statements.allSatisfy { $0.source.origin == .objectivesFile })
  }

  @Test(
    "What is not of the form is an error with its place",
    arguments: [
      ("objectives: 5", 1, 13), ("goals: []", 1, 1), ("objectives:\n- metric: speed\n  target: 5ms", 2, 11),
      ("objectives:\n- statistic: p95", 2, 3), ("objectives:\n- {target: 5ms, tear: max}", 2, 17),
      ("objectives:\n- {target: 5ms, tier: severe}", 2, 23), ("objectives:\n- {target: 5ms, users: -4}", 2, 24),
      ("objectives:\n- [a]", 2, 3), ("objectives:\n- {target: [5ms]}", 2, 12),
      ("objectives:\n- {target: 5ms, statistic: p195}", 2, 28),
    ])
  func refuses(text: String, line: Int, column: Int) {
    #expect { try ObjectivesFile.read(text, name: "slo.yml") } throws: { error in
      let diagnostic = error as? Diagnostic
      return diagnostic?.location?.line == line && diagnostic?.location?.column == column
    }
  }

  @Test func anEmptyFileHasNoObjectives() throws {
    #expect(try ObjectivesFile.read("", name: "a.yml").statements.isEmpty)
  }
}
