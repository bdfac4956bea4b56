import PerfFormats
import Testing

@Suite struct MarkdownCellTests {
  @Test(
    "Cells lose their markup",
    arguments: [
      ("**Sign-in**", "Sign-in"), ("`GET /a`", "GET /a"), ("[Feed](http://x/y)", "Feed"), ("90ms[^1]", "90ms"),
      (#"a \| b"#, "a | b"), (#"`x\|y`"#, "x|y"), ("~~300ms~~ 200ms", "200ms"), ("&lt; 40ms", "< 40ms"),
      ("<b>40</b>ms", "40ms"), ("a<br>b", "a b"), ("🎉 é", "🎉 é"), (#"\*"#, "*"), ("< 40ms", "< 40ms"),
      ("![alt](u.png) x", "alt x"), ("***p95***", "p95"),
    ])
  func flattens(written: String, text: String) throws {
    let document = MarkdownDocument("| a | b |\n|---|---|\n| \(written) | 1 |\n\n[^1]: a note\n")
    let cell = try #require(document.tables.first?.rows.first?.cells.first)
    #expect(cell.text == text)
    #expect(document.written(cell) == written)
  }

  @Test(
    "Cells are found at their bytes, wherever the table stands",
    arguments: [
      "| a | b |\n|---|---|\n| x1 | y1 |\n",
      "\u{FEFF}| a | b |\n|---|---|\n| x1 | y1 |\n",
      "| a | b |\r\n|---|---|\r\n| x1 | y1 |\r\n",
      "a | b\n-|-\nx1 | y1\n",
      "|a|b|\n|-|-|\n|x1|y1|\n",
      "|\ta\t|\tb\t|\n|---|---|\n|\tx1\t|\ty1\t|\n",
      "> | a | b |\n> |---|---|\n> | x1 | y1 |\n",
      "- item\n\n  | a | b |\n  |---|---|\n  | x1 | y1 |\n",
      "-\t| a | b |\n\t|---|---|\n\t| x1 | y1 |\n",
      "> - > | a | b |\n>   > |---|---|\n>   > | x1 | y1 |\n",
      "Text above\nand more\n| a | b |\n|---|---|\n| x1 | y1 |\n",
      "---\ntitle: x | y\n---\n| a | b |\n|---|---|\n| x1 | y1 |",
      "   | a | b |\n|---|---|\n| x1 | y1 |\n",
      "   | a | b |\n |:--|--:|\n  | x1 | y1\n",
    ])
  func locates(text: String) throws {
    let document = MarkdownDocument(text)
    let row = try #require(document.tables.first?.rows.first)
    #expect(row.cells.map(document.written) == ["x1", "y1"])
    #expect(row.cells.map(\.text) == ["x1", "y1"])
    let before = text.utf8.prefix(try #require(row.cells[0].place).content.lowerBound)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map {
      before.distance(from: before.startIndex, to: $0) + 1
    }
    #expect(row.cells[0].line == before.count { $0 == UInt8(ascii: "\n") } + 1)
    #expect(row.cells[0].column == before.count - (lineStart ?? 0) + 1)
    #expect(try #require(document.tables.first).line == row.line - 2)
  }

  @Test func shortRowsHaveCellsWithoutPlaceAndLongOnesAreTold() throws {
    let document = MarkdownDocument("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n|  | |\n")
    let rows = try #require(document.tables.first).rows
    #expect(rows.map(\.writtenCells) == [1, 3, 2])
    #expect(rows[0].cells.map { $0.place == nil } == [false, true])
    #expect(rows[2].cells.map(document.written) == ["", ""])
  }

  @Test func aSlotReachesFromPipeToPipe() throws {
    let document = MarkdownDocument("| a | b |\n|---|---|\n|  x  |   |\n")
    let cells = try #require(document.tables.first?.rows.first).cells
    let slots = try cells.map { String(decoding: document.bytes[try #require($0.place).slot], as: UTF8.self) }
    #expect(slots == ["  x  ", "   "])
  }
}
