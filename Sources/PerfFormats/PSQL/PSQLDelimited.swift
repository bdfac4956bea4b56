/// Reads the formats `csv` and `unaligned`: a line a row, a sign between the cells.
enum PSQLDelimited {
  static func read(_ text: ArraySlice<UInt8>, _ lines: PSQLLines, _ longColumn: String) -> PSQLTable.Found? {
    guard let first = lines.first else { return nil }
    // The sign that is there most often; expanded output may have a statement in its first line.
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    let counts = candidates.map { sign in (sign, first.bytes.count { $0 == sign }) }
    guard let (sign, count) = counts.max(by: { $0.1 < $1.1 }), count > 0 else { return nil }
    let names = first.bytes.split(separator: sign, omittingEmptySubsequences: false).map {
      unquoted(String(decoding: $0, as: UTF8.self)).trimmedOfSpaces
    }
    if names.count == 2 || !names.allSatisfy(isName), let found = expanded(text, lines, sign, longColumn) {
      return found
    }
    guard names.allSatisfy(isName), Set(names).count == names.count else { return nil }
    return isUnaligned(lines, sign) ? unaligned(lines, names, sign, longColumn) : csv(text, names, sign)
  }

  /// CSV quotes what holds its sign and never counts its rows.
  private static func isUnaligned(_ lines: PSQLLines, _ sign: UInt8) -> Bool {
    sign == UInt8(ascii: "|") || lines.last { !$0.isBlank }?.rowCount != nil
  }

  /// A line for each cell: its name, the sign, its value. A row begins where the first name comes again.
  private static func expanded(
    _ text: ArraySlice<UInt8>, _ lines: PSQLLines, _ sign: UInt8, _ longColumn: String
  ) -> PSQLTable.Found? {
    let start = longColumn.utf8 + [sign]
    guard lines.prefix(64).contains(where: { $0.bytes.starts(with: start) }) else { return nil }
    // What CSV makes of unaligned cells with line ends is not in pairs.
    let pairs = sign == UInt8(ascii: "|") ? nil : csvCells(text, sign)
    let cells = pairs ?? unalignedCells(lines, sign)
    guard let first = cells.first?.name else { return nil }
    var rows: [(line: Int, cells: [String: String])] = []
    var columns: [String] = []
    for (line, name, value) in cells {
      if name == first { rows.append((line, [:])) }
      if rows.count == 1 { columns.append(name) }
      rows[rows.count - 1].cells[name] = value
    }
    guard columns.count > 1, Set(columns).count == columns.count else { return nil }
    // Nothing marks an end: a last row with every cell is taken for whole.
    return PSQLTable.Found(
      columns: columns, rows: rows.map { row in (row.line, columns.map { row.cells[$0] ?? "" }) },
      isWhole: rows.last?.cells.count == columns.count)
  }

  private typealias NamedCell = (line: Int, name: String, value: String)

  /// Nil where a record is no pair of a name and a value.
  private static func csvCells(_ text: ArraySlice<UInt8>, _ sign: UInt8) -> [NamedCell]? {
    let padded = Array(text) + [UInt8](repeating: 0, count: LineBlock.padding)
    let bytes = padded.span.bytes
    var index = CSVIndex()
    index.fill(bytes, count: text.count, delimiter: sign)
    let records = (0..<index.count).filter { !index.isBlank($0) }
    // The last one may be cut.
    guard records.dropLast().allSatisfy({ index.fieldCount(of: $0) == 2 }) else { return nil }
    return records.filter { index.fieldCount(of: $0) == 2 }.map { record in
      (
        record + 1, CSVField.text(index.field(0, of: record), of: bytes),
        CSVField.text(index.field(1, of: record), of: bytes)
      )
    }
  }

