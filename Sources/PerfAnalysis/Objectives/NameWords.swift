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
    var word = String.UnicodeScalarView()
    var wasLower = false
    var depth = 0
    func close() {
      if !word.isEmpty { words.append(String(word).lowercased()) }
      word = String.UnicodeScalarView()
    }
    for scalar in name.unicodeScalars {
      if scalar == "?" { break }
      if scalar == "{" || scalar == "<" { depth += 1 }
      if depth == 0, isWordly(scalar) {
        if wasLower, isUpper(scalar) { close() }
        word.append(scalar)
        wasLower = isLower(scalar)
      } else {
        close()
        wasLower = false
      }
      if depth > 0, scalar == "}" || scalar == ">" { depth -= 1 }
    }
    close()
    return words
  }

  // Names are mostly ASCII, where the tables of Unicode cost a tenth of a check.

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
  }

  private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
  }

  /// Letters, digits, and the marks that belong to them.
  private static func isWordly(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case _ where scalar.isASCII: false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.canonicalCombiningClass != .notReordered
    }
  }

  private static func singular(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }
}
