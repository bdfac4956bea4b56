import PerfFormats

/// Reads the numbers in fields of delimited text.
enum RowNumber {
  /// A whole number of a field that holds nothing but up to 16 digits; nil for all else, which is for `integer`.
  @inline(__always)
  static func digits(_ field: Range<Int>, of bytes: RawSpan) -> Int64? {
    // What follows a field is no digit.
    let first = DecimalScanner.digits(bytes.word(at: field.lowerBound))
    guard field.count > 8 else {
      return first.count == field.count && first.count > 0 ? Int64(truncatingIfNeeded: first.value) : nil
    }
    guard first.count == 8, field.count <= 16 else { return nil }
    let rest = DecimalScanner.digits(bytes.word(at: field.lowerBound + 8))
    guard rest.count == field.count - 8 else { return nil }
    return Int64(truncatingIfNeeded: first.value &* DecimalScanner.powerOfTen(rest.count) &+ rest.value)
  }

  /// A whole number of a field of one to eight digits and nothing else, nil for all others.
  @inline(__always)
  static func fewDigits(_ field: Range<Int>, of bytes: RawSpan) -> Int64? {
    let count = field.upperBound &- field.lowerBound
    guard count > 0, count <= 8 else { return nil }
    // The digits move to the upper bytes; what follows the field is pushed out.
    let shift = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let values = (bytes.word(at: field.lowerBound) ^ 0x3030_3030_3030_3030) << shift
    guard ((values &+ 0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080 == 0 else { return nil }
    return Int64(truncatingIfNeeded: DecimalScanner.eightDigits(values))
  }

  /// A whole number, signed or quoted; nil where there is none or it takes more than 64 bits.
  static func integer(_ field: Range<Int>, of bytes: RawSpan) -> Int64? {
    digits(field, of: bytes) ?? Int64(CSVField.text(field, of: bytes))
  }

  /// A finite decimal number.
  static func decimal(_ field: Range<Int>, of bytes: RawSpan) -> Double? {
    if let simple = DecimalScanner.number(in: bytes, at: field.lowerBound), simple.end == field.upperBound {
      return simple.value
    }
    // No number of a tool is longer, and `Double` reads the whole of what it is given.
    guard field.count <= 64, let value = Double(CSVField.text(field, of: bytes)), value.isFinite else { return nil }
    return value
  }
}
