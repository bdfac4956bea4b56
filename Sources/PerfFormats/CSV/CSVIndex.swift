import CFast

/// Where the records and fields of a block of delimited text are (RFC 4180 with any delimiter).
///
/// Finding them is one pass over the bytes; reading what is in them is the caller's, who looks at the columns that it needs. A field that
/// begins with a quotation mark goes on to the next one that is not doubled, across delimiters and line ends; a quotation mark
/// elsewhere is a character like others. Offsets are of 32 bits: a block is never as large.
package struct CSVIndex: Sendable {
  /// Where each field ends; `\r` before a line end is no part of it.
  @usableFromInline package private(set) var ends: [UInt32] = []
  /// The number of each record's first field, and one more for the end of the last.
  @usableFromInline package private(set) var firstFields: [UInt32] = [0]
  /// Where each record begins.
  @usableFromInline package private(set) var starts: [UInt32] = []
  /// How many records there are.
  package private(set) var count = 0
  /// How many lines the block has; records with line ends in them have several.
  package private(set) var lines = 0
  /// Whether the last record ends with a line end.
  package private(set) var isTerminated = true

  /// Bytes that are looked at before there is room for more fields.
  private static let step = 4096

  package init() {}

  /// Looks through the first `count` bytes of a block, behind which there are `LineBlock.padding` zeros, which is why the delimiter must
  /// not be zero; neither may it be a quotation mark or `\n`. Where it is `\r`, that is no part of a line end.
  package mutating func fill(_ bytes: RawSpan, count length: Int, delimiter: UInt8) {
    isTerminated = true
    var scan = Scan(find: ByteMasks(delimiter: delimiter), length: length)
    while scan.position < length {
      makeRoom(scan)
      Self.mark(bytes, &scan, &ends, &starts, &firstFields)
    }
    makeRoom(scan)
    if scan.recordStart < length {
      isTerminated = false
      let hasReturn = scan.fieldStart < length && bytes.byte(at: length - 1) == UInt8(ascii: "\r")
      ends[scan.fieldCount] = UInt32(truncatingIfNeeded: hasReturn ? length - 1 : length)
      starts[scan.count] = UInt32(truncatingIfNeeded: scan.recordStart)
      scan.fieldCount += 1
      scan.count += 1
      // A field that is never closed may hold the last line end.
      scan.lines += bytes.byte(at: length - 1) == UInt8(ascii: "\n") ? 0 : 1
    }
    firstFields[scan.count] = UInt32(truncatingIfNeeded: scan.fieldCount)
    count = scan.count
    lines = scan.lines
  }

  /// How many fields a record has.
  @inlinable @inline(__always)
  package func fieldCount(of record: Int) -> Int { Int(firstFields[record + 1]) - Int(firstFields[record]) }

  /// Where a record begins in the block.
  @inlinable @inline(__always)
  package func start(of record: Int) -> Int { Int(starts[record]) }

  /// Where a record ends, without its line end.
  @inlinable @inline(__always)
  package func end(of record: Int) -> Int { Int(ends[Int(firstFields[record + 1]) - 1]) }

  /// Where a field is, with its quotation marks; the record must have as many fields.
  @inlinable @inline(__always)
  package func field(_ column: Int, of record: Int) -> Range<Int> {
    let place = Int(firstFields[record]) + column
    let start = column == 0 ? Int(starts[record]) : Int(ends[place - 1]) + 1
    return Range(uncheckedBounds: (start, Int(ends[place])))
  }

  /// Whether a record is an empty line.
  @inlinable @inline(__always)
  package func isBlank(_ record: Int) -> Bool {
    fieldCount(of: record) == 1 && Int(starts[record]) == Int(ends[Int(firstFields[record])])
  }

  // MARK: Scanning

  /// How far a pass has come.
  private struct Scan {
    let find: ByteMasks
    let length: Int
    var position = 0
    var fieldStart = 0
    var recordStart = 0
    var fieldCount = 0
    var count = 0
    var lines = 0
  }

  private mutating func makeRoom(_ scan: Scan) {
    let fields = scan.fieldCount + Self.step + 128
    if ends.count < fields { ends += [UInt32](repeating: 0, count: fields) }
    let records = scan.count + Self.step + 128
    guard starts.count < records else { return }
    let more = [UInt32](repeating: 0, count: records)
    starts += more
    firstFields += more
  }

  /// Marks what is in the next bytes: 64 at a time, of which only delimiters, line ends and quotation marks are looked at.
  private static func mark(
    _ bytes: RawSpan, _ scan: inout Scan, _ allEnds: inout [UInt32], _ allStarts: inout [UInt32],
    _ allFirstFields: inout [UInt32]
  ) {
    let stop = min(scan.position + step, scan.length)
    var ends = allEnds.mutableSpan
    var starts = allStarts.mutableSpan
    var firstFields = allFirstFields.mutableSpan
    while scan.position < stop {
      let position = scan.position
      let found = scan.find.masks(bytes, at: position)
      // A field begins behind a delimiter or a line end, and where one begins here from before.
      let begins = found.ends << 1 | (scan.fieldStart == position ? 1 : 0)
      let opening = found.others & ~found.ends & begins
      // What lies behind a quotation mark that opens a field may be within the field.
      let seen = opening == 0 ? UInt64.max : (opening & (0 &- opening)) &- 1
      let marks = found.ends & seen
      keep(marks, at: position, &ends, from: scan.fieldCount)
      let lineEnds = marks & found.others
      if lineEnds != 0 { close(lineEnds, among: marks, bytes, &scan, &ends, &starts, &firstFields) }
      scan.fieldCount += marks.nonzeroBitCount
      if marks != 0 { scan.fieldStart = position + 64 - marks.leadingZeroBitCount }
      scan.position =
        opening == 0
        ? position + 64 : closingQuote(bytes, from: position + opening.trailingZeroBitCount + 1, &scan)
    }
  }

  /// Keeps the places of marks: twelve at once, whether there are as many or not, since nobody can foretell how many there are. What is
  /// too much lies behind the count.
  @inline(__always)
  private static func keep(_ marks: UInt64, at position: Int, _ ends: inout MutableSpan<UInt32>, from first: Int) {
    guard marks != 0 else { return }
    var marks = marks
    for offset in 0..<12 {
      // With a bit that is always there, the processor's own instruction needs no test for zero.
      ends[first &+ offset] = UInt32(truncatingIfNeeded: position &+ (marks | 1 << 63).trailingZeroBitCount)
      marks &= marks &- 1
    }
    var place = first &+ 12
    while marks != 0 {
      ends[place] = UInt32(truncatingIfNeeded: position &+ marks.trailingZeroBitCount)
      marks &= marks &- 1
      place &+= 1
    }
  }

  /// Ends a record at each line end of the 64 bytes.
  @inline(__always)
  private static func close(
    _ lineEnds: UInt64, among marks: UInt64, _ bytes: RawSpan, _ scan: inout Scan, _ ends: inout MutableSpan<UInt32>,
    _ starts: inout MutableSpan<UInt32>, _ firstFields: inout MutableSpan<UInt32>
  ) {
    var rest = lineEnds
    while rest != 0 {
      let offset = rest.trailingZeroBitCount
      let end = scan.position &+ offset
      let fields = scan.fieldCount &+ (marks & ((2 << UInt64(offset)) &- 1)).nonzeroBitCount
      if end > scan.recordStart, scan.find.trimsReturns, bytes.byte(at: end - 1) == UInt8(ascii: "\r") {
        ends[fields - 1] &-= 1
      }
      starts[scan.count] = UInt32(truncatingIfNeeded: scan.recordStart)
      scan.count &+= 1
      scan.lines &+= 1
      firstFields[scan.count] = UInt32(truncatingIfNeeded: fields)
      scan.recordStart = end &+ 1
      rest &= rest &- 1
    }
  }

  /// The offset behind the quotation mark that closes a field, the block's end where none does.
  private static func closingQuote(_ bytes: RawSpan, from start: Int, _ scan: inout Scan) -> Int {
    var place = start
    while place < scan.length {
      // Behind the block there are zeros only.
      let found = scan.find.masks(bytes, at: place)
      let quotes = found.others & ~found.ends
      guard quotes != 0 else {
        scan.lines += (found.others & found.ends).nonzeroBitCount
        place += 64
        continue
      }
      let offset = quotes.trailingZeroBitCount
      scan.lines += (found.others & found.ends & ((1 << UInt64(offset)) &- 1)).nonzeroBitCount
      place += offset + 1
      guard place < scan.length, bytes.byte(at: place) == UInt8(ascii: "\"") else { return place }
      place += 1
    }
    return scan.length
  }
}

