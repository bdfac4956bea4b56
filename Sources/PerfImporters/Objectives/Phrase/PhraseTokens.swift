import PerfUnits

/// A phrase cut into tokens. Emphasis, quotes, emoji and the bullet or box in front say nothing and are left out.
struct PhraseTokens {
  let scalars: [Unicode.Scalar]
  private(set) var tokens: [Token] = []
  private var index = 0
  private var isAttached = false
  private let decimalComma: Bool

  init(_ text: String, decimalComma: Bool) {
    scalars = Array(text.unicodeScalars)
    self.decimalComma = decimalComma
    skipBullet()
    while index < scalars.count { next() }
  }

  /// The words as written between two tokens.
  func text(_ range: Range<Int>) -> String {
    guard let first = tokens[range].first, let last = tokens[range].last else { return "" }
    return text(scalars: first.range.lowerBound..<last.range.upperBound)
  }

  func text(scalars range: Range<Int>) -> String {
    String(scalars: scalars[range].lazy.filter { $0 != "*" && $0 != "`" })
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

  /// "- ", "* ", "- [ ] ", "[x] ".
  private mutating func skipBullet() {
    func skipSpaces() { while let next = scalar(index), next.isSpace { index += 1 } }
    skipSpaces()
    if let bullet = scalar(index), bullet.isDash || bullet == "*" || bullet == "\u{2022}",
      scalar(index + 1)?.isSpace == true
    {
      index += 1
      skipSpaces()
    } else if let end = ordinal() {
      index = end
      skipSpaces()
    }
    if scalar(index) == "[", scalar(index + 2) == "]", let box = scalar(index + 1), " xX".unicodeScalars.contains(box) {
      index += 3
    }
  }

  /// Behind "1. " or "12) ".
  private func ordinal() -> Int? {
    let digits = scalars[index...].prefix { $0.isDigit }.count
    let end = index + digits
    guard (1...2).contains(digits), scalar(end) == "." || scalar(end) == ")", scalar(end + 1)?.isSpace == true else {
      return nil
    }
    return end + 1
  }

  private mutating func next() {
    let scalar = scalars[index]
    if scalar.isSpace {
      skip(spacing: true)
    } else if scalar.isDigit || (scalar == "." && self.scalar(index + 1)?.isDigit == true && !isAttached) {
      let (number, end) = WrittenNumber.read(scalars, from: index, decimalComma: decimalComma)
      add(.number(number), key: "", length: end - index)
    } else if scalar.isWordLetter {
      addWord()
    } else if scalar == "[", let end = footnote() {
      index = end
    } else if scalar == "/" {
      addSlash()
    } else {
      addSign(scalar)
    }
  }

  /// Behind "[1]" or "[^note]", which point to a remark elsewhere.
  private func footnote() -> Int? {
    guard !tokens.isEmpty else { return nil }
    var end = index + 1
    let isNamed = scalar(end) == "^"
    if isNamed { end += 1 }
    let start = end
    while let scalar = scalar(end), scalar.isDigit || isNamed && (scalar.isWordLetter || scalar == "-") { end += 1 }
    return end > start && end - start <= 20 && scalar(end) == "]" ? end + 1 : nil
  }

  private mutating func skip(spacing: Bool) {
    index += 1
    if spacing { isAttached = false }
  }

  private mutating func add(_ kind: Token.Kind, key: String, length: Int) {
    tokens.append(Token(kind: kind, key: key, range: index..<(index + length), isAttached: isAttached))
    index += length
    isAttached = true
  }

  /// Letters and digits, and points inside as in `p99.9` and `request.duration`; a hyphen before a letter joins the next word.
  private mutating func addWord() {
    var end = index
    var key: [UInt8] = []
    while let scalar = scalar(end) {
      let isInner =
        (scalar == "." && self.scalar(end + 1).map { $0.isWordLetter || $0.isDigit } == true)
        || ((scalar == "'" || scalar == "\u{2019}") && self.scalar(end + 1)?.isWordLetter == true)
      guard scalar.isWordLetter || scalar.isDigit || isInner else { break }
      if scalar.isASCII {
        key.append(UInt8(scalar.value) + (scalar >= "A" && scalar <= "Z" ? 32 : 0))
      } else {
        key += scalar.properties.lowercaseMapping.utf8
      }
      end += 1
    }
    add(.word, key: String(decoding: key, as: UTF8.self), length: end - index)
    if let dash = scalar(index), dash.isDash, let letter = scalar(index + 1), letter.isWordLetter {
      tokens[tokens.count - 1].joinsNext = true
      index += 1
    }
  }

  /// A slash inside "req/s" divides; a slash after a blank begins a route.
  private mutating func addSlash() {
    let next = scalar(index + 1)
    let beginsRoute = next.map { $0.isWordLetter || "{:*".unicodeScalars.contains($0) } ?? false
    let afterMethod = !isAttached && (tokens.last.map { HTTPMethod.isMethod($0.key) } ?? false)
    guard !isAttached, beginsRoute || afterMethod else { return add(.sign, key: "/", length: 1) }
    var end = index
    var inQuery = false
    while let scalar = scalar(end), !scalar.isSpace, !"`,;)\"|<>".unicodeScalars.contains(scalar),
      inQuery || scalar != "="
    {
      if scalar == "?" { inQuery = true }
      end += 1
    }
    while end > index + 1, endsDecoration(end) { end -= 1 }
    let route = String(scalars: scalars[index..<end])
    // "900 /s": the period of a rate, not a route.
    if UnitWord.per(String(route.dropFirst())) != nil { return add(.sign, key: "/", length: 1) }
    add(.route, key: route, length: end - index)
  }

  /// The end of a sentence or of an emphasis; a star behind a slash is a glob.
  private func endsDecoration(_ end: Int) -> Bool {
    switch scalars[end - 1] {
    case ".", ":", "?", "!": true
    case "*": scalars[end - 2] != "/" && !(scalars[end - 2] == "*" && end > index + 2 && scalars[end - 3] == "/")
    default: false
    }
  }

  private mutating func addSign(_ scalar: Unicode.Scalar) {
    let next = self.scalar(index + 1)
    switch scalar {
    case "<" where next == "=", ">" where next == "=": add(.sign, key: String(scalar) + "=", length: 2)
    case "=" where next == "<": add(.sign, key: "<=", length: 2)
    case "=" where next == ">": add(.sign, key: ">=", length: 2)
    case "=" where next == "=": add(.sign, key: "==", length: 2)
    case "\u{2264}", "\u{2A7D}", "\u{2266}": add(.sign, key: "<=", length: 1)
    case "\u{2265}", "\u{2A7E}", "\u{2267}": add(.sign, key: ">=", length: 1)
    case "~", "\u{2248}", "\u{2243}", "\u{223C}", "\u{2245}": add(.sign, key: "~", length: 1)
    case "\u{D7}": add(.word, key: "x", length: 1)
    case "$", "\u{20AC}", "\u{A3}", "\u{A5}": add(.sign, key: "$", length: 1)
    case "\u{B7}": add(.sign, key: ";", length: 1)
    case "*", "`", "\"", "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}": skip(spacing: false)
    case "\u{2026}": add(.sign, key: "?", length: 1)
    case _ where scalar.isDash: add(.sign, key: "-", length: 1)
    case _ where scalar.isASCII: add(.sign, key: String(scalar), length: 1)
    // Emoji, ticks, arrows, joiners: decoration, but never glue.
    case "\u{2192}", "\u{2194}", "\u{21D2}", "\u{2260}", "\u{2030}": add(.sign, key: "\u{2192}", length: 1)
    default: skip(spacing: true)
    }
  }
}

/// The words that stand before a route.
enum HTTPMethod {
  static func isMethod(_ word: String) -> Bool {
    switch word {
    case "get", "post", "put", "patch", "delete", "head", "options": true
    default: false
    }
  }
}
