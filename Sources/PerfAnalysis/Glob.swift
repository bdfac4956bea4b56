/// A shell pattern over names: `*` stands for any characters, `?` for one; the rest is literal and case matters.
public struct Glob: Sendable, Hashable {
  private let pattern: [Character]

  public init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether the whole text matches. Linear in text times stars: the last star only is retried.
  public func matches(_ text: String) -> Bool {
    let text = Array(text)
    var position = 0
    var index = 0
    var star: Int?
    var retry = 0
    while position < text.count {
      if index < pattern.count, pattern[index] == "*" {
        star = index
        retry = position
        index += 1
      } else if index < pattern.count, pattern[index] == "?" || pattern[index] == text[position] {
        index += 1
        position += 1
      } else if let star {
        retry += 1
        position = retry
        index = star + 1
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == "*" }
  }
}
