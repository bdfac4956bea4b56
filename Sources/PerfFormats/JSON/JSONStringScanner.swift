import PerfDiagnostics

extension JSONParser {
  /// Takes a string, `position` at its opening quotation mark.
  mutating func string() -> String? {
    let opening = position
    var index = opening + 1
    var bits: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        position = index + 1
        return text(opening + 1..<index, isASCII: bits < 0x80)
      }
      if byte == UInt8(ascii: "\\") { return escapedString(opening: opening, from: index) }
      guard byte >= 0x20 else {
        failControlCharacter(at: index)
        return nil
      }
      bits |= byte
      index += 1
    }
    failAtEnd(inside: "a string", opening: opening)
    return nil
  }

  private mutating func text(_ range: Range<Int>, isASCII: Bool) -> String? {
    if isASCII { return String(decoding: bytes[range], as: UTF8.self) }
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      failEncoding(in: bytes[range])
      return nil
    }
    return text
  }

  /// Takes the rest of a string from its first backslash on.
  private mutating func escapedString(opening: Int, from first: Int) -> String? {
    var decoded = Array(bytes[opening + 1..<first])
    position = first
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        // A decoded escape is well formed by itself, so what is not UTF-8 stands so in the document.
        guard let text = String(validating: decoded, as: UTF8.self) else {
          failEncoding(in: bytes[opening + 1..<position])
          return nil
        }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        guard escape(into: &decoded, opening: opening) else { return nil }
      case 0..<0x20:
        failControlCharacter(at: position)
        return nil
      default:
        decoded.append(byte)
        position += 1
      }
    }
    failAtEnd(inside: "a string", opening: opening)
    return nil
  }

  /// Takes one escape, `position` at its backslash.
  private mutating func escape(into decoded: inout [UInt8], opening: Int) -> Bool {
    let start = position
    guard start + 1 < bytes.count else {
      failAtEnd(inside: "a string", opening: opening)
      return false
    }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(bytes[start + 1])
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "u"):
      guard let scalar = unicodeEscape(from: start, opening: opening) else { return false }
      decoded.append(contentsOf: String(scalar).utf8)
    default:
      fail(.jsonSyntax, "unknown escape in a string", at: start, hint: "a backslash itself is written \\\\")
      return false
    }
    return true
  }

  /// Takes the digits of `\u` and, of a pair of surrogates, the second escape as well.
  private mutating func unicodeEscape(from start: Int, opening: Int) -> Unicode.Scalar? {
    guard let first = hexadecimal(from: start, opening: opening) else { return nil }
    if let scalar = Unicode.Scalar(first) { return scalar }
    let second = position
    if first < 0xDC00, bytes[second...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      position += 2
      guard let low = hexadecimal(from: second, opening: opening) else { return nil }
      if (0xDC00...0xDFFF).contains(low) {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00))
      }
    }
    fail(
      .jsonSyntax, "half of a surrogate pair stands alone", at: start,
      hint: "the text was cut inside a character, such as an emoji")
    return nil
  }

  private mutating func hexadecimal(from start: Int, opening: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else {
        failAtEnd(inside: "a string", opening: opening)
        return nil
      }
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        fail(.jsonSyntax, "expected four hexadecimal digits after \\u", at: start)
        return nil
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func failControlCharacter(at offset: Int) {
    fail(
      .jsonSyntax, "a control character stands in a string", at: offset,
      hint: "is a closing quotation mark missing? line breaks are written \\n")
  }

  private mutating func failEncoding(in part: ArraySlice<UInt8>) {
    var index = part.startIndex
    while index < part.endIndex, let length = Self.sequenceLength(part[index...]) { index += length }
    fail(
      .jsonSyntax, "the text is not valid UTF-8", at: index,
      hint: "save the file as UTF-8; was it cut inside a character?")
  }

  /// The length of the well-formed UTF-8 sequence at the front, nil where there is none.
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    (1...4).first { length in
      bytes.count >= length && String(validating: bytes.prefix(length), as: UTF8.self) != nil
    }
  }
}
