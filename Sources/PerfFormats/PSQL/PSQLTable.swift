package import PerfDiagnostics

/// A table as psql prints it, in any of its styles, or as JSON: a header and rows of texts.
///
/// Read are the formats `aligned` and `wrapped` with each border and line style, both also expanded, `unaligned`, `csv`, `html`, `asciidoc`,
/// and an array of JSON objects (PostgreSQL documentation, "psql", `\pset`). Where nothing tells a row from a line of it, as in `old-ascii`
/// without a border, the table is refused.
package struct PSQLTable: Sendable {
  /// In the order of the source.
  package let columns: [String]
  package let rows: [Row]
  /// Whether the end of the table is there; nil for a style that has none.
  package let isWhole: Bool?

  package struct Row: Sendable {
    /// The line at which the row begins, from 1.
    package let line: Int
    /// As many as there are columns; nil for what is empty, which psql prints for null.
    package let cells: [String?]
    /// Whether the source has fewer or more cells than columns.
    package let isRagged: Bool
  }

  /// - Parameter longColumn: the column that may hold the delimiter of unaligned output.
  /// - Throws: `table-malformed` where there is no table; what JSON throws.
  package init(
    _ bytes: [UInt8], name: String, limits: InputLimits = InputLimits(), longColumn: String = "query"
  ) throws(Diagnostic) {
    let text = Self.plain(bytes[...])
    if let first = text.first(where: { $0 > 0x20 }), first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
      !PSQLMarkup.isAsciidoc(text)
    {
      self.init(try PSQLJSON.rows(text, name: name, limits: limits))
      return
    }
    guard let found = Self.read(text, longColumn) else {
      throw Diagnostic(
        .error, .tableMalformed, "no table of psql is found in the file", at: SourceLocation(file: name, line: 1),
        hint: "was the file edited? psql --csv writes what is read most surely")
    }
    guard let line = found.unmarked else {
      self.init(found)
      return
    }
    throw Diagnostic(
      .error, .tableMalformed, "a cell goes on in this line, and nothing marks it in this style of psql",
      at: SourceLocation(file: name, line: line), hint: "record it again: psql --csv, or \\pset linestyle ascii")
  }

  init(_ found: Found) {
    let count = found.columns.count
    columns = found.columns
    rows = found.rows.map { line, cells in
      let known = cells.prefix(count).map { $0.isEmpty ? nil : $0 }
      return Row(
        line: line, cells: known + Array(repeating: nil, count: count - known.count), isRagged: cells.count != count)
    }
    isWhole = found.isWhole
  }

  /// The names of the columns, as far as the first bytes of an input show them; nil where they are no table.
  package static func columns(of prefix: ArraySlice<UInt8>) -> [String]? {
    let text = plain(prefix)
    if !PSQLMarkup.isAsciidoc(text), let root = JSONOutline.root(of: text) {
      return (root.elements?.first ?? root).members?.map(\.key)
    }
    let lines = PSQLLines(text)
    // Where the line of dashes is cut off, the header still names all.
    guard let found = read(text, "query") else { return PSQLAligned.names(lines) }
    let names = PSQLAligned.names(lines) ?? []
    return names.starts(with: found.columns) ? names : found.columns
  }

  /// Without byte order mark, and with line ends of one byte, also inside cells.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    guard text.contains(UInt8(ascii: "\r")) else { return text }
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    for (place, byte) in zip(text.indices, text) {
      let isPair = byte == UInt8(ascii: "\r") && place + 1 < text.endIndex && text[place + 1] == UInt8(ascii: "\n")
      if !isPair { plain.append(byte) }
    }
    return plain[...]
  }

  /// What a style's reader finds.
  struct Found {
    var columns: [String]
    var rows: [(line: Int, cells: [String])] = []
    var isWhole: Bool?
    /// Whether each cell has a line of its own.
    var isExpanded = false
    /// A line that goes on with a cell, where the style has no sign for that, so that rows and lines cannot be told apart.
    var unmarked: Int?
  }

  private static func read(_ text: ArraySlice<UInt8>, _ longColumn: String) -> Found? {
    if let found = PSQLMarkup.read(text) { return found }
    let lines = PSQLLines(text)
    return PSQLExpanded.read(lines) ?? PSQLAligned.read(lines) ?? PSQLDelimited.read(text, lines, longColumn)
  }
}
