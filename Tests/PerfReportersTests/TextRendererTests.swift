import Testing

@testable import PerfReporters

@Suite struct TextRendererTests {
  private let columns = [
    Table.Column("name", room: .shortened), Table.Column("a", .right),
    Table.Column("b", .right, room: .dropped(order: 1)),
    Table.Column("c", .right, room: .dropped(order: 2)),
  ]

  private func render(_ rows: [[String]], width: Int?) -> [String] {
    let table = Table(columns, rows: rows.map { $0.map { [.text($0)] } })
    return TextRenderer(width: width).render(Document([.table(table)])).split(separator: "\n").map(String.init)
  }

  @Test func `Wide characters keep the columns straight`() {
    #expect(
      render([["検索", "1", "2", "3"], ["login", "10", "20", "30"]], width: nil) == [
        "name    a   b   c",
        "検索    1   2   3",
        "login  10  20  30",
      ])
  }

  @Test func `Narrow screens lose the last columns in their order, then the middle of names`() {
    let row = [["GET /api/v1/users/me", "100", "200", "300"]]
    #expect(render(row, width: 35)[1] == "GET /api/v1/users/me  100  200  300")
    #expect(render(row, width: 34)[1] == "GET /api/v1/users/me  100  200")
    #expect(render(row, width: 29)[1] == "GET /api/v1/users/me  100")
    #expect(render(row, width: 24)[1] == "GET /api/…/users/me  100")
  }

  @Test func `Names without room stand whole above their rows, asides give way, and the last column goes last`() {
    let columns = [
      Table.Column("endpoint", room: .stacked), Table.Column("before", .right), Table.Column("after", .right),
      Table.Column("interval", .right, room: .droppedLast), Table.Column("noise", .right, room: .dropped(order: 1)),
      Table.Column("verdict"),
    ]
    func row(_ name: String, _ before: String) -> [[Inline]] {
      [name, before, "55.3 ms", "+7.9 … +40.4 %", "±12 %"].map { [.text($0)] } + [
        [
          .toned(.bad, [.text("✗ regressed"), .aside([.text(" (not replicated)")], short: [.text(" (1 run)")])]),
          .note(1),
        ]
      ]
    }
    let name = "GET /api/v1/organisations/:id"
    let table = Table(columns, rows: [row(name, "44.9 ms"), row(name, "9.00 s"), row("whole run", "1.00 s")])
    func lines(_ width: Int) -> [String] {
      TextRenderer(width: width).render(Document([.table(table)])).split(separator: "\n").map(String.init)
    }
    let whole = name + "  44.9 ms  55.3 ms  +7.9 … +40.4 %  ±12 %  ✗ regressed (not replicated) [1]"
    #expect(lines(whole.count)[1] == whole)
    #expect(
      lines(whole.count - 1)[1] == name + "  44.9 ms  55.3 ms  +7.9 … +40.4 %  ✗ regressed (not replicated) [1]")
    #expect(lines(88)[1] == name + "  44.9 ms  55.3 ms  +7.9 … +40.4 %  ✗ regressed (1 run) [1]")
    #expect(lines(79)[1] == "GET /api/…ations/:id  44.9 ms  55.3 ms  +7.9 … +40.4 %  ✗ regressed (1 run) [1]")
    #expect(
      lines(70) == [
        "   before    after        interval  verdict",
        name,
        "  44.9 ms  55.3 ms  +7.9 … +40.4 %  ✗ regressed (1 run) [1]",
        "   9.00 s  55.3 ms  +7.9 … +40.4 %  ✗ regressed (1 run) [1]",
        "whole run",
        "   1.00 s  55.3 ms  +7.9 … +40.4 %  ✗ regressed (1 run) [1]",
      ])
    #expect(lines(44)[2] == "  44.9 ms  55.3 ms  ✗ regressed (1 run) [1]")
  }

  @Test func `An empty column is left out`() {
    let table = Table(columns, rows: [[[.text("x")], [.text("1")]]])
    #expect(TextRenderer().render(Document([.table(table)])) == "name  a\nx     1\n")
  }

  @Test func `Two tables of one shape share widths and titles`() {
    let one = Table(columns, rows: [[[.text("x")], [.text("1")]]])
    let two = Table(columns, rows: [[[.text("longer")], [.text("100")]]])
    let text = TextRenderer().render(Document([.table(one), .heading(level: 3, [.text("more")]), .table(two)]))
    #expect(text == "name      a\nx         1\n\nmore\nlonger  100\n")
  }

  @Test func `Paragraphs break at spaces and cut what has none`() {
    let long = "The quick brown fox jumps over " + String(repeating: "x", count: 25)
    let text = TextRenderer(width: 20).render(Document([.paragraph([.text(long)])]))
    #expect(text == "The quick brown fox\njumps over\nxxxxxxxxxxxxxxxxxxxx\nxxxxx\n")
  }

  @Test func `A word of several parts stays together`() {
    let parts: [Inline] = [.text("the finding ["), .code("non-finite"), .text("] – why")]
    #expect(TextRenderer(width: 20).render(Document([.paragraph(parts)])) == "the finding\n[non-finite] – why\n")
  }

  @Test func `Lists hang`() {
    let text = TextRenderer(width: 20).render(Document([.list([[.text("one two three four five")], [.code("x")]])]))
    #expect(text == "- one two three four\n  five\n- x\n")
  }

  @Test func `Code keeps its lines and loses its controls`() {
    let text = TextRenderer().render(Document([.code("k6 run x.js\n\u{1B}[2J")]))
    #expect(text == "    k6 run x.js\n    \\u{1B}[2J\n")
  }

  @Test func `Notes stand under their numbers`() {
    let document = Document([.paragraph([.text("x"), .note(1)]), .notes([Note(number: 1, text: [.text("why")])])])
    #expect(TextRenderer().render(document) == "x [1]\n\n[1] why\n")
  }

  @Test func `A row has as many cells as the table has columns`() {
    var table = Table([Table.Column("a"), Table.Column("b")])
    table.append([[.text("1")]])
    table.append([[.text("1")], [.text("2")], [.text("3")]])
    #expect(table.rows.map(\.count) == [2, 2])
  }
}
