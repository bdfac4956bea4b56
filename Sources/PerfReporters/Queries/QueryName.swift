/// A statement as reports name it: one line, and no longer than a reader follows; the JSON has all of it.
enum QueryName {
  private static let longest = 120

  static func inline(_ text: String) -> Inline { .code(shortened(text)) }

  static func shortened(_ text: String) -> String {
    text.count > longest ? String(text.prefix(longest - 1)) + "…" : text
  }
}
