import PerfDiagnostics

/// A block of a Markdown document.
public indirect enum MarkdownBlock: Sendable {
  case heading(level: Int, MarkdownLine)
  /// The lines as written; a line break of either kind divides two.
  case paragraph([MarkdownLine])
  case list([MarkdownItem])
  case table(MarkdownTable)
  case code(MarkdownCode)
  /// The content of a block quote.
  case quote([MarkdownBlock])
  /// The content of a footnote, whether or not something refers to it; after all other blocks.
  case footnote([MarkdownBlock])
  /// Raw HTML, line by line, tags and all.
  case html([MarkdownLine])
}

/// One line of text without its markup: bold, code and links are flattened, escapes and entities undone, struck-out text,
/// footnote marks and HTML tags left out.
public struct MarkdownLine: Sendable, Hashable {
  public let text: String
  /// From 1.
  public let line: Int
  /// From 1, in bytes.
  public let column: Int
  /// Whether all of it is bold, which people use as a heading.
  public let isStrong: Bool

  package init(text: String, line: Int, column: Int, isStrong: Bool) {
    self.text = text
    self.line = line
    self.column = column
    self.isStrong = isStrong
  }
}

/// An item of a list.
public struct MarkdownItem: Sendable {
  /// From 1.
  public let line: Int
  public let checkbox: MarkdownCheckbox?
  public let blocks: [MarkdownBlock]
}

/// The `[ ]` of a task.
public struct MarkdownCheckbox: Sendable, Hashable {
  public let isChecked: Bool
  /// The one byte between the brackets.
  public let range: Range<Int>
}

/// A code block, fenced or indented.
public struct MarkdownCode: Sendable {
  /// What follows the fence: `sh`, `js title="x"`; empty where nothing does.
  public let info: String
  public let lines: [MarkdownLine]
}

/// A table of the pipe kind.
public struct MarkdownTable: Sendable {
  /// The line of the header, from 1.
  public let line: Int
  public let header: [MarkdownCell]
  public let rows: [MarkdownRow]
}

/// A row of a table below its header.
public struct MarkdownRow: Sendable {
  /// From 1.
  public let line: Int
  /// As many as the header has; missing ones are empty and have no place.
  public let cells: [MarkdownCell]
  /// How many cells are written. More than the header has means that a pipe was not escaped, and that cells have shifted.
  public let writtenCells: Int
}

/// A cell of a table.
public struct MarkdownCell: Sendable, Hashable {
  /// Without markup, one line.
  public let text: String
  /// From 1.
  public let line: Int
  /// From 1, in bytes; the row's own where the cell is missing.
  public let column: Int
  /// Where it is written, nil where the row ends before it.
  public let place: Place?

  /// The bytes of a cell.
  public struct Place: Sendable, Hashable {
    /// From pipe to pipe, padding included.
    public let slot: Range<Int>
    /// What is written, without padding; empty for an empty cell.
    public let content: Range<Int>

    /// Whether the cell is as wide as another one: by the cells of a terminal or, where the author's editor did not know wide signs, by
    /// characters.
    public func isAsWide(as other: Place, in bytes: [UInt8]) -> Bool {
      let texts = [slot, other.slot].map { String(decoding: bytes[$0], as: UTF8.self) }
      return DisplayWidth.of(texts[0]) == DisplayWidth.of(texts[1]) || texts[0].count == texts[1].count
    }
  }
}
