/// Keeps footnotes that nothing refers to: cmark-gfm leaves them out of its tree.
enum MarkdownFootnotes {
  /// A paragraph that refers to everything that may be a footnote, to be read behind a document; empty where nothing may be. What turns
  /// out to be none stays plain text there, and nobody looks at it.
  static func references(in bytes: [UInt8]) -> [UInt8] {
    var references: [UInt8] = []
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "[")) {
      index = open + 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "^"),
        let close = bytes[index...].prefix(longestLabel).firstIndex(where: endsLabel),
        bytes[close] == UInt8(ascii: "]"), close + 1 < bytes.count, bytes[close + 1] == UInt8(ascii: ":")
      else { continue }
      references += bytes[open...close]
      references.append(UInt8(ascii: " "))
      index = close
    }
    // Behind a blank line, whatever stood open but fenced code and raw HTML is closed.
    return references.isEmpty ? [] : Array("\n\n".utf8) + references + Array("\n".utf8)
  }

  private static let longestLabel = 1_000

  private static func endsLabel(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "]") || byte <= UInt8(ascii: " ") }
}
