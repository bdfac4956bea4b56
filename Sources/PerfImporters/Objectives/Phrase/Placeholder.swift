import PerfUnits

/// What stands where a value is still to come.
package enum Placeholder {
  /// `???`, `TBD`, `TODO`, `N/A`, `-`, `—`, empty, `[To be filled]`, `❓`, `Pending`, also with a unit behind: `TBD ms`.
  package static func matches(_ text: String) -> Bool {
    var scalars = Array(text.unicodeScalars.drop { $0.isSpace })
    while let last = scalars.last, last.isSpace { scalars.removeLast() }
    guard scalars.count <= 60 else { return false }
    if scalars.first == "[" { return isBracket(scalars) }
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar.isDigit || "<>=".unicodeScalars.contains(scalar) { return false }
      if scalar.isWordLetter && scalar != "_" || scalar == "/" {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word).lowercased())
        word = .init()
      }
    }
    if !word.isEmpty { words.append(String(word).lowercased()) }
    return isPlaceholder(words, hasQuestion: scalars.contains { "?_\u{2026}\u{2753}".unicodeScalars.contains($0) })
  }

  private static func isPlaceholder(_ words: [String], hasQuestion: Bool) -> Bool {
    if words.isEmpty { return true }
    // "??? ms"
    if hasQuestion, words.count == 1, UnitText.read(words[0]) != nil { return true }
    let rest = words.count > 1 && UnitText.read(words[words.count - 1]) != nil ? Array(words.dropLast()) : words
    return phrases.contains(rest.joined(separator: " "))
  }

  /// "[To be filled]", "[Action item 1]"; a box or a link is none.
  private static func isBracket(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count > 1, scalars.last == "]", scalars.firstIndex(of: "]") == scalars.count - 1 else { return false }
    let inside = scalars.dropFirst().dropLast()
    if inside.allSatisfy({ $0.isSpace }) { return false }
    return inside.count > 1 && inside.first.map { $0.isWordLetter || $0 == "?" || $0 == "." } == true
  }

  private static let phrases: Set<String> = [
    "tbd", "tba", "tbc", "tbm", "todo", "n/a", "na", "pending", "to be filled", "to be filled in", "to be determined",
    "to be measured", "to be defined", "to be done", "to be confirmed", "to be tested", "not measured",
    "not yet measured",
    "not tested", "not yet tested", "not run", "not run yet", "unknown", "fill in", "fill me", "xx", "xxx", "xxxx", "x",
    "untested", "unmeasured", "in progress", "not started", "awaiting", "awaiting data", "awaiting results",
    "measure me",
    "wip", "soon", "coming soon", "later", "no data", "no data yet",
  ]
}
