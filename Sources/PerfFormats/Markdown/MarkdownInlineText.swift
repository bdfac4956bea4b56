/// Gathers the words of inline content line by line, without the markup around them.
struct MarkdownInlineText {
  private static let maximumDepth = 100

  /// One line's text so far.
  struct Part {
    var text = ""
    /// Whether anything but blanks stands outside bold.
    var hasPlain = false

    var isStrong: Bool { !hasPlain && !text.isEmpty }
  }

  private var parts = [Part()]

  mutating func append(_ node: MarkdownNode) { append(node, inStrong: false, depth: 0) }

  /// The lines, each without blanks at its ends.
  func finish() -> [Part] {
    parts.map { part in
      var part = part
      part.text = Self.trimmed(part.text)
      return part
    }
  }

  private mutating func append(_ node: MarkdownNode, inStrong: Bool, depth: Int) {
    switch node.kind {
    case .text, .inlineCode: add(node.literal, inStrong)
    case .softBreak, .lineBreak: parts.append(Part())
    case .struckOut, .footnoteMark: break
    case .inlineHTML:
      // A line break within a cell, or the end of one word and the begin of the next.
      if node.literal.lowercased().hasPrefix("<br") { add(" ", true) }
    default:
      guard depth < Self.maximumDepth else { return }
      let isStrong = inStrong || node.kind == .strong
      for child in node.children { append(child, inStrong: isStrong, depth: depth + 1) }
    }
  }

  private mutating func add(_ text: String, _ inStrong: Bool) {
    parts[parts.count - 1].text += text
    if !inStrong, text.contains(where: { $0 != " " && $0 != ":" }) { parts[parts.count - 1].hasPlain = true }
  }

  private static func trimmed(_ text: String) -> String {
    guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    let tail = text.drop(while: \.isWhitespace)
    return String(tail[..<(tail.lastIndex { !$0.isWhitespace }.map(tail.index(after:)) ?? tail.startIndex)])
  }
}
