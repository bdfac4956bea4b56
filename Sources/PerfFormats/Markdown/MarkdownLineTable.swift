/// Where the lines of a document begin and end, as cmark counts them: `\n`, `\r\n` and `\r` end a line.
struct MarkdownLineTable: Sendable {
  /// The offset at which each line begins.
  private let starts: [Int]
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
      if index < bytes.count { starts.append(index) }
    }
    self.starts = starts
    self.bytes = bytes
  }

  var count: Int { starts.count }

  /// The bytes of a line without its end; empty outside the document.
  func range(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The offset of a column of a line, both from 1, held within the line.
  func offset(_ line: Int, _ column: Int) -> Int {
    let range = range(line)
    return min(range.upperBound, range.lowerBound + max(0, column - 1))
  }

  /// The column, from 1, at which the text of a line begins after blanks and the marks of block quotes.
  func textColumn(_ line: Int) -> Int {
    let range = range(line)
    let start = bytes[range].firstIndex { !Self.isBlank($0) && $0 != UInt8(ascii: ">") } ?? range.lowerBound
    return start - range.lowerBound + 1
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
