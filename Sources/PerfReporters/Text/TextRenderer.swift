import PerfDiagnostics

/// Turns a document into text for a terminal or a pipe. Whatever came from an input is escaped; the only control characters written
/// are line breaks and, with colours, this renderer's own.
public struct TextRenderer: Sendable {
  private let width: Int?
  private let color: Bool

  /// - Parameters:
  ///   - width: cells of a line; nil shortens and wraps nothing, for a pipe.
  ///   - color: whether tones become colours.
  public init(width: Int? = nil, color: Bool = false) {
    self.width = width.map { max(20, $0) }
    self.color = color
  }

  public func render(_ document: Document) -> String {
    var layouts: [[Table.Column]: TextTableLayout] = [:]
    for (columns, tables) in Dictionary(grouping: Self.tables(document.blocks), by: \.columns) {
      layouts[columns] = TextTableLayout(tables, limit: width)
    }
    var titled: Set<[Table.Column]> = []
    let parts = document.blocks.flatMap { lines($0, layouts, &titled) }.drop { $0.isEmpty }
    let text = parts.map { $0.joiningLooks.map(write).joined().trimmingTrailingSpaces() }.joined(separator: "\n")
    return text.isEmpty ? "" : text + "\n"
  }

  private typealias Line = [TextSpan]

  private static func tables(_ blocks: [Block]) -> [Table] {
    blocks.flatMap { block -> [Table] in
      switch block {
      case .table(let table): [table]
      case .details(_, let inner): tables(inner)
      default: []
      }
    }
  }

  /// The lines of a block, with an empty one before it where blocks are apart.
  private func lines(
    _ block: Block, _ layouts: [[Table.Column]: TextTableLayout], _ titled: inout Set<[Table.Column]>
  ) -> [Line] {
    switch block {
    case .marker: return []
    case .headline(let tone, let inlines): return wrapped([.toned(tone, [.strong(inlines)])], indent: 0)
    case .heading(_, let inlines): return [[]] + wrapped([.strong(inlines)], indent: 0)
    case .paragraph(let inlines): return wrapped(inlines, indent: 0)
    case .list(let items): return items.flatMap { wrapped($0, indent: 2, bullet: "- ") }
    case .table(let table):
      // Tables of one shape share their widths, so their titles are needed once.
      let isFirst = titled.insert(table.columns).inserted
      return layouts[table.columns]?.lines(table, withTitles: isFirst) ?? []
    case .details(let summary, let blocks):
      return [[]] + wrapped([.strong(summary)], indent: 0) + blocks.flatMap { lines($0, layouts, &titled) }
    case .code(let text):
      return text.split(separator: "\n", omittingEmptySubsequences: false).map {
        [TextSpan(text: "    " + PrintableText.escape(String($0)), look: .init())]
      }
    case .notes(let notes):
      return [[]] + notes.flatMap { wrapped($0.text, indent: 4, bullet: "[\($0.number)]") }
    }
  }

  /// Lines broken at spaces to the width, all but the bullet indented.
  private func wrapped(_ inlines: [Inline], indent: Int, bullet: String = "") -> [Line] {
    let margin = TextSpan(text: String(repeating: " ", count: indent), look: .init())
    let opening = TextSpan(text: bullet.padded(to: indent), look: .init())
    let lines = TextSpan.lines(inlines).flatMap { line in
      width.map { LineBreaking.wrap(line, to: $0 - indent) } ?? [line]
    }
    return lines.enumerated().map { index, line in [index == 0 ? opening : margin] + line }
  }

  private func write(_ span: TextSpan) -> String {
    guard color, span.look != .init(), !span.text.isEmpty else { return span.text }
    let codes = [span.look.isStrong ? "1" : nil, Self.code(span.look.tone)].compactMap(\.self)
    return "\u{1B}[\(codes.joined(separator: ";"))m\(span.text)\u{1B}[0m"
  }

  private static func code(_ tone: Tone) -> String? {
    switch tone {
    case .good: "32"
    case .warning: "33"
    case .bad: "31"
    case .neutral: nil
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  fileprivate func trimmingTrailingSpaces() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
