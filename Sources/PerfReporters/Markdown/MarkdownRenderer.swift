import PerfDiagnostics

/// Turns a document into GitHub-flavoured Markdown.
public struct MarkdownRenderer: Sendable {
  public init() {}

  public func render(_ document: Document) -> String {
    let text = document.blocks.map(block).filter { !$0.isEmpty }.joined(separator: "\n\n")
    return text.isEmpty ? "" : text + "\n"
  }

  private func block(_ block: Block) -> String {
    switch block {
    case .marker(let marker): marker.text
    case .headline(let tone, let inlines): "## \(Self.light(tone))\(line(inlines))"
    case .heading(let level, let inlines): String(repeating: "#", count: min(max(level, 1), 6)) + " " + line(inlines)
    case .paragraph(let inlines): line(inlines)
    case .list(let items): items.map { "- " + line($0) }.joined(separator: "\n")
    case .table(let table): self.table(table)
    case .details(let summary, let blocks): details(summary, blocks)
    case .code(let text): code(text)
    // Numbered lists instead of `[^1]`: footnotes are not read everywhere, and in a comment they would share one name space.
    case .notes(let notes): notes.map { "\($0.number). " + line($0.text) }.joined(separator: "\n")
    }
  }

  /// A circle for the traffic light: text is not coloured in Markdown.
  private static func light(_ tone: Tone) -> String {
    switch tone {
    case .good: "🟢 "
    case .warning: "🟡 "
    case .bad: "🔴 "
    case .neutral: ""
    }
  }

  private func line(_ inlines: [Inline]) -> String {
    var output = ""
    append(inlines, to: &output, inTable: false)
    return String(output.trimmed)
  }

  private func append(_ inlines: [Inline], to output: inout String, inTable: Bool) {
    for inline in inlines {
      switch inline {
      case .text(let text):
        let isStart = output.isEmpty && !inTable
        // Four spaces in front would make a code block.
        let text = isStart ? String(text.drop(while: \.isWhitespace)) : text
        output += MarkdownText.prose(
          text, at: isStart ? .lineStart : .inline, after: output, inTable: inTable)
      case .code(let text): output += MarkdownText.code(text, after: output, inTable: inTable)
      case .strong(let inner):
        var content = ""
        append(inner, to: &content, inTable: inTable)
        if !content.isEmpty { output += "**\(content)**" }
      case .toned(_, let inner), .aside(let inner, _): append(inner, to: &output, inTable: inTable)
      case .note(let number): output += "<sup>\(number)</sup>"
      // Never a new line of the file: its first word could open a block.
      case .lineBreak: output += "<br>"
      }
    }
  }

  private func table(_ table: Table) -> String {
    let used = table.columns.indices.filter { index in table.rows.contains { !$0[index].isEmpty } }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func cell(_ inlines: [Inline]) -> String {
      var output = ""
      append(inlines, to: &output, inTable: true)
      return String(output.trimmed)
    }
    let head = row(used.map { cell([.text(table.columns[$0].title)]) })
    let rule = row(used.map { table.columns[$0].alignment == .right ? "--:" : ":--" })
    return ([head, rule] + table.rows.map { cells in row(used.map { cell(cells[$0]) }) }).joined(separator: "\n")
  }

  /// The empty lines let Markdown be read inside the element.
  private func details(_ summary: [Inline], _ blocks: [Block]) -> String {
    let inner = render(Document(blocks))
    return "<details>\n<summary>\(html(summary))</summary>\n\n\(inner)\n</details>"
  }

  private func html(_ inlines: [Inline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): MarkdownText.html(text)
      case .code(let text): "<code>\(MarkdownText.entities(PrintableText.escape(text)))</code>"
      case .strong(let inner): "<b>\(html(inner))</b>"
      case .toned(_, let inner), .aside(let inner, _): html(inner)
      case .note(let number): "<sup>\(number)</sup>"
      case .lineBreak: "<br>"
      }
    }.joined()
  }

  private func code(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { PrintableText.escape(String($0)) }
    let fence = String(repeating: "`", count: max(3, MarkdownText.longestRun(of: "`", in: text) + 1))
    return ([fence] + lines + [fence]).joined(separator: "\n")
  }
}

extension String {
  /// Without white space at both ends: two spaces behind would make a line break.
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
