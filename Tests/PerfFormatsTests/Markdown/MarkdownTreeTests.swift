import Dispatch
import PerfFormats
import Synchronization
import Testing

@Suite struct MarkdownTreeTests {
  @Test func blocksKnowTheirLines() {
    let document = MarkdownDocument(
      """
      # Goals *2025*

      **Critical:**
      wrapped `line`

      - [x] p99 < 400ms
        - [ ] nested
      1. one

      > quoted

      ```sh run
      ab -n 1 http://x/

      # Target: 5
      ```

      <div>p95</div>

      Title
      =====
      """)
    #expect(
      document.outline == [
        "1 h1 Goals 2025", "3:1 Critical:", "4:1 wrapped line", "6 item [x]", "  6:7 p99 < 400ms", "  7 item [ ]",
        "    7:9 nested", "8 item", "  8:4 one", "quote", "  10:3 quoted", "code sh run", "  13 ab -n 1 http://x/",
        "  14 ", "  15 # Target: 5", "html 18 <div>p95</div>", "20 h1 Title",
      ])
  }

  /// Referred to or not, on one line or more, a footnote is read; what looks like one in code stays code, to its last line.
  @Test func footnotesAreKept() {
    #expect(
      MarkdownDocument("a[^1]\n\n[^1]: one\n[^2]: two\n    more\n\n- [^3]: in an item").outline == [
        "1:1 a", "7 item", "footnote", "  3:7 one", "footnote", "  4:7 two", "  5:5 more",
        "footnote", "  7:9 in an item",
      ])
    #expect(MarkdownDocument("```\n[^1]: p95 < 1ms").outline == ["code ", "  2 [^1]: p95 < 1ms"])
    #expect(MarkdownDocument("<!-- [^1]: p95\n").outline == ["html 1 <!-- [^1]: p95"])
  }

  /// The parser keeps in one table of the whole process that `~` strikes out.
  @Test func documentsAreReadAlikeSideBySide() {
    let wrong = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 4000) { _ in
      let outline = MarkdownDocument("~~old~~ new").outline.joined()
      if !outline.contains("new") || outline.contains("~") { wrong.add(1, ordering: .relaxed) }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test func frontMatterIsNoHeading() {
    #expect(MarkdownDocument("---\ntitle: T\nslo: p95 < 3ms\n---\n\n# H\n").outline == ["6 h1 H"])
    #expect(MarkdownDocument("---\n\ntext\n\n---\n").outline == ["3:1 text"])
  }

  @Test func linesAboveATableKeepTheirPlace() {
    #expect(
      MarkdownDocument("x\n\none\ntwo\n| a |\n|---|\n| 1 |\n").outline == [
        "1:1 x", "3:1 one", "4:1 two", "5 table of 1",
      ])
  }

  @Test func aLoneCarriageReturnEndsALine() {
    #expect(MarkdownDocument("a\rb\r\rc").outline == ["1:1 a", "2:1 b", "4:1 c"])
  }

  @Test func aCheckboxIsOneByte() throws {
    let document = MarkdownDocument("- a\n  * [ ] b\n")
    guard case .list(let items) = document.blocks.first, case .list(let inner) = items[0].blocks[1] else {
      Issue.record("no nested list")
      return
    }
    #expect(try #require(inner[0].checkbox).range == 9..<10)
  }

  @Test func boldLinesAreTold() {
    guard case .paragraph(let lines) = MarkdownDocument("**Critical:**\n**P95**: 3\n**a** **b**:").blocks[0] else {
      Issue.record("no paragraph")
      return
    }
    #expect(lines.map(\.isStrong) == [true, false, true])
  }

  @Test(
    "Any bytes are a document",
    arguments: [
      [], [0], [0xFF, 0xFE, 0x7C], [0xEF, 0xBB, 0xBF], Array("---".utf8), Array("---\n".utf8), Array("|\n|-".utf8),
      Array("| a\0b | \u{1}\n|--|--|\n|\0|".utf8), Array("|-|\n|-|\n\\|".utf8), Array("- [ ]\n- [x]\n-".utf8),
    ] as [[UInt8]])
  func odd(bytes: [UInt8]) {
    let document = MarkdownDocument(bytes, name: "x")
    for table in document.tables {
      for cell in table.rows.flatMap(\.cells) {
        #expect(cell.place.map { $0.slot.upperBound <= bytes.count } ?? true)
      }
    }
  }
}
