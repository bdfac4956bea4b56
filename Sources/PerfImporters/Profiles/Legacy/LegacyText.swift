import PerfDiagnostics
import PerfFormats
import PerfModel

/// The lines of a profile in one of pprof's text forms, held whole: they are a few hundred kilobytes.
struct LegacyText {
  let file: String
  private let lines: [LineReader.Line]
  private var position = 0

  /// - Throws: `input-empty`, `input-too-large`.
  init(_ source: inout ByteSource) throws(Diagnostic) {
    file = source.name
    var reader = LineReader()
    var lines: [LineReader.Line] = []
    var bytes = 0
    while let line = try reader.next(of: &source) {
      bytes += line.bytes.count
      guard bytes <= source.limits.maximumDocumentBytes else {
        throw Diagnostic(
          .error, .inputTooLarge, "the profile is larger than \(source.limits.maximumDocumentBytes >> 20) MiB",
          at: SourceLocation(file: file, line: line.number), hint: "record it as a file for pprof: without ?debug=1")
      }
      lines.append(line)
    }
    self.lines = lines
  }

  /// The next line, nil at the end.
  mutating func next() -> LineReader.Line? {
    guard position < lines.count else { return nil }
    position += 1
    return lines[position - 1]
  }

  /// The next line that is neither empty nor a comment.
  mutating func nextContent() -> LineReader.Line? {
    while let line = next() { if !Self.isComment(line.text) { return line } }
    return nil
  }

  /// Goes one line back.
  mutating func unread() { position = max(0, position - 1) }

  /// A note where the last line has no end: what a tool wrote has one.
  var truncation: Diagnostic? {
    guard let last = lines.last, !last.isTerminated else { return nil }
    return Diagnostic(
      .warning, .inputTruncated, "the last line has no end: the file may have been cut off",
      at: SourceLocation(file: file, line: last.number), hint: "record it again")
  }

  static func isComment(_ text: String) -> Bool { text.drop(while: \.isWhitespace).first.map { $0 == "#" } ?? true }

  func error(_ message: String, at line: LineReader.Line?) -> Diagnostic {
    let line = line ?? lines.last
    return Diagnostic(
      .error, .profileMalformed, message, at: SourceLocation(file: file, line: line?.number ?? 1),
      excerpt: line.map { Excerpt(line: $0.bytes, column: 1) }, hint: "was it cut off or edited? record it again")
  }
}

/// Takes numbers and signs from the front of a line.
struct LegacyScanner {
  private(set) var rest: Substring.UTF8View

  init(_ text: some StringProtocol) { rest = Substring(text).utf8 }

  /// Whether a sign follows, after spaces, which is then taken.
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The decimal number that follows; nil for none or one beyond 64 bits.
  mutating func integer() -> Int64? {
    skipSpaces()
    let length = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }.count
    guard length > 0, let value = Int64(String(rest.prefix(length)) ?? "") else { return nil }
    rest = rest.dropFirst(length)
    return value
  }

  /// All numbers of the form `0x1f`.
  mutating func addresses() -> [UInt64]? { Self.addresses(String(rest) ?? "") }

  /// All numbers of the form `0x1f` in a text; nil where one is beyond 64 bits.
  static func addresses(_ text: String) -> [UInt64]? {
    var found: [UInt64] = []
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "0")) {
      rest = rest[start...].dropFirst()
      guard rest.first == UInt8(ascii: "x") else { continue }
      let digits = rest.dropFirst().prefix { isHex($0) }
      guard !digits.isEmpty else { continue }
      guard let value = UInt64(String(digits) ?? "", radix: 16) else { return nil }
      found.append(value)
      rest = rest.dropFirst(1 + digits.count)
    }
    return found
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 } }
}
