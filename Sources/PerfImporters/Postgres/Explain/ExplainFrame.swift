/// Takes the frames off a plan that were put around it: psql's borders, marks of continuation, header and row count, the quotation marks of a
/// spreadsheet. The rules are those of PEV2 (`cleanupSource`).
enum ExplainFrame {
  /// The lines of the plan itself.
  static func lines(_ text: some Sequence<UInt8>) -> [String] {
    var lines: [String] = []
    var hasHeader = false
    for bytes in Array(text).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      var line = String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)[...]
      line = withoutBars(line)
      if isRule(line) { continue }
      line = withoutQuotes(line)
      line = withoutContinuation(line)
      if !hasHeader, line.split(separator: " ").elementsEqual(["QUERY", "PLAN"]) {
        hasHeader = true
        continue
      }
      lines.append(isRowCount(line) ? "" : String(line))
    }
    return lines
  }

  private static let bars: Set<Character> = ["|", "║", "│"]

  private static func withoutBars(_ line: Substring) -> Substring {
    guard let last = line.last, bars.contains(last) else { return line }
    return line.count > 1 && line.first == last ? line.dropFirst().dropLast() : line.dropLast()
  }

  /// Whether a line is part of a border or below the header.
  private static func isRule(_ line: Substring) -> Bool {
    var dashes = 0
    for character in line {
      switch character {
      case "-", "─", "═": dashes += 1
      case " ", "+", "├", "╟", "╠", "╞", "┤", "╢", "╣", "╡", "┌", "┐", "└", "┘", "╔", "╗", "╚", "╝": break
      default: return false
      }
    }
    return dashes > 1
  }

  private static func withoutQuotes(_ line: Substring) -> Substring {
    guard line.count > 1, let first = line.first, first == "\"" || first == "'", line.last == first else { return line }
    return line.dropFirst().dropLast()
  }

  private static func withoutContinuation(_ line: Substring) -> Substring {
    if line.last == "↵" { return line.dropLast() }
    guard line.last == "+" else { return line }
    var rest = line.dropLast()
    while rest.last == " " { rest.removeLast() }
    return rest
  }

  /// `(8 rows)`, in any language.
  private static func isRowCount(_ line: Substring) -> Bool {
    guard line.hasPrefix("("), line.hasSuffix(")") else { return false }
    let words = line.dropFirst().dropLast().split(separator: " ")
    return words.count == 2 && Int(words[0]) != nil && words[1].allSatisfy(\.isLetter)
  }
}
