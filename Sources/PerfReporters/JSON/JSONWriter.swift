import PerfDiagnostics

/// Writes JSON as it is told, member by member: two spaces a level, order as called, one line for what is written `inline`.
struct JSONWriter {
  private(set) var text = ""
  private var depth = 0
  private var isFirst = true
  private var isInline = false

  /// A document that is one object, with a final line break.
  static func document(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.nest("{", "}", body)
    return writer.text + "\n"
  }

  // MARK: Members of an object

  mutating func member(_ name: String, _ value: String?) { member(name) { $0.write(value) } }
  mutating func member(_ name: String, _ value: Double?) { member(name) { $0.write(value) } }
  mutating func member(_ name: String, _ value: Int?) { member(name) { $0.append(value.map(String.init) ?? "null") } }
  mutating func member(_ name: String, _ value: Bool?) { member(name) { $0.append(value.map(String.init) ?? "null") } }

  mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) { member(name) { $0.nest("{", "}", body) } }

  mutating func array<Element>(
    _ name: String, _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    member(name) { writer in
      writer.nest("[", "]") { inner in
        for element in elements { body(&inner, element) }
      }
    }
  }

  /// An array of two numbers on one line, or null.
  mutating func pair(_ name: String, _ values: (Double, Double)?) {
    member(name) { writer in
      guard let values else { return writer.append("null") }
      writer.append("[\(Self.number(values.0)), \(Self.number(values.1))]")
    }
  }

  /// An array of two numbers on one line, of which an open end is null; or null.
  mutating func ends(_ name: String, _ values: (Double?, Double?)?) {
    member(name) { writer in
      guard let values else { return writer.append("null") }
      writer.append("[\(values.0.map(Self.number) ?? "null"), \(values.1.map(Self.number) ?? "null")]")
    }
  }

  /// An array of numbers on one line, without spaces: there may be thousands.
  mutating func numbers(_ name: String, _ values: [Double]) { list(name, values.map(Self.number)) }
  mutating func numbers(_ name: String, _ values: [Int]) { list(name, values.map(String.init)) }

  mutating func null(_ name: String) { member(name) { $0.append("null") } }

  // MARK: Elements of an array

  mutating func element(_ value: String) {
    separate()
    write(value)
  }

  mutating func element(_ body: (inout JSONWriter) -> Void) {
    separate()
    nest("{", "}", body)
  }

  /// An object on one line, for short records that come in great numbers.
  mutating func inlineElement(_ body: (inout JSONWriter) -> Void) {
    separate()
    inlined { $0.nest("{", "}", body) }
  }

  /// An object member on one line.
  mutating func inlineObject(_ name: String, _ body: (inout JSONWriter) -> Void) {
    member(name) { writer in writer.inlined { $0.nest("{", "}", body) } }
  }

  // MARK: Text

  /// The shortest text that reads back as the same number; null for what JSON cannot hold, and no negative zero.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    guard value != 0 else { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A string literal. Escapes what JSON demands, and what is a line break to JavaScript or invisible to a reader of the file.
  static func string(_ text: String) -> String {
    // Nearly every text; without this, writing runs takes a third longer.
    if text.utf8.allSatisfy(isPlain) { return "\"" + text + "\"" }
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case _ where PrintableText.isUnsafe(scalar): literal += escaped(scalar)
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  /// Whether a byte is a character that stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// `\u001B`; outside the basic plane, the two halves of the surrogate pair.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
    separate()
    text += Self.string(name) + ": "
    value(&self)
  }

  private mutating func list(_ name: String, _ literals: [String]) {
    member(name) { $0.append("[" + literals.joined(separator: ",") + "]") }
  }

  private mutating func write(_ value: String?) { append(value.map(Self.string) ?? "null") }
  private mutating func write(_ value: Double?) { append(value.map(Self.number) ?? "null") }
  private mutating func append(_ literal: String) { text += literal }

  private mutating func nest(_ open: Character, _ close: Character, _ body: (inout JSONWriter) -> Void) {
    text.append(open)
    let isOuterFirst = isFirst
    isFirst = true
    depth += 1
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = isOuterFirst
    text.append(close)
  }

  private mutating func inlined(_ body: (inout JSONWriter) -> Void) {
    let wasInline = isInline
    isInline = true
    body(&self)
    isInline = wasInline
  }

  private mutating func separate() {
    if !isFirst { text.append(",") }
    breakLine()
    isFirst = false
  }

  private mutating func breakLine() {
    guard !isInline else { return text.append(" ") }
    text.append("\n")
    for _ in 0..<depth { text.append("  ") }
  }
}
