/// Takes the text of a statement apart as PostgreSQL's scanner does, as far as telling constants from the rest needs it
/// (PostgreSQL documentation, "Lexical Structure").
struct StatementScanner {
  private let bytes: [UInt8]
  private var place = 0
  /// The insides of the comments, in order.
  private(set) var comments: [String] = []

  enum Token: Equatable {
    /// In lower case; a name in quotation marks that needs none is one too.
    case word(String)
    /// A constant or a parameter.
    case value
    /// A sign, or a name that keeps its quotation marks.
    case sign(String)
  }

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func tokens() -> [Token] {
    var tokens: [Token] = []
    while place < bytes.count {
      if let token = next() { tokens.append(token) }
    }
    return tokens
  }

  private func peek(_ offset: Int = 0) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }

  /// The next token; nil for white space and comments.
  private mutating func next() -> Token? {
    let byte = bytes[place]
    switch byte {
    case 0x09...0x0D, 0x20:
      place += 1
      return nil
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
      let end = bytes[place...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      comments.append(String(decoding: bytes[(place + 2)..<end], as: UTF8.self))
      place = end
      return nil
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      comment()
      return nil
    case UInt8(ascii: "'"): return string(withEscapes: false)
    case UInt8(ascii: "\""): return name()
    case UInt8(ascii: "$"): return dollar()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: ".") where isDigit(peek(1)): return number()
    case _ where Self.isWord(byte): return word()
    default:
      place += 1
      return .sign(String(UnicodeScalar(byte)))
    }
  }

  /// Comments nest.
  private mutating func comment() {
    let start = place + 2
    var depth = 0
    while place < bytes.count {
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        place += 2
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        place += 2
        if depth == 0 { break }
      } else {
        place += 1
      }
    }
    let end = depth == 0 ? place - 2 : place
    comments.append(String(decoding: bytes[min(start, end)..<end], as: UTF8.self))
  }

  private mutating func string(withEscapes: Bool) -> Token {
    place += 1
    while let byte = peek() {
      place += 1
      if withEscapes, byte == UInt8(ascii: "\\") {
        place = min(place + 1, bytes.count)
      } else if byte == UInt8(ascii: "'") {
        guard peek() == UInt8(ascii: "'") else { break }
        place += 1
      }
    }
    return .value
  }

  private mutating func name() -> Token {
    let start = place
    place += 1
    while let byte = peek() {
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard peek() == UInt8(ascii: "\"") else { break }
        place += 1
      }
    }
    let inside = bytes[(start + 1)..<max(start + 1, place - 1)]
    let isPlain =
      inside.first.map { !isDigit($0) } == true
      && inside.allSatisfy { Self.isWord($0) && $0 < 0x80 && !(0x41...0x5A).contains($0) }
    return isPlain
      ? .word(String(decoding: inside, as: UTF8.self)) : .sign(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  /// `$1`, or a string between two equal tags: `$$…$$`, `$body$…$body$`.
  private mutating func dollar() -> Token {
    let start = place
    place += 1
    if isDigit(peek()) {
      while isDigit(peek()) { place += 1 }
      return .value
    }
    while let byte = peek(), Self.isWord(byte), byte != UInt8(ascii: "$") { place += 1 }
    guard peek() == UInt8(ascii: "$") else {
      place = start + 1
      return .sign("$")
    }
    place += 1
    let tag = bytes[start..<place]
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "$"), bytes[place...].starts(with: tag) {
        place += tag.count
        return .value
      }
      place += 1
    }
    return .value
  }

  private mutating func number() -> Token {
    while let byte = peek() {
      if Self.isWord(byte) || byte == UInt8(ascii: ".") {
        place += 1
        let isExponent = byte | 0x20 == UInt8(ascii: "e")
        if isExponent, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(peek()), isDigit(peek(1)) { place += 1 }
      } else {
        break
      }
    }
    return .value
  }

  private mutating func word() -> Token {
    let start = place
    while let byte = peek(), Self.isWord(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
    // E'…', B'…', X'…', N'…' and U&'…' are strings.
    if peek() == UInt8(ascii: "'"), ["e", "b", "x", "n"].contains(text) { return string(withEscapes: text == "e") }
    if text == "u", peek() == UInt8(ascii: "&"), peek(1) == UInt8(ascii: "'") {
      place += 1
      return string(withEscapes: false)
    }
    return .word(text)
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }

  /// Whether a byte may be inside a name; everything beyond ASCII may.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }
}
