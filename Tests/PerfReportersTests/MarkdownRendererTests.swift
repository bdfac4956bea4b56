import Testing

@testable import PerfReporters

@Suite struct MarkdownRendererTests {
  private func render(_ blocks: Block...) -> String { MarkdownRenderer().render(Document(blocks)) }

  @Test func `Tables say how columns stand and leave out empty ones`() {
    let columns = [Table.Column("name"), Table.Column("n", .right), Table.Column("never used")]
    let table = Table(columns, rows: [[[.code("a|b")], [.text("1")]], [[.text("c|d"), .note(2)], []]])
    #expect(
      render(.table(table)) == """
        | name | n |
        | :-- | --: |
        | `a\\|b` | 1 |
        | c\\|d<sup>2</sup> |  |

        """)
  }

  @Test func `Details are HTML around Markdown`() {
    #expect(
      render(.details(summary: [.text("3 < 4 & "), .code("<x>")], [.paragraph([.text("*")])]))
        == "<details>\n<summary>3 &lt; 4 &amp; <code>&lt;x&gt;</code></summary>\n\n\\*\n\n</details>\n")
  }

  @Test func `A fence is longer than any run inside`() {
    #expect(render(.code("a\n````\nb")) == "`````\na\n````\nb\n`````\n")
  }

  @Test func `Headings, lists, notes and breaks`() {
    let text = render(
      .heading(level: 9, [.text("# deep")]), .list([[.text("- x")], [.strong([.text("y")]), .lineBreak, .text("z")]]),
      .notes([Note(number: 1, text: [.text("why")])]))
    #expect(text == "###### \\# deep\n\n- \\- x\n- **y**<br>z\n\n1. why\n")
  }

  @Test func `An empty document is an empty text`() {
    #expect(render() == "")
    #expect(TextRenderer().render(Document()) == "")
  }
}
