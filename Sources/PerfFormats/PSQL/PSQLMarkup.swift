/// Reads the formats `html` and `asciidoc`.
enum PSQLMarkup {
  static func read(_ text: ArraySlice<UInt8>) -> PSQLTable.Found? {
    if isAsciidoc(text) { return asciidoc(text) }
    let start = text.drop { $0 <= 0x20 }
    return start.starts(with: "<table".utf8) ? html(start, firstLine: 1 + lineEnds(in: text[..<start.startIndex])) : nil
  }

  /// `[options="header",cols=…]` before `|====`, and before that a title of the user's (`.Slow queries`).
  static func isAsciidoc(_ text: ArraySlice<UInt8>) -> Bool {
    var start = text.drop { $0 <= 0x20 }
    if start.first == UInt8(ascii: ".") { start = start.drop { $0 != 0x0A }.dropFirst() }
    return start.starts(with: "[options=".utf8) || start.starts(with: "[cols=".utf8)
  }

  private static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

  // MARK: HTML

  /// Cells in `<th>` and `<td>`, rows in `<tr>`; expanded output has a `<th>` and a `<td>` in each row.
  private static func html(_ text: ArraySlice<UInt8>, firstLine: Int) -> PSQLTable.Found? {
    var found = PSQLTable.Found(columns: [], isWhole: false)
    var line = firstLine
    var row: (line: Int, cells: [String]) = (firstLine, [])
    var place = text.startIndex
    var heads: [String] = []
    var cell: (name: String, start: Int)?
    while let opening = text[place...].firstIndex(of: UInt8(ascii: "<")) {
      line += lineEnds(in: text[place..<opening])
      guard let end = text[opening...].firstIndex(of: UInt8(ascii: ">")) else { break }
      let tag = String(decoding: text[(opening + 1)..<end].prefix { $0 != 0x20 }, as: UTF8.self)
      switch tag {
      case "tr": row = (line, [])
      case "th", "td": cell = (tag, end + 1)
      case "/th", "/td":
        guard let open = cell else { break }
        let content = decoded(text[open.start..<opening])
        if open.name == "th" { heads.append(content) } else { row.cells.append(content) }
        cell = nil
      case "/tr":
        add(row, under: heads, to: &found)
        heads = []
      case "/table": found.isWhole = true
      default: break
      }
      line += lineEnds(in: text[opening..<end])
      place = end + 1
      if tag == "/table" { break }
    }
    return found.columns.isEmpty ? nil : found
  }

  private static func add(_ row: (line: Int, cells: [String]), under heads: [String], to found: inout PSQLTable.Found) {
    switch (heads.count, row.cells.count) {
    case (1, 1): addExpanded(heads[0], row.cells[0], to: &found)
    case (0, 1) where found.columns.isEmpty || found.rows.isEmpty == false && found.isExpanded:
      // `Record 1` across both columns.
      found.isExpanded = true
      found.rows.append((row.line, []))
    case (_, 0): found.columns += heads
    default: found.rows.append(row)
    }
  }

  /// A cell of expanded output.
  private static func addExpanded(_ name: String, _ value: String, to found: inout PSQLTable.Found) {
    guard let last = found.rows.indices.last else { return }
    if last == 0 { found.columns.append(name) }
    found.rows[last].cells.append(value)
  }

  /// Without tags (`<br />` stands for a line end) and with the references of psql undone.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.first {
      if character == "<", let end = rest.firstIndex(of: ">") {
        rest = rest[rest.index(after: end)...]
      } else if character == "&", let end = rest.prefix(8).firstIndex(of: ";"),
        let sign = references[String(rest[..<end].dropFirst())]
      {
        text += sign
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    return text.trimmedOfSpaces
  }

  private static let references = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "nbsp": "", "#39": "'"]

  // MARK: AsciiDoc

  /// Between two lines `|====`: a header line of `^l|name`, then a cell for each unprotected `|`.
  private static func asciidoc(_ text: ArraySlice<UInt8>) -> PSQLTable.Found? {
    let lines = PSQLLines(text)
    if let found = expandedAsciidoc(lines) { return found }
    guard let top = lines.firstIndex(where: { $0.text == "|====" }), top + 1 < lines.count else { return nil }
    let header = cells(lines[top + 1].text).dropFirst().map { name in
      // The style of the next cell stands before its bar.
      name.split(separator: " ").first.map(String.init) ?? ""
    }
    guard !header.isEmpty, header.allSatisfy({ !$0.isEmpty }) else { return nil }
    var found = PSQLTable.Found(columns: header, isWhole: false)
    var pending = ""
    var start = top + 2
    for (index, line) in lines.enumerated().dropFirst(top + 2) {
      if line.text == "|====" {
        found.isWhole = pending.isEmpty
        break
      }
      if pending.isEmpty { start = index }
      pending += (pending.isEmpty ? "" : "\n") + line.text
      // Without a limit a file of another kind would be looked through again for each of its lines.
      guard pending.utf8.count <= longestRow else { break }
      let row = cells(pending).dropFirst()
      guard row.count >= header.count else { continue }
      // A last cell with line ends goes on until the next line that begins a row.
      if index + 1 < lines.count, !lines[index + 1].bytes.starts(with: "|".utf8) { continue }
      found.rows.append((start + 1, row.map(\.trimmedOfSpaces)))
      pending = ""
    }
    return found
  }

  /// `2+^|Record 1`, then `<l|name <l|value` for each cell.
  private static func expandedAsciidoc(_ lines: PSQLLines) -> PSQLTable.Found? {
    guard let top = lines.firstIndex(where: { $0.text == "|====" }), top + 1 < lines.count,
      lines[top + 1].bytes.starts(with: "2+^|".utf8)
    else { return nil }
    var found = PSQLTable.Found(columns: [], isWhole: false)
    for (index, line) in lines.enumerated().dropFirst(top + 1) {
      if line.text == "|====" {
        found.isWhole = true
        break
      }
      let parts = cells(line.text)
      if line.bytes.starts(with: "2+^|".utf8) {
        found.rows.append((index + 1, []))
      } else if parts.count == 3, parts[0] == "<l" {
        // The style of the value stands before its bar.
        addExpanded(String(parts[1].prefix { $0 != " " }), parts[2].trimmedOfSpaces, to: &found)
      } else if let row = found.rows.indices.last, let cell = found.rows[row].cells.indices.last {
        found.rows[row].cells[cell] += "\n" + parts.joined(separator: "|")
      }
    }
    return found.columns.isEmpty ? nil : found
  }

  private static let longestRow = 32 << 10

  private static func cells(_ text: String) -> [String] {
    var cells = [""]
    var isProtected = false
    for character in text {
      if character == "|", !isProtected {
        cells.append("")
      } else {
        if isProtected, character != "|" { cells[cells.count - 1] += "\\" }
        if character != "\\" { cells[cells.count - 1].append(character) }
      }
      isProtected = character == "\\" && !isProtected
    }
    return cells
  }
}
