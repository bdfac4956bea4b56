/// Reads the formats `aligned` and `wrapped`: columns are as wide as the line of dashes below the header says.
///
/// A cell of several lines goes on where its right margin holds the mark of a line break (`+`, `↵`) or of wrapping (`.`, `…`); the style
/// `old-ascii` marks the column's left border instead (`:`, `;`).
struct PSQLAligned {
  private let columns: [Range<Int>]
  /// Whether the columns have a cell of margin on each side, as with a border of 1 or 2.
  private var hasMargins: Bool

  /// How far from the beginning the header may be: what was typed may stand before it.
  private static let searched = 50

  static func read(_ lines: PSQLLines) -> PSQLTable.Found? {
    for (index, line) in lines.prefix(searched).enumerated().dropFirst() {
      guard var layout = PSQLAligned(line) else { continue }
      // The upper frame of border 2 has the same signs; there is no text above it.
      guard PSQLAligned(lines[index - 1]) == nil, !lines[index - 1].isBlank else { continue }
      if layout.columns.count == 1, !layout.hasMargins {
        // One column looks the same with a border of 0 and 1, but for the margin.
        layout.hasMargins = lines.dropFirst(index + 1).prefix { !$0.isBlank && $0.rowCount == nil }
          .allSatisfy { $0.character(at: 0) == " " }
      }
      return layout.read(lines, separator: index)
    }
    return nil
  }

  /// The names in a header line, between its bars: what can be told of a table of which no more is seen.
  static func names(_ lines: PSQLLines) -> [String]? {
    guard let line = lines.first(where: { !$0.isBlank && PSQLAligned($0) == nil }) else { return nil }
    let names = line.text.split { PSQLLines.bars.contains($0) }.map { String($0).trimmedOfSpaces }
    return names.count > 1 && names.allSatisfy(PSQLDelimited.isName) ? names : nil
  }

  /// Nil where the line is no line of dashes.
  private init?(_ line: PSQLLines.Line) {
    var columns: [Range<Int>] = []
    var start: Int?
    var hasJoints = false
    for cell in 0...line.width {
      let character = line.character(at: cell)
      if let character, PSQLLines.dashes.contains(character) {
        if start == nil { start = cell }
        continue
      }
      if let begin = start { columns.append(begin..<cell) }
      start = nil
      guard let character else { break }
      if PSQLLines.joints.contains(character) { hasJoints = true } else if character != " " { return nil }
    }
    guard let first = columns.first, first.lowerBound <= 1 else { return nil }
    self.columns = columns
    hasMargins = hasJoints
  }

  private func read(_ lines: PSQLLines, separator: Int) -> PSQLTable.Found? {
    var first = separator - 1
    while first > 0, !lines[first - 1].isBlank, continues(lines[first - 1]) { first -= 1 }
    let header = join(lines[first..<separator].map(\.self))
    guard header.allSatisfy({ !$0.isEmpty }) else { return nil }
    var found = PSQLTable.Found(columns: header, isWhole: false)
    var pending: [PSQLLines.Line] = []
    var start = separator + 1
    func flush() {
      guard !pending.isEmpty else { return }
      found.rows.append((start + 1, join(pending)))
      pending = []
    }
    for (index, line) in lines.enumerated().dropFirst(separator + 1) {
      if let count = line.rowCount {
        flush()
        found.isWhole = count == found.rows.count
        // More lines than rows: some of them are parts of a row.
        if count < found.rows.count { found.unmarked = unmarked(found) ?? index }
        return found
      }
      if line.isBlank {
        break
      }
      if PSQLAligned(line) != nil {
        // The lower frame; between rows none is printed.
        flush()
        found.isWhole = true
        break
      }
      let goesOn = pending.last.map { continues($0) } ?? false
      if !goesOn, !isOldContinuation(line) { flush() }
      if pending.isEmpty { start = index }
      pending.append(line)
    }
    flush()
    if found.isWhole == false { found.unmarked = unmarked(found) }
    return found
  }

  /// The first row that has but one cell: without a border and a count of rows nothing else tells that a cell goes on.
  private func unmarked(_ found: PSQLTable.Found) -> Int? {
    guard !hasMargins, columns.count > 2 else { return nil }
    return found.rows.first { _, cells in cells.count { !$0.isEmpty } == 1 && cells.first?.isEmpty == true }?.line
  }

  // MARK: Cells

  /// Where the text of a column is, and the marks beside it.
  private func inside(_ column: Int) -> Range<Int> {
    let range = columns[column]
    return hasMargins && range.count > 2 ? (range.lowerBound + 1)..<(range.upperBound - 1) : range
  }

  /// The mark at the right of a cell: that it goes on in the next line.
  private func mark(_ line: PSQLLines.Line, _ column: Int) -> Character? {
    guard let character = line.character(at: inside(column).upperBound) else { return nil }
    return Self.breaks.contains(character) || Self.wraps.contains(character) ? character : nil
  }

  private static let breaks: Set<Character> = ["+", "↵"]
  private static let wraps: Set<Character> = [".", "…"]

  private func continues(_ line: PSQLLines.Line) -> Bool { columns.indices.contains { mark(line, $0) != nil } }

  /// Whether a border of the line says that it goes on with the row above (`old-ascii`).
  private func isOldContinuation(_ line: PSQLLines.Line) -> Bool {
    guard hasMargins else { return false }
    return columns.dropLast().contains { column in
      [":", ";"].contains(line.character(at: column.upperBound))
    }
  }

  /// The cells of a row from its lines.
  private func join(_ lines: [PSQLLines.Line]) -> [String] {
    columns.indices.map { column in
      var text = ""
      for (index, line) in lines.enumerated() {
        let isLast = index == lines.count - 1
        // What stands behind the last column's dashes belongs to it: the border of 1 ends without a frame.
        let part = line.text(from: inside(column).lowerBound, to: inside(column).upperBound)
        switch mark(line, column) {
        case let mark? where Self.wraps.contains(mark): text += part
        case .some: text += part.droppingTrailingSpaces + "\n"
        case nil where !isLast && isOldContinuation(lines[index + 1]):
          let sign = column > 0 ? lines[index + 1].character(at: columns[column - 1].upperBound) : ":"
          text += sign == ";" ? part : part.droppingTrailingSpaces + (sign == ":" ? "\n" : "")
        case nil: text += part
        }
      }
      return text.trimmedOfBlanks
    }
  }
}

extension String {
  fileprivate var droppingTrailingSpaces: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }

  /// Without spaces and line ends at its ends.
  fileprivate var trimmedOfBlanks: String {
    let start = drop { $0 == " " || $0 == "\n" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\n" }) else { return "" }
    return String(start[...last])
  }
}
