import PerfDiagnostics
import PerfFormats

/// The numbers of a record that are times and statuses, each held to what it can be.
enum RowTime {
  /// The latest time that is believed, the year 2255, in nanoseconds since the epoch: with a duration added it fits 64 bits.
  static let latest: Int64 = 9_000_000_000_000_000_000
  /// The longest duration that is believed, more than six years, in nanoseconds.
  static let longest: Int64 = 200_000_000_000_000_000

  /// A whole number within bounds.
  /// - Throws: `row-bad-number`.
  @inline(__always)
  static func whole(
    _ field: Range<Int>, of bytes: RawSpan, from least: Int64 = 0, upTo most: Int64, _ what: StaticString
  ) throws(RecordFlaw) -> Int64 {
    guard let value = RowNumber.digits(field, of: bytes), value >= least, value <= most else {
      return try unusual(field, of: bytes, least, most, what)
    }
    return value
  }

  /// A decimal number within bounds.
  /// - Throws: `row-bad-number`.
  static func decimal(
    _ field: Range<Int>, of bytes: RawSpan, upTo most: Double, _ what: StaticString
  ) throws(RecordFlaw) -> Double {
    guard let value = RowNumber.decimal(field, of: bytes), value >= 0, value <= most else {
      throw flaw(field, of: bytes, what)
    }
    return value
  }

  /// What is wrong with a field that should be a number.
  static func flaw(_ field: Range<Int>, of bytes: RawSpan, _ what: StaticString) -> RecordFlaw {
    let text = CSVField.text(field.lowerBound..<min(field.upperBound, field.lowerBound + 40), of: bytes)
    let message =
      text.isEmpty
      ? "the \(what) is missing" : "the \(what) '\(PrintableText.escape(text))' is not a number that it can be"
    return RecordFlaw(
      .rowBadNumber, message + "; the line is left out", at: field.lowerBound, hint: "was the file edited or cut?")
  }

  private static func unusual(
    _ field: Range<Int>, of bytes: RawSpan, _ least: Int64, _ most: Int64, _ what: StaticString
  ) throws(RecordFlaw) -> Int64 {
    guard field.count <= 64, let value = RowNumber.integer(field, of: bytes), value >= least, value <= most else {
      throw flaw(field, of: bytes, what)
    }
    return value
  }
}
