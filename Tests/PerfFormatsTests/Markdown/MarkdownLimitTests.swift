import PerfFormats
import Testing

/// Inputs that cmark-gfm 0.29 needs seconds to hours for.
@Suite struct MarkdownLimitTests {
  @Test func manyColumnsAreNotReadAndTold() {
    let row = String(repeating: "|a", count: 5_000) + "|\n"
    let document = MarkdownDocument(row + String(repeating: "|-", count: 5_000) + "|\n" + row)
    #expect(document.tables.isEmpty)
    #expect(document.omissions.map(\.line) == [1])
  }

  @Test func shortRowsUnderManyColumnsAreNotFilledUpWithoutBound() {
    let header = String(repeating: "|a", count: 900) + "|\n" + String(repeating: "|-", count: 900) + "|\n"
    let document = MarkdownDocument(header + String(repeating: "|b|\n", count: 20_000))
    #expect(document.tables.isEmpty)
    #expect(document.omissions.map(\.line) == [1])
    #expect(MarkdownDocument(header + String(repeating: "|b|\n", count: 100)).tables.first?.rows.count == 100)
  }

  @Test func secondLinesOfTablesThatDoNotFitAreBounded() {
    let time = ContinuousClock().measure {
      #expect(!MarkdownDocument(String(repeating: "|a|\n|-|-|\n", count: 20_000)).omissions.isEmpty)
    }
    #expect(time < .seconds(20))
  }

  @Test func deepNestingIsCutAndTold() {
    let document = MarkdownDocument(String(repeating: "> ", count: 5_000) + "p95 < 3ms\n")
    #expect(document.omissions.map(\.line) == [1])
  }

  @Test func aHundredThousandRowsAreRead() {
    let rows = (0..<100_000).map { "| GET /r/\($0) | \($0)ms |\n" }.joined()
    let document = MarkdownDocument("| R | p95 |\n|---|---|\n" + rows)
    #expect(document.tables.first?.rows.count == 100_000)
    #expect(document.tables.first?.rows.last?.line == 100_002)
    #expect(document.tables.first?.rows.last?.cells.map(\.text) == ["GET /r/99999", "99999ms"])
    #expect(document.omissions.isEmpty)
  }
}
