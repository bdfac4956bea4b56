import PerfDiagnostics
import PerfFormats

/// The first line of an input, as far as `sniff` sees it.
enum RawHeader {
  /// Without byte order mark and line end.
  static func line(of prefix: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = prefix.starts(with: mark) ? prefix.dropFirst(mark.count) : prefix
    let line = text.prefix { $0 != UInt8(ascii: "\n") }
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  /// The fields of the first record; the last may be incomplete where the prefix ends within the record.
  static func fields(of prefix: ArraySlice<UInt8>, delimiter: UInt8) -> [String] {
    let text = Array(prefix.starts(with: mark) ? prefix.dropFirst(mark.count) : prefix)
    let padded = text + [UInt8](repeating: 0, count: LineBlock.padding)
    var index = CSVIndex()
    index.fill(padded.span.bytes, count: text.count, delimiter: delimiter)
    guard index.count > 0 else { return [] }
    return (0..<index.fieldCount(of: 0)).map { CSVField.text(index.field($0, of: 0), of: padded.span.bytes) }
  }

  /// Demands a first line.
  /// - Throws: `input-empty`, `row-header`.
  static func demand(_ expected: String, of source: inout ByteSource, hint: String) throws(Diagnostic) {
    let prefix = try source.prefix()
    let line = Self.line(of: prefix[...])
    guard !prefix.isEmpty else { throw empty(source.name) }
    guard Array(line) != Array(expected.utf8) else { return }
    throw Diagnostic(
      .error, .rowHeader, "the first line is not '\(expected)'",
      at: SourceLocation(file: source.name, line: 1, column: 1),
      excerpt: Excerpt(line: line.prefix(2 * Excerpt.width), column: 1), hint: hint)
  }

  /// An input without a record.
  static func empty(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, .inputEmpty, "the file holds no records", at: SourceLocation(file: name, line: 1),
      hint: "did the load generator write its result?")
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension DiagnosticID {
  /// The first line is not the one that the format begins with.
  static let rowHeader = DiagnosticID(rawValue: "row-header")
}
