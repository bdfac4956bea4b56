/// What the first bytes of an input tell of an XML document, for `sniff`.
package enum XMLRoot: Equatable, Sendable {
  /// The local name of the root element.
  case element(String)
  /// XML so far, but the bytes end before the root's name does.
  case unseen
  case notXML

  /// Looks past byte order mark, declaration, comments, processing instructions and DOCTYPE. UTF-16 is recognised with a byte
  /// order mark or without; names beyond ASCII are not needed here.
  package init(prefix: ArraySlice<UInt8>) {
    var scanner = PrologueScanner(Self.narrowed(prefix))
    self = scanner.root()
  }

  /// One byte a character: UTF-16 without its high bytes, anything else without a UTF-8 byte order mark.
  private static func narrowed(_ prefix: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = prefix.startIndex
    func every(_ first: Int) -> ArraySlice<UInt8> {
      stride(from: start + first, to: prefix.endIndex, by: 2).map { prefix[$0] }[...]
    }
    let less = UInt8(ascii: "<")
    switch Array(prefix.prefix(3)) {
    case [0xEF, 0xBB, 0xBF]: return prefix.dropFirst(3)
    case let head where head.starts(with: [0xFF, 0xFE]): return every(2)
    case let head where head.starts(with: [0xFE, 0xFF]): return every(3)
    case let head where head.starts(with: [less, 0]): return every(0)
    case let head where head.starts(with: [0, less]): return every(1)
    default: return prefix
    }
  }
}

/// Walks over what may stand before the root element.
private struct PrologueScanner {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func root() -> XMLRoot {
    var hasMarkup = false
    while true {
      skipSpace()
      guard position < bytes.endIndex else { return hasMarkup ? .unseen : .notXML }
      guard take("<") else { return .notXML }
      hasMarkup = true
      let isComplete: Bool
      if take("?") {
        isComplete = skip(past: "?>")
      } else if take("!--") {
        isComplete = skip(past: "-->")
      } else if take("!DOCTYPE") {
        isComplete = skipDoctype()
      } else {
        return name()
      }
      guard isComplete else { return .unseen }
    }
  }

  private mutating func name() -> XMLRoot {
    let start = position
    while position < bytes.endIndex, Self.isNameByte(bytes[position]) { position += 1 }
    guard position < bytes.endIndex else { return .unseen }
    let name = bytes[start..<position]
    let end = bytes[position]
    guard let first = name.first, Self.isNameStart(first),
      Self.isSpace(end) || end == UInt8(ascii: ">") || end == UInt8(ascii: "/")
    else { return .notXML }
    return .element(String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? name, as: UTF8.self))
  }

  /// A DOCTYPE ends at the first `>` outside of its internal subset in brackets.
  private mutating func skipDoctype() -> Bool {
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: ">") { return true }
      if byte == UInt8(ascii: "["), !skip(past: "]") { return false }
    }
    return false
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, Self.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func skip(past text: String) -> Bool {
    while position < bytes.endIndex {
      if take(text) { return true }
      position += 1
    }
    return false
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: isNameStart(byte)
    }
  }
}