  private static func unalignedCells(_ lines: PSQLLines, _ sign: UInt8) -> [NamedCell] {
    var cells: [NamedCell] = []
    for (index, line) in lines.enumerated() {
      let parts = line.bytes.split(separator: sign, maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(decoding: parts[0], as: UTF8.self)
      if parts.count == 2, isName(name) {
        cells.append((index + 1, name, String(decoding: parts[1], as: UTF8.self)))
      } else if !line.isBlank, let last = cells.indices.last {
        cells[last].value += "\n" + line.text
      }
    }
    return cells
  }

  /// Two signs between spaces are the operator that joins texts; between two cells, of which one is null, there are no spaces.
  private static func cells(of bytes: [UInt8], _ sign: UInt8) -> [ArraySlice<UInt8>] {
    let operation = [UInt8(ascii: " "), sign, sign, UInt8(ascii: " ")]
    var cells: [ArraySlice<UInt8>] = []
    var start = 0
    var place = 0
    while place < bytes.count {
      if bytes[place] == operation[0], bytes[place...].starts(with: operation) {
        place += operation.count - 1
      } else {
        if bytes[place] == sign {
          cells.append(bytes[start..<place])
          start = place + 1
        }
        place += 1
      }
    }
    return cells + [bytes[start...]]
  }

  private static let longestRow = 128 << 10

  /// What a column may be called without being a sentence.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first), text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "?"), UInt8(ascii: "$"), 0x80...0xFF:
        true
      default: false
      }
    }
  }

  private static func unquoted(_ text: String) -> String {
    text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  private static func csv(_ text: ArraySlice<UInt8>, _ names: [String], _ sign: UInt8) -> PSQLTable.Found? {
    let padded = Array(text) + [UInt8](repeating: 0, count: LineBlock.padding)
    let bytes = padded.span.bytes
    var index = CSVIndex()
    index.fill(bytes, count: text.count, delimiter: sign)
    // The mark of an end is a line end, since rows are not counted.
    var found = PSQLTable.Found(columns: names, isWhole: index.isTerminated)
    var line = 1
    for record in 0..<index.count {
      defer { line += lineEnds(in: padded[index.start(of: record)..<index.end(of: record)]) + 1 }
      guard record > 0, !index.isBlank(record) else { continue }
      found.rows.append(
        (line, (0..<index.fieldCount(of: record)).map { CSVField.text(index.field($0, of: record), of: bytes) }))
    }
    return found
  }

  private static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

  /// Nothing is quoted: a cell may hold line ends and the sign itself, so that a row is complete when it has enough signs, and surplus
  /// ones belong to the long column.
  private static func unaligned(
    _ lines: PSQLLines, _ names: [String], _ sign: UInt8, _ longColumn: String
  ) -> PSQLTable.Found {
    let long = names.firstIndex(of: longColumn)
    var found = PSQLTable.Found(columns: names, isWhole: false)
    var pending: [UInt8]?
    var start = 0
    for (index, line) in lines.enumerated().dropFirst() {
      if let count = line.rowCount, pending == nil {
        found.isWhole = count == found.rows.count
        break
      }
      if pending == nil { start = index }
      let bytes = (pending.map { $0 + [UInt8(ascii: "\n")] } ?? []) + line.bytes
      let cells = self.cells(of: bytes, sign)
      guard cells.count >= names.count else {
        // Without a limit a file of another kind would be copied again for each of its lines.
        guard bytes.count <= longestRow else { break }
        // A line without any sign goes on with the last cell, unless rows begin with the column that may have line ends.
        if pending == nil, cells.count == 1, long != 0, let last = found.rows.indices.last {
          found.rows[last].cells[names.count - 1] += "\n" + line.text
        } else {
          pending = bytes
        }
        continue
      }
      pending = nil
      let surplus = cells.count - names.count
      let place = long ?? names.count - 1
      let joined = cells[place...(place + surplus)].joined(separator: [sign])
      let texts =
        cells[..<place].map { String(decoding: $0, as: UTF8.self) } + [String(decoding: Array(joined), as: UTF8.self)]
        + cells[(place + surplus + 1)...].map { String(decoding: $0, as: UTF8.self) }
      found.rows.append((start + 1, texts))
    }
    return found
  }
}
