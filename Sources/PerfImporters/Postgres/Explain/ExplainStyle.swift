/// Styles of psql from which the lines of a plan as text cannot be got back.
enum ExplainStyle {
  /// What the style is called; nil for all that can be read.
  static func unreadable(_ text: ArraySlice<UInt8>) -> String? {
    let lines = text.split(separator: UInt8(ascii: "\n")).map(line)
    if lines.prefix(8).contains(where: isTypeset) { return "for typesetting (latex, troff-ms or asciidoc)" }
    if lines.contains(where: isNamed) { return "of expanded rows (\\x)" }
    guard let rule = lines.indices.dropFirst().first(where: { isRule(lines[$0]) && isHeader(lines[$0 - 1]) }) else {
      return nil
    }
    let width = lines[rule].count
    // A rule that goes on was broken by a terminal, which puts no mark at the end of a line.
    guard rule + 1 < lines.count, !isRule(lines[rule + 1]) else { return nil }
    return lines[(rule + 1)...].contains { isMarked($0, width: width) } ? "of wrapped lines (format=wrapped)" : nil
  }

  /// Without white space at its end.
  private static func line(_ bytes: ArraySlice<UInt8>) -> Substring {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return text[...last]
  }

  private static func isTypeset(_ line: Substring) -> Bool {
    line.hasPrefix("\\begin{") || line == ".TS" || line == "|===="
  }

  private static let bars: Set<Character> = ["|", "║", "│"]

  /// `QUERY PLAN | Limit  (cost=…`: the name of the column before each line.
  private static func isNamed(_ line: Substring) -> Bool {
    let body = line.drop { bars.contains($0) || $0 == " " }
    guard body.hasPrefix("QUERY PLAN") else { return false }
    let rest = body.dropFirst("QUERY PLAN".count)
    return rest.contains("(cost=") || rest.contains("(actual ")
  }

  private static func isHeader(_ line: Substring) -> Bool {
    line.drop { bars.contains($0) || $0 == " " }.hasPrefix("QUERY PLAN")
  }

  private static func isRule(_ line: Substring) -> Bool {
    line.count > 2 && line.allSatisfy { "-─═+├┤╟╢╠╣╞╡".contains($0) }
  }

  /// Whether a line has the mark of wrapping in its last cell.
  private static func isMarked(_ line: Substring, width: Int) -> Bool {
    var body = line
    while let last = body.last, bars.contains(last) || last == " " { body.removeLast() }
    return body.last == "…" || body.last == "." && line.count >= width - 1
  }
}
