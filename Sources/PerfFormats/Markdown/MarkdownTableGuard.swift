/// Keeps cmark-gfm's tables within bounds.
///
/// Version 0.29 fills up short rows without a limit (5,000 rows of one cell under 5,000 columns take 20 s and gigabytes), and
/// reads a paragraph anew for each line in it that could open a table. What would cost that much is kept from being a table.
enum MarkdownTableGuard {
  private static let maximumColumns = 1_000
  /// Cells that a table may have beyond twice those written.
  private static let spareCells = 500_000
  /// Bytes of paragraphs that may be read anew for lines that look like the second line of a table.
  private static let rereadLimit = 32 << 20

  /// Spoils the second line of tables that are out of bounds, in place.
  static func mask(_ bytes: inout [UInt8], _ lines: MarkdownLineTable) -> [MarkdownOmission] {
    var omissions: [MarkdownOmission] = []
    var blockStart = 0
    var reread = 0
    var line = 1
    // The end of the block around `line`, and the pipes in it from the line after the current one on.
    var block: (end: Int, pipes: Int)?
    while line <= lines.count {
      let range = lines.range(line)
      if endsParagraph(bytes[range]) {
        blockStart = range.upperBound
        block = nil
      } else if let columns = columns(ofDelimiterRow: bytes[range]) {
        let rest = block ?? extent(from: line + 1, bytes, lines)
        block = rest
        reread += range.upperBound - blockStart
        let cells = (rest.end - line) * columns
        if columns > maximumColumns || cells > spareCells + 2 * rest.pipes || reread > rereadLimit {
          if let dash = bytes[range].firstIndex(of: UInt8(ascii: "-")) { bytes[dash] = UInt8(ascii: "x") }
          omissions.append(MarkdownOmission(line: line - 1, reason: reason(columns)))
          if reread > rereadLimit { reread -= range.upperBound - blockStart }
        }
      }
      line += 1
    }
    return omissions
  }

  private static func reason(_ columns: Int) -> String {
    columns > maximumColumns
      ? "a table of \(columns) columns is not read; the limit is \(maximumColumns)"
      : "a table of \(columns) columns with so many short rows is not read"
  }

  /// The last line of the block that a line is in, and how many pipes it holds from there on.
  private static func extent(from first: Int, _ bytes: [UInt8], _ lines: MarkdownLineTable) -> (end: Int, pipes: Int) {
    var line = first
    var pipes = 0
    while line <= lines.count, !endsParagraph(bytes[lines.range(line)]) {
      for index in lines.range(line) where bytes[index] == UInt8(ascii: "|") { pipes += 1 }
      line += 1
    }
    return (line - 1, pipes)
  }

  /// A blank line or a heading ends the paragraph or the table above it.
  private static func endsParagraph(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { !MarkdownLineTable.isBlank($0) && $0 != UInt8(ascii: ">") }) else {
      return true
    }
    return first == UInt8(ascii: "#")
  }

  /// How many columns a line of dashes and pipes stands for, nil for any other line.
  private static func columns(ofDelimiterRow line: ArraySlice<UInt8>) -> Int? {
    var pipes = 0
    var dashes = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): dashes += 1
      // Also what may stand before a table: the marks of quotes and lists.
      case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"): break
      default: return nil
      }
    }
    return pipes > 0 && dashes > 0 ? pipes + 1 : nil
  }
}
