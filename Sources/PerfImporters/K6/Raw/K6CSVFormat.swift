import PerfDiagnostics
import PerfFormats

/// CSV as k6 writes it: metric, time and value, then a column for each tag, by the names in its header.
struct K6CSVFormat: K6RawFormat {
  let name: String
  /// What the columns behind the first three are, in order.
  private let columns: [Column]
  private let header: [UInt8]
  /// The places of the columns in a file that something has put into another order than k6 does: the three that come first, then the rest.
  private let order: [Int]?

  /// The tag that a column holds.
  private enum Column: Sendable {
    case tag([UInt8])
    /// `k=v&k2=v2`, unescaped and in any order.
    case extraTags
    case other
  }

  /// The line end.
  static let tailCount = 1
  let definesMetrics = false

  /// The columns that come first, whatever tags k6 was asked for.
  private static let fixedColumns = ["metric_name", "timestamp", "metric_value"]

  /// Whether a header is that of k6's CSV, in whatever order.
  static func isHeader(_ line: ArraySlice<UInt8>) -> Bool { fixedColumns.allSatisfy(names(line).contains) }

  private static func names(_ line: ArraySlice<UInt8>) -> [String] {
    K6CSVLine.fields(Array(line))?.map { String(decoding: $0, as: UTF8.self) } ?? []
  }

  /// Reads the header.
  /// - Throws: `k6-bad-line` where the first line is no header of k6's CSV.
  init(header line: [UInt8], name: String) throws(Diagnostic) {
    self.name = name
    header = line
    let names = Self.names(line[...])
    let first = Self.fixedColumns.compactMap { names.firstIndex(of: $0) }
    guard first.count == Self.fixedColumns.count else {
      throw Diagnostic(
        .error, .k6BadLine, "expected the header \(Self.fixedColumns.joined(separator: ",")),…",
        at: SourceLocation(file: name, line: 1, column: 1), excerpt: Excerpt(line: line, column: 1),
        hint: "k6 writes it as the first line; a piece cut out of a file needs it in front")
    }
    let places = first + names.indices.filter { !first.contains($0) }
    order = places == Array(names.indices) ? nil : places
    columns = places.dropFirst(3).map {
      switch names[$0] {
      case "extra_tags": .extraTags
      case "metadata": .other
      default: .tag(Array(names[$0].utf8))
      }
    }
  }

  var heads: K6LineHeads { K6LineHeads(opening: "", middle: ",") }

  /// The metric comes first on every line of CSV.
  var tails: K6LineHeads { heads }
  static let openingCount = 0

  func opensWithMetricLast(_ bytes: RawSpan, at offset: Int, to end: Int) -> Bool { false }

  func tagsEnd(in bytes: RawSpan, from start: Int, lineEnd: Int) -> Int? { nil }

  static func scan(_ bytes: RawSpan, _ block: LineBlock, with scanner: inout K6PointScanner<K6CSVFormat>) -> Int {
    scanner.scanLines(bytes, block)
  }

  func record(_ line: [UInt8], isFirst: Bool, isTerminated: Bool) throws(Diagnostic) -> K6Record {
    let usual = isFirst ? line : reordered(line)
    return try K6CSVLine(usual, isFirst: isFirst, isTerminated: isTerminated, format: self).record
  }

  /// Only lines in k6's own order can be taken by their bytes.
  var allowsFastPath: Bool { order == nil }

  /// A line as k6 would have written it; a header, and a line that has not all fields, as it is.
  private func reordered(_ line: [UInt8]) -> [UInt8] {
    guard let order else { return line }
    let text = line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : line
    guard !text.isEmpty, !isHeader(text), let fields = K6CSVLine.fields(text), fields.count == order.count else {
      return line
    }
    return Array(order.map { K6CSVLine.quoted(fields[$0]) }.joined(separator: [UInt8(ascii: ",")]))
  }

  /// How many columns a line has.
  var columnCount: Int { columns.count + 3 }

  /// Whether a line is the header (again: files are glued together).
  func isHeader(_ line: [UInt8]) -> Bool { line == header }

  @inline(__always)
  func time(in bytes: RawSpan, at offset: Int, _ scanner: inout TimeScanner) -> TimeScanner.Time? {
    guard let time = EpochScanner.time(in: bytes, at: offset) ?? scanner.time(in: bytes, at: offset),
      bytes.byte(at: time.end) == UInt8(ascii: ",")
    else { return nil }
    return TimeScanner.Time(nanoseconds: time.nanoseconds, end: time.end + 1)
  }

  @inline(__always)
  func tags(in bytes: RawSpan, at offset: Int) -> Int? {
    bytes.byte(at: offset) == UInt8(ascii: ",") ? offset + 1 : nil
  }

  @inline(__always)
  func isTail(_ bytes: RawSpan, at offset: Int) -> Bool { bytes.byte(at: offset) == UInt8(ascii: "\n") }

  /// The tags of a line from its fourth column on.
  func fields(in bytes: RawSpan, at offset: Int, count: Int) -> K6TagFields? {
    var end = offset + count
    if end > offset, bytes.byte(at: end - 1) == UInt8(ascii: "\r") { end -= 1 }
    guard bytes.extracting(offset..<end).withUnsafeBytes({ String(validating: $0, as: UTF8.self) != nil }) else {
      return nil
    }
    var fields = K6TagFields()
    var place = offset
    for (index, column) in columns.enumerated() {
      guard let (value, next) = K6CSVLine.field(in: bytes, at: place, to: end) else { return nil }
      switch column {
      case .tag(let key): fields.take(key.span.bytes, K6TagFields.Field(count: key.count), value)
      case .extraTags: takeExtra(value, bytes, into: &fields)
      case .other: break
      }
      let isLast = index == columns.count - 1
      guard isLast == (next == end), isLast || bytes.byte(at: next) == UInt8(ascii: ",") else { return nil }
      place = next + 1
    }
    return columns.isEmpty ? nil : fields
  }

  /// Values that hold `&` or `=` cannot be told from the next tag; k6 does not escape them.
  private func takeExtra(_ extra: K6TagFields.Field, _ bytes: RawSpan, into fields: inout K6TagFields) {
    let end = extra.start + extra.count
    var start = extra.start
    while start < end {
      let next = bytes.firstOffset(of: UInt8(ascii: "&"), from: start, to: end) ?? end
      if let sign = bytes.firstOffset(of: UInt8(ascii: "="), from: start, to: next) {
        let key = K6TagFields.Field(start: start, count: sign - start)
        let value = K6TagFields.Field(start: sign + 1, count: next - sign - 1, isEscaped: extra.isEscaped)
        fields.take(bytes, key, value)
      }
      start = next + 1
    }
  }

  /// In quotes, a quote is written twice.
  func unescaped(_ bytes: RawSpan, _ field: K6TagFields.Field) -> [UInt8]? {
    let text = bytes.extracting(field.start..<field.start + field.count).withUnsafeBytes { Array($0) }
    return K6CSVLine.unquoted(text[...])
  }
}
