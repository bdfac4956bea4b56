import PerfFormats

/// Finds what the rows of a JTL CSV say in their columns.
///
/// Apart from the scanner, which is large and changes with every row: the compiler would copy all of it to ask it something.
struct JTLRow: Sendable {
  let columns: JTLColumns
  let time: Int
  let elapsed: Int

  /// Nil where a column is missing that every row needs.
  init?(_ columns: JTLColumns) {
    guard let time = columns.time, let elapsed = columns.elapsed else { return nil }
    self.columns = columns
    self.time = time
    self.elapsed = elapsed
  }

  /// Where one row is.
  struct Place {
    /// The number of the row's first field in the block.
    let first: Int
    /// The offset of its first byte.
    let start: Int
  }

  /// Where a field of a row is.
  /// - Parameter ends: of all fields of the block.
  @inline(__always)
  static func field(_ column: Int, _ place: Place, _ ends: Span<UInt32>) -> Range<Int> {
    let number = place.first &+ column
    let start = column == 0 ? place.start : Int(ends[number &- 1]) &+ 1
    return Range(uncheckedBounds: (start, Int(ends[number])))
  }

  // MARK: Numbers

  /// A number that is not needed: what is none, or below 0, is passed over.
  @inline(__always)
  func optional(_ column: Int?, _ place: Place, _ ends: Span<UInt32>, in bytes: RawSpan) -> Int64? {
    guard let column else { return nil }
    let field = Self.field(column, place, ends)
    if let value = RowNumber.fewDigits(field, of: bytes) { return value }
    return field.isEmpty ? nil : Self.unusual(field, in: bytes)
  }

  @inline(never)
  private static func unusual(_ field: Range<Int>, in bytes: RawSpan) -> Int64? {
    guard field.count <= 64, let value = RowNumber.integer(field, of: bytes), value >= 0, value <= RowTime.longest
    else { return nil }
    return value
  }

  // MARK: Words

  /// Whether the message is that of a transaction (`JTLSample.transactionStart`): four words of eight bytes, of which the first decides for
  /// nearly all others.
  @inline(__always)
  func isTransaction(_ place: Place, _ ends: Span<UInt32>, in bytes: RawSpan) -> Bool {
    guard let column = columns.message else { return false }
    let field = Self.field(column, place, ends)
    let start = bytes.byte(at: field.lowerBound) == UInt8(ascii: "\"") ? field.lowerBound + 1 : field.lowerBound
    // "Number o", "f sample", "s in tra", "nsaction"
    guard bytes.word(at: start) == 0x6F20_7265_626D_754E, field.upperBound - start >= 32 else { return false }
    return bytes.word(at: start + 8) == 0x656C_706D_6173_2066 && bytes.word(at: start + 16) == 0x6172_7420_6E69_2073
      && bytes.word(at: start + 24) == 0x6E6F_6974_6361_736E
  }

  /// Anything but `true` is a failure; without the column a code of 2xx or 3xx is a success.
  @inline(__always)
  func isSuccess(_ place: Place, _ ends: Span<UInt32>, in bytes: RawSpan) -> Bool {
    guard let column = columns.success else { return true }
    let field = Self.field(column, place, ends)
    // "true"
    if field.count == 4, bytes.word(at: field.lowerBound) & 0xFFFF_FFFF == 0x6575_7274 { return true }
    return Self.isTrue(field, in: bytes)
  }

  @inline(never)
  private static func isTrue(_ field: Range<Int>, in bytes: RawSpan) -> Bool {
    CSVField.text(field, of: bytes).lowercased() == "true"
  }

  /// Whether a thread is not one of those before and after the load: their names begin as few others do.
  @inline(__always)
  func isOfLoad(_ place: Place, _ ends: Span<UInt32>, in bytes: RawSpan) -> Bool {
    guard let column = columns.thread else { return true }
    let start = Self.field(column, place, ends).lowerBound
    let word = bytes.word(at: bytes.byte(at: start) == UInt8(ascii: "\"") ? start + 1 : start)
    // "setUp Th", "tearDown"
    return word != 0x6854_2070_5574_6573 && word != 0x6E77_6F44_7261_6574
  }

  /// All that makes a sample differ from others besides its numbers, as bytes.
  func key(_ place: Place, _ ends: Span<UInt32>, in bytes: RawSpan) -> [UInt8] {
    var key: [UInt8] = []
    for column in [columns.label, columns.code, columns.success, columns.message, columns.failure] {
      if let column { bytes.extracting(Self.field(column, place, ends)).withUnsafeBytes { key.append(contentsOf: $0) } }
      key.append(0)
    }
    key.append(
      isOfLoad(place, ends, in: bytes) ? 0 : bytes.byte(at: Self.field(columns.thread ?? 0, place, ends).lowerBound))
    return key
  }

  func sample(_ place: Place, _ ends: Span<UInt32>, in bytes: RawSpan) -> JTLSample {
    func text(_ column: Int?) -> String {
      guard let column else { return "" }
      return CSVField.text(Self.field(column, place, ends), of: bytes)
    }
    return JTLSample(
      label: text(columns.label), code: text(columns.code), message: text(columns.message),
      failureMessage: text(columns.failure), thread: text(columns.thread), isSuccess: isSuccess(place, ends, in: bytes))
  }
}
