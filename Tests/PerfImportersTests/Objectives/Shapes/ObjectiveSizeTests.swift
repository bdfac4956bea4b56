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
