import PerfFormats
import PerfImporters
import PerfModel
import Testing

@Suite struct ObjectiveSizeTests {
  @Test func everyRowOfALongTableIsAStatement() {
    let rows = (1...20_000).map { "| GET /r/\($0) | \($0)ms | ??? |\n" }.joined()
    let document = MarkdownDocument(
      Array(("| Endpoint | Target (p95) | Actual |\n|---|---|---|\n" + rows).utf8), name: "long.md")
    let time = ContinuousClock().measure {
      let found = ObjectiveDocumentReader.read(document)
      #expect(found.statements.count == 20_000)
      #expect(told(found.statements[19_999]) == "20002 request.duration p95 <= 20 of GET /r/20000")
      #expect(FillPlan(document, objectives: found).slots.count == 20_000)
    }
    #expect(time < .seconds(60), "without optimisation and on a busy machine")
  }

  /// Cells of one text are read once; each row stays of its own endpoint, tier and statistic.
  @Test func rowsOfEqualAmountsKeepTheirNames() {
    let table = """
      | Endpoint | p95 target | p99 warning |
      |---|---|---|
      | GET /a | 90ms | 90ms |
      | All | 90ms | |
      | GET /b | 90ms | 90 parsecs |
      | GET /c | 90 parsecs | |
      """
    #expect(
      statements(table) == [
        "3 request.duration p95 <= 0.09 of GET /a", "3 request.duration p99 <= 0.09 warning of GET /a",
        "4 request.duration p95 <= 0.09 of everything", "5 request.duration p95 <= 0.09 of GET /b",
        "5 not understood", "6 not understood",
      ])
  }

  @Test func aDocumentCutAnywhereIsRead() throws {
    for file in ["01-endpoint-statistics.md", "13-code.md", "14-odd.md"] {
      let bytes = try FixtureFiles.bytes("objectives/" + file)
      for length in stride(from: 0, through: bytes.count, by: 7) {
        let document = MarkdownDocument(Array(bytes[..<length]), name: file)
        let found = ObjectiveDocumentReader.read(document)
        #expect(found.statements.allSatisfy { ($0.source.line ?? 0) >= 1 })
        let fillings = FillPlan(document, objectives: found).slots.map { Filling(slot: $0, text: "V") }
        #expect(DocumentFiller.fill(document, fillings).count >= fillings.count)
      }
    }
  }
}
