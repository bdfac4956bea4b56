import PerfDiagnostics

/// The lines of a printed table, by the cells of a terminal. The cells of a line are worked out when they are asked for: whether it
/// begins a row can often be told without.
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
    /// Absent where every byte is a cell.
    private let cells: LazyCells?

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      cells = bytes.contains { $0 >= 0x80 } ? LazyCells(bytes) : nil
    }

    var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }
    var width: Int { cells?.cells.count ?? bytes.count }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The character at a cell, nil behind the end.
    func character(at cell: Int) -> Character? {
      guard cell >= 0, cell < width else { return nil }
      return cells.map { $0.cells.character(at: cell) } ?? Character(UnicodeScalar(bytes[bytes.startIndex + cell]))
    }

    /// The text of the cells from one up to another, as far as there are any.
    func text(from first: Int, to last: Int) -> String {
      guard first < last else { return "" }
      let range = (first..<last).clamped(to: 0..<width)
      if let cells { return cells.cells.text(of: range) }
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
