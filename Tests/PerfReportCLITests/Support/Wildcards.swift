/// Compares lines with expected ones in which `…` stands for any characters, and alone on a line for any number of lines.
enum Wildcards {
  static let mark: Character = "…"

  static func matches(_ lines: [String], _ expected: [String]) -> Bool {
    matches(lines[...], expected[...], isAny: { $0 == String(mark) }, isEqual: { matchesLine($0, $1) })
  }

  private static func matchesLine(_ line: String, _ expected: String) -> Bool {
    guard expected.contains(mark) else { return line == expected }
    return matches(Array(line)[...], Array(expected)[...], isAny: { $0 == mark }, isEqual: ==)
  }

  /// A star matches as little as lets the rest match; only the last star needs a second try.
  private static func matches<Element>(
    _ elements: ArraySlice<Element>, _ pattern: ArraySlice<Element>, isAny: (Element) -> Bool,
    isEqual: (Element, Element) -> Bool
  ) -> Bool {
    var (position, index) = (0, 0)
    var retry: (position: Int, index: Int)?
    while position < elements.count {
      if index < pattern.count, isAny(pattern[index]) {
        retry = (position, index)
        index += 1
      } else if index < pattern.count, isEqual(elements[position], pattern[index]) {
        position += 1
        index += 1
      } else if let last = retry {
        retry = (last.position + 1, last.index)
        (position, index) = (last.position + 1, last.index + 1)
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy(isAny)
  }
}
