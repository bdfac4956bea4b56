import PerfFormats
import PerfImporters
import PerfModel
import Testing

/// A document for each shape, with what a reader of it finds: line, metric, statistic, bound in base units, and so on.
@Suite struct ObjectiveFixtureTests {
  @Test(
    "Every shape is read as a person reads it",
    arguments: [
      (
        "01-endpoint-statistics.md",
        [
          "13 request.duration p50 <= 0.04 of Sign-in", "13 request.duration p95 <= 0.09 of Sign-in",
          "13 request.duration p99 <= 0.14 of Sign-in", "13 request.duration max <= 0.25 max of Sign-in",
          "14 request.duration p50 <= 0.025 of GET /feed", "14 request.duration p95 <= 0.07 of GET /feed",
          "14 request.duration p99 <= 0.12 of GET /feed", "14 request.duration max <= 0.3 max of GET /feed",
          "15 request.duration p50 <= 0.06 of Search", "15 request.duration p95 <= 0.18 of Search",
          "15 request.duration max <= 1 max of Search", "16 request.duration max <= 5 max of Export",
        ]
      ),
      (
        "02-endpoint-target.md",
        [
          "7 request.duration p95 < 0.18 @normal of PUT /carts/{id}",
          "8 request.duration p95 <= 0.09 @normal of GET /carts/:id",
          "9 request.duration p95 < 2 @normal of Invoice PDF", "16 request.duration p99 <= 30 of Reindex",
          "17 request.duration p99 < 300 of Nightly report",
        ]
      ),
      (
        "03-metric-target.md",
        [
          "5 request.rate value >= 800", "6 request.duration p99 <= 0.45", "7 request.error_ratio value < 0.002",
          "8 memory.used mean < 1200000000", "9 db.connections.active mean < 18",
          "10 request.error_ratio value <= 0.001", "16 request.duration p95 <= 0.1 of Reads",
          "17 request.duration p95 < 0.25 of Writes", "18 request.error_ratio value < 0.001",
          "19 request.rate value >= 500",
        ]
      ),
      (
        "04-load-levels.md",
        [
          "5 request.rate value >= 1.5 @sustained of Checkout", "5 request.rate value >= 6.666666667 @peak of Checkout",
          "6 request.rate value >= 250 @sustained of Browse", "6 request.rate value >= 1200 @peak of Browse",
          "8 request.rate value >= 5 @sustained of Upload",
        ]
      ),
      (
        "05-bullets.md",
        [
          "3 request.duration p95 < 0.7 of everything", "4 request.rate value >= 120",
          "5 request.rate value >= 900 @sustained", "6 load.users max >= 4000",
          "7 request.error_ratio value <= 0.005",
          "8 query.mean_time value < 0.008 of Order lookup by number", "11 request.duration p99 <= 1.2",
          "12 cpu.utilization value < 0.8",
        ]
      ),
      (
        "06-checklist.md",
        [
          "3 request.error_ratio value < 0.002", "4 request.duration p99 < 0.4", "5 not measurable",
          "7 request.rate value >= 25", "8 request.duration p50 <= 0.035",
        ]
      ),
      (
        "07-load-group.md",
        [
          "5 cpu.utilization value < 0.45 @normal 400/s", "6 memory.used value < 900000000 @normal 400/s",
          "7 runtime.goroutines value < 400 @normal 400/s", "8 db.connections.active value < 12 @normal 400/s",
          "12 cpu.utilization value < 0.85 @peak 1600/s", "13 request.duration p95 < 0.6 @peak 1600/s",
        ]
      ),
      (
        "08-alerts.md",
        [
          "5 request.duration p99 <= 1.8 critical for 300s", "6 request.error_ratio value <= 0.04 critical for 300s",
          "7 request.duration p95 <= 2x target critical for 300s", "9 request.duration p95 <= 0.9 warning",
          "9 request.error_ratio value <= 0.02 warning", "9 cpu.utilization value <= 0.75 warning",
        ]
      ),
      (
        "09-scenario.md",
        [
          "7 request.duration p95 < 1.8 @peak 400 users", "7 request.error_ratio value < 0.01 @peak 400 users",
          "13 request.duration p99 < 3 @soak 60 users",
        ]
      ),
      (
        "10-improvement.md",
        [
          "3 request.duration p95 <= change -0.4", "4 request.rate value >= change 1",
          "5 request.error_ratio value <= change -0.9", "6 request.duration p95 <= change 0.2",
        ]
      ),
      (
        "11-ranges.md",
        [
          "5 request.duration p95 < 0.25", "6 request.duration mean <= 0.15", "7 request.duration p50 <= 0.2",
          "8 request.error_ratio value <= 0.005", "9 request.rate value >= 25", "10 request.duration p99 < 2",
          "11 request.duration p90 <= 300", "15 request.duration p95 <= 0.3 of Anmeldung",
          "16 request.duration p95 <= 1.25 of 検索",
        ]
      ),
      ("12-capacity.md", []),
      (
        "13-code.md",
        [
          "5 request.rate value > 150 of /api/feed", "9 request.duration p99 < 0.25 of /api/cart",
          "17 request.duration p95 < 0.5 exactly", "17 request.duration p99 < 0.9 exactly",
          "18 request.error_ratio value < 0.01 exactly of /login", "19 request.rate value > 100 exactly",
          "20 not understood",
        ]
      ),
      (
        "14-odd.md",
        [
          "10 request.duration p95 < 0.09 of GET /quoted", "15 not understood", "16 not understood",
          "17 request.duration p95 <= 0.07 of GET /late", "21 not understood", "26 not understood",
          "31 request.duration p95 < 0.1", "32 request.duration p99 < 0.2", "45 request.duration p95 < 0.2",
        ]
      ),
    ])
  func reads(file: String, expected: [String]) throws {
    let document = ObjectiveDocumentReader.read(
      MarkdownDocument(try FixtureFiles.bytes("objectives/" + file), name: file))
    #expect(document.statements.map(told) == expected)
    #expect(
      document.statements.allSatisfy { $0.source.file == file && $0.source.line != nil && $0.source.column != nil })
  }

  @Test func aCapacityTableGivesTiers() throws {
    let document = ObjectiveDocumentReader.read(
      MarkdownDocument(try FixtureFiles.bytes("objectives/12-capacity.md"), name: "c.md"))
    #expect(document.capacityTiers.map(\.name) == ["Small", "Medium", "Large"])
    #expect(document.capacityTiers.map(\.users) == [80, 900, 9000])
    #expect(document.capacityTiers.map(\.source.line) == [3, 3, 3])
  }

  @Test func codeHasALowerRank() throws {
    let document = ObjectiveDocumentReader.read(
      MarkdownDocument(try FixtureFiles.bytes("objectives/13-code.md"), name: "c.md"))
    #expect(document.statements.allSatisfy { $0.source.origin == .codeBlock })
  }
}
