/// The words of a text as the shapes look at them.
enum Wording {
  /// The text without emoji, `:shortcodes:` and blanks at its ends. What is only emoji stays: it may be a placeholder.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: ":") }), mayBeDecorated(text) else {
      return text
    }
    var kept = ""
    for character in text where !isDecoration(character) { kept.append(character) }
    let words = kept.split(separator: " ").filter { !isShortcode($0) }
    return words.isEmpty ? text : words.joined(separator: " ")
  }

  /// Whether anything may have to be left out: what is not ASCII, a word that begins with a colon, a blank too many. Most lines
  /// of a long list have a colon, and nothing of this.
  private static func mayBeDecorated(_ text: String) -> Bool {
    var isBehindBlank = true
    for byte in text.utf8 {
      let isBlank = byte == UInt8(ascii: " ")
      if byte >= 0x80 || isBehindBlank && (isBlank || byte == UInt8(ascii: ":")) { return true }
      isBehindBlank = isBlank
    }
    return isBehindBlank
  }

  /// The words in lower case, divided at everything that is neither letter nor digit.
  static func words(_ text: String) -> [String] {
    let text = text.lowercased()
    var words: [String] = []
    var start: String.Index?
    for index in text.unicodeScalars.indices {
      if isWordScalar(text.unicodeScalars[index]) {
        start = start ?? index
      } else if let begin = start {
        words.append(String(text[begin..<index]))
        start = nil
      }
    }
    if let start { words.append(String(text[start...])) }
    return words
  }

  /// ASCII is told apart without the tables of Unicode: most documents are nothing else, and long.
  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  /// Whether any of the words is in a set.
  static func contains(_ text: String, _ set: Set<String>) -> Bool { words(text).contains(where: set.contains) }

  static func hasDigit(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.isASCII ? (0x30...0x39).contains($0.value) : $0.properties.numericType != nil }
  }

  /// Whether a relation is written out as a sign.
  static func hasRelation(_ text: String) -> Bool { text.unicodeScalars.contains(where: relations.contains) }

  private static let relations: Set<Unicode.Scalar> = ["<", ">", "≤", "≥", "＜", "＞"]

  /// `GET /orders/{id}`, `/login`: a path, with or without a method.
  static func isRoute(_ text: String) -> Bool {
    let words = Array(text.utf8).split(separator: UInt8(ascii: " "))
    guard let last = words.last, last.first == UInt8(ascii: "/"), last.count > 1 else { return false }
    return words.count == 1
      || (words.count == 2 && methods.contains(String(decoding: words[0], as: UTF8.self).uppercased()))
  }

  /// The paths among the words of a text, each with the method before it: `GET /orders` of "Latency of `GET /orders`:".
  static func routes(in text: String) -> [String] {
    guard text.contains("/") else { return [] }
    var routes: [String] = []
    var method: String?
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }).map(bare) {
      if methods.contains(word.uppercased()) {
        method = word.uppercased()
        continue
      }
      if word.first == "/", word.contains(where: \.isLetter), !perTime.contains(word.lowercased()) {
        routes.append([method, String(word)].compactMap(\.self).joined(separator: " "))
      }
      method = nil
    }
    return routes
  }

  /// A word without the brackets, quotes and stops around it.
  private static func bare(_ word: Substring) -> Substring {
    var word = word.drop { "`\"'([".contains($0) }
    while let last = word.last, "`\"'].:".contains(last) || last == ")" && !word.contains("(") { word.removeLast() }
    return word
  }

  /// What reads like a path and is a unit: "Throughput (requests /s)".
  private static let perTime: Set<String> = [
    "/s", "/sec", "/second", "/m", "/min", "/minute", "/h", "/hr", "/hour", "/d", "/day",
  ]

  /// A short label before a colon and what follows it: "**Warning**: P95 > 900ms". Nil where there is none.
  static func labelled(_ text: String) -> (label: String, rest: String)? {
    guard let colon = text.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let label = text[..<colon]
    let rest = text[text.index(after: colon)...].drop(while: \.isWhitespace)
    guard !label.isEmpty, label.count <= 60, !rest.isEmpty, !rest.hasPrefix("//") else { return nil }
    return (String(label), String(rest))
  }

  /// Whether the text announces what follows it: it ends with a colon.
  static func isLeadIn(_ text: String) -> Bool { text.last == ":" || text.last == "：" }

  static let methods: Set<String> = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

  private static func isShortcode(_ word: Substring) -> Bool {
    guard word.count > 2, word.first == ":", word.last == ":" else { return false }
    return word.dropFirst().dropLast().allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "+" || $0 == "-" }
  }

  private static func isDecoration(_ character: Character) -> Bool {
    guard let first = character.unicodeScalars.first, first.value >= 0x203C else { return false }
    return first.properties.isEmojiPresentation || (first.properties.isEmoji && character.unicodeScalars.count > 1)
      || (0x2700...0x27BF).contains(first.value) || first.value == 0xFE0F
  }
}
