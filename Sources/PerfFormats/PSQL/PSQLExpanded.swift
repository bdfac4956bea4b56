import PerfDiagnostics

/// Reads expanded output (`\x`): a line for each column, a headline for each row: `-[ RECORD 1 ]-+----`, `* Record 1`.
struct PSQLExpanded {
  private var rows: [(line: Int, cells: [(name: String, value: String)])] = []
  /// The cell of the line between names and values.
  private var margin: Int?
  /// The cell at which values begin, where there is no such line.
  private var valueStart: Int?
  /// Cells of a headline, and of a frame.
  private var width = 0
  /// Whether the cell before goes on: its mark.
  private var pending: Character?
  /// Whether what stands behind the last row has been seen: an empty line, or the lower frame.
  private var hasEnd = false
  /// The first line without a name that nothing before it announces.
  private var unmarked: Int?

  static func read(_ lines: PSQLLines) -> PSQLTable.Found? {
    guard let first = lines.prefix(50).firstIndex(where: { headline($0) != nil }) else { return nil }
    var reader = PSQLExpanded()
    if lines[first].character(at: 0) == "*" {
      // Without a border values stand one space behind the longest name.
      let record = lines.dropFirst(first + 1).prefix { headline($0) == nil && !$0.isBlank }
      let names = record.filter { $0.character(at: 0) != " " }.map { name(in: $0.text) }
      reader.valueStart = 1 + (names.map { DisplayWidth.of($0) }.max() ?? 0)
    }
    for (index, line) in lines.enumerated().dropFirst(first) {
      guard reader.add(line, number: index + 1) else { break }
    }
    return reader.found
  }

  /// The number of the row that a line begins. `RECORD` is translated, the brackets are not.
  private static func headline(_ line: PSQLLines.Line) -> Int? {
    let words = line.text.split(separator: " ", maxSplits: 4)
    if words.count == 3, words[0] == "*" { return Int(words[2]) }
    guard words.count >= 3, let opening = words.first, opening.hasSuffix("["),
      opening.dropLast().allSatisfy({ PSQLLines.dashes.contains($0) || PSQLLines.joints.contains($0) }),
      words.count >= 4, words[3].hasPrefix("]")
    else { return nil }
    return Int(words[2])
  }

  /// False where the table ends.
  private mutating func add(_ line: PSQLLines.Line, number: Int) -> Bool {
    if Self.headline(line) != nil {
      rows.append((number, []))
      width = line.width
      pending = nil
      hasEnd = false
      // The joint in the headline stands where the columns meet; the last one of a frame is its corner.
      let isFramed = Self.stands(in: PSQLLines.joints, line, at: 0)
      margin = (1..<max(1, line.width - (isFramed ? 1 : 0))).first { Self.stands(in: PSQLLines.joints, line, at: $0) }
      return true
    }
    guard !rows.isEmpty else { return true }
    if line.isBlank || line.rowCount != nil || line.width == width && isFrame(line) {
      hasEnd = true
      return !line.isBlank
    }
    let row = rows.count - 1
    if margin == nil, valueStart == nil, rows[row].cells.isEmpty {
      // Behind short names the headline has no joint, and the first line tells.
      margin = (1..<max(1, line.width)).first { Self.stands(in: PSQLLines.bars, line, at: $0) }
    }
    let (name, value) = split(line)
    if name == ":" || name == ";", let place = rows[row].cells.indices.last {
      rows[row].cells[place].value += (name == ":" ? "\n" : "") + value
      return true
    }
    let mark = value.last.flatMap { ["+", "↵", ".", "…"].contains($0) ? $0 : nil }
    if name.isEmpty, let pending, !rows[row].cells.isEmpty {
      let place = rows[row].cells.count - 1
      var text = rows[row].cells[place].value
      text.removeLast()
      if pending == "+" || pending == "↵" {
        while text.last == " " { text.removeLast() }
        text += "\n"
      }
      rows[row].cells[place].value = text + value
    } else if !name.isEmpty {
      rows[row].cells.append((name, value))
    } else if valueStart != nil, unmarked == nil {
      unmarked = number
    }
    pending = mark
    return true
  }

  private static func stands(in characters: Set<Character>, _ line: PSQLLines.Line, at cell: Int) -> Bool {
    line.character(at: cell).map(characters.contains) ?? false
  }

  private func isFrame(_ line: PSQLLines.Line) -> Bool {
    (0..<line.width).allSatisfy { cell in
      line.character(at: cell).map { PSQLLines.dashes.contains($0) || PSQLLines.joints.contains($0) } ?? true
    }
  }

  /// Names hold no spaces, unless somebody made them up.
  private static func name(in line: String) -> String { String(line.prefix { $0 != " " }) }

  private func split(_ line: PSQLLines.Line) -> (name: String, value: String) {
    if let valueStart {
      let value = trailing(line.text(from: valueStart, to: line.width))
      return (line.character(at: 0) == " " ? "" : Self.name(in: line.text), value)
    }
    var start = 0
    var end = line.width
    if let first = line.character(at: 0), PSQLLines.bars.contains(first) {
      start = 1
      if let last = line.character(at: end - 1), PSQLLines.bars.contains(last) { end -= 1 }
    }
    guard let margin, let bar = line.character(at: margin), PSQLLines.bars.contains(bar) || bar == ":" || bar == ";"
    else { return (line.text(from: start, to: end).trimmedOfSpaces, "") }
    // Behind the line there is a space, or the mark of wrapping.
    let valueStart = min(margin + 2, end)
    // `old-ascii` marks what goes on at the line, and nothing at the end.
    let isOld = bar == ":" || bar == ";"
    return (
      isOld ? String(bar) : line.text(from: start, to: margin).trimmedOfSpaces,
      trailing(line.text(from: valueStart, to: end))
    )
  }

  private func trailing(_ text: String) -> String {
    guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
    return String(text[...last])
  }

  private var found: PSQLTable.Found? {
    guard let columns = rows.first?.cells.map(\.name), !columns.isEmpty else { return nil }
    let cells = rows.map { row in
      (
        line: row.line,
        cells: columns.map { column in
          row.cells.first { $0.name == column }?.value.trimmedOfSpaces ?? ""
        }
      )
    }
    return PSQLTable.Found(
      columns: columns, rows: cells, isWhole: hasEnd && rows.last?.cells.count == columns.count, unmarked: unmarked)
  }
}
