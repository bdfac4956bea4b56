import PerfDiagnostics

/// The general parser of k6's CSV: one line by RFC 4180, whatever its numbers look like.
struct K6CSVLine {
  let record: K6Record

  /// - Parameter isTerminated: whether a line end follows. Without one nobody can tell whether the last field is whole.
  /// - Throws: why the line is no record of k6; its line is 1.
  init(_ line: [UInt8], isFirst: Bool, isTerminated: Bool, format: K6CSVFormat) throws(Diagnostic) {
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
    guard !text.isEmpty, !isFirst, !format.isHeader(Array(text)) else {
      record = .nothing
      return
    }
    func bad(_ message: String, _ column: Int = 1) -> Diagnostic {
      Diagnostic(
        .error, .k6BadLine, message, at: SourceLocation(file: format.name, line: 1, column: column),
        excerpt: Excerpt(line: text, column: column))
    }
    guard isTerminated else { throw bad("the line has no end", text.count + 1) }
    guard let fields = Self.fields(Array(text)) else { throw bad("a quotation mark is not closed") }
    guard fields.count == format.columnCount else {
      throw bad("the header has \(format.columnCount) columns, the line \(fields.count)")
    }
    let time = Array(fields[1]) + [UInt8](repeating: 0, count: 64)
    var scanner = TimeScanner()
    guard
      let found = EpochScanner.time(in: time.span.bytes, at: 0) ?? scanner.time(in: time.span.bytes, at: 0),
      found.end == fields[1].count
    else { throw bad("expected a time in seconds, or as K6_CSV_TIME_FORMAT has it", fields[0].count + 2) }
    guard let value = Self.number(fields[2]) else {
      throw bad("expected a number", fields[0].count + fields[1].count + 3)
    }
    // The tags as the fast path reads them.
    let tail = Self.tail(text) + [UInt8](repeating: 0, count: 64)
    let tags = format.fields(in: tail.span.bytes, at: 0, count: tail.count - 64)?.tags(in: tail.span.bytes, format)
    guard let tags else { throw bad("the tags are not as k6 writes them") }
    record = .point(
      K6Point(
        metric: String(decoding: fields[0], as: UTF8.self), time: found.nanoseconds, value: value, tags: tags))
  }

  /// The fields of a line, quotes undone; nil where a quote is not closed.
  static func fields(_ line: [UInt8]) -> [[UInt8]]? {
    let padded = line + [UInt8](repeating: 0, count: 16)
    var fields: [[UInt8]] = []
    var place = 0
    while true {
      guard let (field, next) = field(in: padded.span.bytes, at: place, to: line.count) else { return nil }
      let text = line[field.start..<field.start + field.count]
      fields.append(field.isEscaped ? unquoted(text) : Array(text))
      guard next < line.count else { return next == line.count ? fields : nil }
      guard line[next] == UInt8(ascii: ",") else { return nil }
      place = next + 1
    }
  }

  /// The field at an offset, without the quotes around it, and the offset behind it.
  static func field(in bytes: RawSpan, at start: Int, to end: Int) -> (K6TagFields.Field, Int)? {
    guard start < end, bytes.byte(at: start) == UInt8(ascii: "\"") else {
      guard start <= end else { return nil }
      let next = bytes.firstOffset(of: UInt8(ascii: ","), from: start, to: end) ?? end
      return (K6TagFields.Field(start: start, count: next - start), next)
    }
    var field = K6TagFields.Field(start: start + 1)
    var place = start + 1
    while let quote = bytes.firstOffset(of: UInt8(ascii: "\""), from: place, to: end) {
      guard quote + 1 < end, bytes.byte(at: quote + 1) == UInt8(ascii: "\"") else {
        field.count = quote - field.start
        return (field, quote + 1)
      }
      field.isEscaped = true
      place = quote + 2
    }
    return nil
  }

  /// Text with every doubled quote made one.
  static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var isSecond = false
    for byte in text {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { plain.append(byte) }
    }
    return plain
  }

  /// A field as k6 writes it: in quotes where a comma or a quote is in it.
  static func quoted(_ field: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard field.contains(quote) || field.contains(UInt8(ascii: ",")) else { return field }
    return [quote] + field.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  private static func tail(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var rest = line
    for _ in 0..<3 { rest = rest.drop { $0 != UInt8(ascii: ",") }.dropFirst() }
    return Array(rest)
  }

  /// A decimal number, not `nan` nor `0x10`.
  private static func number(_ text: [UInt8]) -> Double? {
    let isDecimal = text.allSatisfy { $0 ^ 0x30 <= 9 || ".eE+-".utf8.contains($0) }
    guard isDecimal, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
