import PerfDiagnostics

/// The lines of a printed table, by the cells of a terminal. Cells are worked out when a line is asked for.
struct PSQLLines: RandomAccessCollection {
  private let slices: [ArraySlice<UInt8>]

  init(_ text: ArraySlice<UInt8>) {
    var slices = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if slices.last?.allSatisfy({ $0 <= 0x20 }) == true { slices.removeLast() }
    self.slices = slices
  }

  var startIndex: Int { 0 }
  var endIndex: Int { slices.count }
  subscript(index: Int) -> Line { Line(slices[index]) }

  /// One line.
  struct Line {
    let bytes: ArraySlice<UInt8>
    /// The character of each terminal cell, nil for the second half of a wide one; absent where every byte is a cell.
    private let cells: [Character?]?

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      guard bytes.contains(where: { $0 >= 0x80 }) else {
        cells = nil
        return
      }
      var cells: [Character?] = []
      for character in String(decoding: bytes, as: UTF8.self) {
        cells.append(character)
        for _ in 1..<Swift.max(1, DisplayWidth.of(character)) { cells.append(nil) }
      }
      self.cells = cells
    }

    var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }
    var width: Int { cells?.count ?? bytes.count }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The character at a cell, nil behind the end.
    func character(at cell: Int) -> Character? {
      guard cell >= 0, cell < width else { return nil }
      return cells.map { $0[cell] ?? " " } ?? Character(UnicodeScalar(bytes[bytes.startIndex + cell]))
    }

    /// The text of the cells from one up to another, as far as there are any.
    func text(from first: Int, to last: Int) -> String {
      guard first < last else { return "" }
      let range = (first..<last).clamped(to: 0..<width)
      if let cells { return String(cells[range].compactMap(\.self)) }
      let start = bytes.startIndex
      return String(decoding: bytes[(start + range.lowerBound)..<(start + range.upperBound)], as: UTF8.self)
    }

    /// `(5 rows)`, in any language.
    var rowCount: Int? {
      guard bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") else { return nil }
      let words = text.dropFirst().dropLast().split(separator: " ")
      return words.count == 2 ? Int(words[0]) : nil
    }
  }

  /// The signs of horizontal lines: ASCII, and the single and double lines of Unicode.
  static let dashes: Set<Character> = ["-", "─", "═"]
  /// The signs of vertical lines.
  static let bars: Set<Character> = ["|", "│", "║"]
  /// The signs where they meet.
  static let joints: Set<Character> = [
    "+", "┼", "╪", "╫", "╬", "├", "┤", "╟", "╢", "╞", "╡", "╠", "╣", "┌", "┬", "┐", "└", "┴", "┘", "╔", "╦", "╗", "╚",
    "╩", "╝", "╒", "╤", "╕", "╘", "╧", "╛", "╓", "╥", "╖", "╙", "╨", "╜",
  ]
}

extension String {
  /// Without spaces at its ends.
  var trimmedOfSpaces: String {
    let start = drop { $0 == " " }
    guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
    return String(start[...last])
  }
}
