import PerfDiagnostics
import PerfFormats

/// A line of ab's output that is split into words, and its place for errors.
struct ABLine {
  let file: String
  let number: Int
  let bytes: ArraySlice<UInt8>
  let text: String

  init(_ line: LineReader.Line, file: String) {
    self.file = file
    number = line.number
    bytes = line.bytes
    text = line.text
  }

  var location: SourceLocation { SourceLocation(file: file, line: number) }

  /// The text before the first colon, without blanks; nil without a colon.
  var label: String? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return String(decoding: bytes[..<colon], as: UTF8.self).trimmed
  }

  /// The text after the first colon, without blanks around it.
  var value: String {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    return String(decoding: bytes[(colon + 1)...], as: UTF8.self).trimmed
  }

  /// The words after the first colon.
  var words: [ArraySlice<UInt8>] {
    let start = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? bytes.startIndex
    return Self.words(of: bytes[start...])
  }

  static func words(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// A whole number; nil and a finding when it is negative, as counters of old versions of ab became beyond 2^31.
  func whole(_ word: ArraySlice<UInt8>, of what: String, _ log: inout [Diagnostic]) throws(Diagnostic) -> Int? {
    let text = String(decoding: word, as: UTF8.self)
    guard let number = Int(text), word.first != UInt8(ascii: "+") else { throw bad(word, what, "a whole number") }
    return number < 0 ? refuse(word, what, &log) : number
  }

  /// A number with decimals, as C's `%.3f` writes it; nil and a finding when it is negative.
  func decimal(_ word: ArraySlice<UInt8>, of what: String, _ log: inout [Diagnostic]) throws(Diagnostic) -> Double? {
    let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
    let isPlain = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
    guard isPlain, let number = Double(String(decoding: word, as: UTF8.self)), number.isFinite else {
      throw bad(word, what, "a number")
    }
    return number < 0 ? refuse(word, what, &log) : number
  }

  /// The error of a known line that does not hold what ab puts there.
  func bad(_ word: ArraySlice<UInt8>, _ what: String, _ expected: String) -> Diagnostic {
    let found = word.isEmpty ? "nothing" : "'\(String(decoding: word.prefix(40), as: UTF8.self))'"
    return finding(.error, .abBadNumber, "'\(what)' should be \(expected), but is \(found)", word)
  }

  private func refuse<Number>(_ word: ArraySlice<UInt8>, _ what: String, _ log: inout [Diagnostic]) -> Number? {
    log.append(finding(.warning, .negativeCount, "'\(what)' is negative and is left out", word))
    return nil
  }

  private func finding(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, _ word: ArraySlice<UInt8>
  ) -> Diagnostic {
    let column = word.startIndex - bytes.startIndex + 1
    return Diagnostic(
      severity, id, message, at: SourceLocation(file: file, line: number, column: column),
      excerpt: Excerpt(line: bytes, column: column),
      hint: "was the report edited, or did another program write into it? record it again with 'ab … > ab.txt'")
  }
}

extension String {
  /// The text without blanks at both ends.
  var trimmed: String {
    func isInk(_ character: Character) -> Bool { character != " " && character != "\t" }
    guard let first = firstIndex(where: isInk), let last = lastIndex(where: isInk) else { return "" }
    return String(self[first...last])
  }
}
