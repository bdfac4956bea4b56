/// The words of an endpoint's name that tell it from others, for matching "Course search" with `GET /api/courses/search`.
struct NameWords {
  /// In order, in lower case, in the singular.
  let words: [String]
  /// The words and every two neighbours written as one: "sign in" is "signin".
  let forms: Set<String>

  init(_ name: String) {
    let words = Self.split(name).filter { !Self.saysNothing.contains($0) }.map(Self.singular)
    self.words = words
    forms = Set(words).union(zip(words, words.dropFirst()).map { $0 + $1 })
  }

  /// The words as one, for telling "Sign-in" and "signin" equal.
  var joined: String { words.joined() }

  /// Whether the other name says everything that this one says.
  func isContained(in other: NameWords) -> Bool {
    var rest = words[...]
    while let word = rest.popFirst() {
      if other.forms.contains(word) { continue }
      guard let next = rest.popFirst(), other.forms.contains(word + next) else { return false }
    }
    return !words.isEmpty
  }

  /// What stands in nearly every name: methods, and the words for "endpoint".
  private static let saysNothing: Set<String> = [
    "get", "post", "put", "patch", "delete", "head", "options", "http", "https", "api", "rest", "endpoint", "endpoints",
    "route", "routes", "request", "requests", "call", "calls", "operation", "operations", "page", "the", "a", "an",
  ]

  /// Runs of letters and digits, cut where a capital follows a small letter; parameters and queries are left out.
  private static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    var depth = 0
    func close() {
      if !word.isEmpty { words.append(word.lowercased()) }
      word = ""
    }
    for character in name {
      if character == "?" { break }
      if character == "{" || character == "<" { depth += 1 }
      if depth == 0, character.isLetter || character.isNumber {
        if character.isUppercase, wasLower { close() }
        word.append(character)
        wasLower = character.isLowercase
      } else {
        close()
        wasLower = false
      }
      if depth > 0, character == "}" || character == ">" { depth -= 1 }
    }
    close()
    return words
  }

  private static func singular(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }
}
