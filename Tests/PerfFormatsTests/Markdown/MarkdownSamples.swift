import PerfFormats

extension MarkdownDocument {
  init(_ text: String) { self.init(Array(text.utf8), name: "doc.md") }

  /// The tables wherever they stand, in order.
  var tables: [MarkdownTable] { Self.tables(in: blocks) }

  private static func tables(in blocks: [MarkdownBlock]) -> [MarkdownTable] {
    blocks.flatMap { block -> [MarkdownTable] in
      switch block {
      case .table(let table): [table]
      case .quote(let inner), .footnote(let inner): tables(in: inner)
      case .list(let items): items.flatMap { tables(in: $0.blocks) }
      default: []
      }
    }
  }

  /// The bytes of a cell, nil where it is not written.
  func written(_ cell: MarkdownCell) -> String? {
    cell.place.map { String(decoding: bytes[$0.content], as: UTF8.self) }
  }

  /// Headings, paragraph lines and items in one line each, with their line numbers.
  var outline: [String] { Self.outline(blocks, "") }

  private static func outline(_ blocks: [MarkdownBlock], _ indent: String) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let level, let line): [indent + "\(line.line) h\(level) \(line.text)"]
      case .paragraph(let lines): lines.map { indent + "\($0.line):\($0.column) \($0.text)" }
      case .list(let items):
        items.flatMap { item in
          [indent + "\(item.line) item" + (item.checkbox.map { $0.isChecked ? " [x]" : " [ ]" } ?? "")]
            + outline(item.blocks, indent + "  ")
        }
      case .table(let table): [indent + "\(table.line) table of \(table.rows.count)"]
      case .code(let code): [indent + "code \(code.info)"] + code.lines.map { indent + "  \($0.line) \($0.text)" }
      case .quote(let inner): [indent + "quote"] + outline(inner, indent + "  ")
      case .footnote(let inner): [indent + "footnote"] + outline(inner, indent + "  ")
      case .html(let lines): lines.map { indent + "html \($0.line) \($0.text)" }
      }
    }
  }
}