/// Finds three kinds of bytes among 64: a bit for each, the lowest for the first.
private struct ByteMasks {
  private let delimiter: SIMD16<UInt8>
  private let lineEnd = SIMD16<UInt8>(repeating: UInt8(ascii: "\n"))
  private let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))

  /// Whether `\r` before a line end belongs to it: a delimiter does not, and the field behind it would end before it begins.
  let trimsReturns: Bool

  init(delimiter: UInt8) {
    self.delimiter = SIMD16(repeating: delimiter)
    trimsReturns = delimiter != UInt8(ascii: "\r")
  }

  /// Where fields end, at delimiters and line ends; and the others, line ends and quotation marks.
  @inline(__always)
  func masks(_ bytes: RawSpan, at position: Int) -> (ends: UInt64, others: UInt64) {
    var masks: (ends: UInt64, others: UInt64) = (0, 0)
    for part in 0..<4 {
      let few = bytes.unsafeLoadUnaligned(fromByteOffset: position &+ 16 &* part, as: SIMD16<UInt8>.self)
      let lineEnds = few .== lineEnd
      let shift = UInt64(16 &* part)
      masks.ends |= Self.bits((few .== delimiter) .| lineEnds) << shift
      masks.others |= Self.bits((few .== quote) .| lineEnds) << shift
    }
    return masks
  }

  /// A bit for each byte of a mask, which are all ones or all zeros.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    perfreport_high_bits(unsafeBitCast(mask, to: SIMD16<UInt8>.self))
  }
}

extension RawSpan {
  @inline(__always)
  fileprivate func byte(at offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}
