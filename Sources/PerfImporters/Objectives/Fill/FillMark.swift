/// The comment at the end of a document that tells which values perfreport has written, so that `--refresh` renews these and
/// no others: a line for each, the slot's id and the text.
struct FillMark {
  private static let opening = "<!-- perfreport fill"
  private static let closing = "-->"

  private var ids: [String] = []
  private var texts: [String: String] = [:]
  /// The comment's lines in the document, nil where there is none.
  private(set) var range: Range<Int>?

  /// Reads the last such comment of a document.
  init(in bytes: [UInt8]) {
    let opening = Array(Self.opening.utf8)
    var end = bytes.count
    while end > 0 {
      let start = Self.lineStart(before: end, in: bytes)
      if bytes[start..<end].starts(with: opening) {
        read(from: start, in: bytes)
        return
      }
      end = start
    }
  }

  var isEmpty: Bool { ids.isEmpty }

  /// What was written into a slot, nil where nothing was.
  subscript(id: String) -> String? { texts[id] }

  mutating func note(_ id: String, _ text: String) {
    if texts.updateValue(text, forKey: id) == nil { ids.append(id) }
  }

  /// Where the line begins that ends at an offset.
  private static func lineStart(before end: Int, in bytes: [UInt8]) -> Int {
    bytes[..<(end - 1)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// Takes the lines up to the one that closes the comment; without that one it is none.
  private mutating func read(from start: Int, in bytes: [UInt8]) {
    var position = start
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let line = String(decoding: bytes[position..<end], as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
      position = end
      if line == Self.closing {
        range = start..<end
        return
      }
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, line != Self.opening { note(String(parts[0]), Self.unescaped(parts[1])) }
    }
    (ids, texts) = ([], [:])
  }

  /// The comment as written, with the document's line ends.
  func text(newline: String) -> String {
    ([Self.opening] + ids.map { "\($0) \(Self.escaped(texts[$0] ?? ""))" } + [Self.closing])
      .map { $0 + newline }.joined()
  }

  /// No sign that could end the comment or the line.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "-", ">", "<", "%", "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        for byte in String(scalar).utf8 { escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
