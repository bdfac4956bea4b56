/// Turns cmark's tree into ours.
struct MarkdownTreeBuilder {
  private static let maximumDepth = 100

  private let bytes: [UInt8]
  private let lines: MarkdownLineTable
  private(set) var omissions: [MarkdownOmission] = []

  init(bytes: [UInt8], lines: MarkdownLineTable) {
    self.bytes = bytes
    self.lines = lines
  }

  mutating func blocks(below node: MarkdownNode, depth: Int) -> [MarkdownBlock] {
    guard depth < Self.maximumDepth else {
      let reason = "what is nested more than \(Self.maximumDepth) levels deep is not read"
      omissions.append(MarkdownOmission(line: max(1, node.line), reason: reason))
      return []
    }
    var blocks: [MarkdownBlock] = []
    for child in node.children { append(child, depth, to: &blocks) }
    return blocks
  }

  private mutating func append(_ node: MarkdownNode, _ depth: Int, to blocks: inout [MarkdownBlock]) {
    // The references of `MarkdownFootnotes` are no part of the document.
    guard node.line <= lines.count else { return }
    switch node.kind {
    case .heading:
      let found = inlineLines(node, from: node.line, column: node.column)
      guard let first = found.first else { return }
      let text = found.map(\.text).joined(separator: " ")
      blocks.append(
        .heading(
          level: node.headingLevel,
          MarkdownLine(text: text, line: first.line, column: first.column, isStrong: first.isStrong)))
    case .paragraph: blocks.append(.paragraph(paragraph(node)))
    case .list: blocks.append(.list(node.children.map { item($0, depth) }))
    case .table: blocks.append(.table(table(node)))
    case .code: blocks.append(.code(code(node)))
    case .html: blocks.append(.html(rawLines(node.literal, from: node.line)))
    case .quote: blocks.append(.quote(self.blocks(below: node, depth: depth + 1)))
    case .footnote: blocks.append(.footnote(self.blocks(below: node, depth: depth + 1)))
    default: break
    }
  }

  private func paragraph(_ node: MarkdownNode) -> [MarkdownLine] {
    // cmark-gfm 0.29 forgets where a paragraph is whose last line became a table's header; the table still knows.
    guard node.line == 0, let table = node.next, table.kind == .table else {
      return inlineLines(node, from: node.line, column: node.column)
    }
    let breaks = node.children.reduce(0) { $0 + ($1.kind == .softBreak || $1.kind == .lineBreak ? 1 : 0) }
    let first = max(1, headerLine(of: table) - 1 - breaks)
    return inlineLines(node, from: first, column: lines.textColumn(first))
  }

  private func inlineLines(_ node: MarkdownNode, from line: Int, column: Int) -> [MarkdownLine] {
    var text = MarkdownInlineText()
    for child in node.children { text.append(child) }
    return text.finish().enumerated().map { index, part in
      MarkdownLine(
        text: part.text, line: line + index, column: index == 0 ? column : lines.textColumn(line + index),
        isStrong: part.isStrong)
    }
  }

  private mutating func item(_ node: MarkdownNode, _ depth: Int) -> MarkdownItem {
    MarkdownItem(
      line: node.line, checkbox: node.kind == .task ? checkbox(node) : nil,
      blocks: blocks(below: node, depth: depth + 1))
  }

  /// The brackets are the first of the item's line; cmark has made sure that they are there.
  private func checkbox(_ node: MarkdownNode) -> MarkdownCheckbox? {
    let start = lines.offset(node.line, node.column)
    let line = bytes[start..<lines.range(node.line).upperBound]
    guard let bracket = line.firstIndex(of: UInt8(ascii: "[")), bracket + 2 < line.endIndex,
      bytes[bracket + 2] == UInt8(ascii: "]")
    else { return nil }
    return MarkdownCheckbox(isChecked: node.isChecked, range: bracket + 1..<bracket + 2)
  }

  private func code(_ node: MarkdownNode) -> MarkdownCode {
    MarkdownCode(info: node.fenceInfo, lines: rawLines(node.literal, from: node.isFenced ? node.line + 1 : node.line))
  }

  private func rawLines(_ literal: String, from line: Int) -> [MarkdownLine] {
    var parts = literal.split(separator: "\n", omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    parts = Array(parts.prefix(max(0, lines.count - line + 1)))
    return parts.enumerated().map { index, text in
      MarkdownLine(
        text: String(text), line: line + index, column: lines.textColumn(line + index), isStrong: false)
    }
  }
}

extension MarkdownTreeBuilder {
  private func table(_ node: MarkdownNode) -> MarkdownTable {
    let line = headerLine(of: node)
    var header: [MarkdownCell] = []
    var rows: [MarkdownRow] = []
    for child in node.children {
      if child.kind == .tableHeader {
        header = row(child, at: line, from: child.line == line ? child.column : lines.textColumn(line)).cells
      } else {
        // cmark gives every row the header's column. What precedes a row is indentation and the marks of quotes, no more.
        rows.append(row(child, at: child.line, from: lines.textColumn(child.line)))
      }
    }
    return MarkdownTable(line: line, header: header, rows: rows)
  }

  /// The header's own line is wrong below a paragraph, the first row's is right: it comes two lines later.
  private func headerLine(of table: MarkdownNode) -> Int {
    for child in table.children where child.kind == .tableRow { return max(1, child.line - 2) }
    return max(1, table.endLine - 1)
  }

  private func row(_ node: MarkdownNode, at line: Int, from column: Int) -> MarkdownRow {
    let places = MarkdownCellScanner.places(
      in: bytes, from: lines.offset(line, column), to: lines.range(line).upperBound)
    let start = lines.range(line).lowerBound
    let cells = node.children.enumerated().map { index, cell in
      var text = MarkdownInlineText()
      for child in cell.children { text.append(child) }
      let place = index < places.count ? places[index] : nil
      return MarkdownCell(
        text: text.finish().map(\.text).joined(separator: " "), line: line,
        column: place.map { $0.content.lowerBound - start + 1 } ?? column, place: place)
    }
    return MarkdownRow(line: line, cells: cells, writtenCells: places.count)
  }
}
