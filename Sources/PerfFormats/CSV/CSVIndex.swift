/// Where the records and fields of a block of delimited text are (RFC 4180 with any delimiter).
///
/// Finding them is one pass over the bytes; reading what is in them is the caller's, who looks at the columns that it needs. A field that
/// begins with a quotation mark goes on to the next one that is not doubled, across delimiters and line ends; a quotation mark
/// elsewhere is a character like others. Offsets are of 32 bits: a block is never as large.
package struct CSVIndex: Sendable {
  /// Where each field ends; `\r` before a line end is no part of it.
  @usableFromInline private(set) var ends: [UInt32] = []
  /// The number of each record's first field, and one more for the end of the last.
  @usableFromInline private(set) var firstFields: [UInt32] = [0]
  /// Where each record begins.
  @usableFromInline private(set) var starts: [UInt32] = []
  /// How many records there are.
  package private(set) var count = 0
  /// How many lines the block has; records with line ends in them have several.
  package private(set) var lines = 0
  /// Whether the last record ends with a line end.
  package private(set) var isTerminated = true
  private var fieldCount = 0

  /// Bytes that are looked at before there is room for more fields.
  private static let step = 4096

  package init() {}

  /// Looks through the first `count` bytes of a block, behind which there are `LineBlock.padding` zeros, which is why the delimiter must
  /// not be zero; neither may it be a quotation mark or a part of a line end.
  package mutating func fill(_ bytes: RawSpan, count length: Int, delimiter: UInt8) {
    count = 0
    lines = 0
    fieldCount = 0
    isTerminated = true
    var scan = Scan(delimiter: delimiter, length: length)
    while scan.position < length {
      makeRoom()
      mark(bytes, &scan)
    }
    makeRoom()
    if scan.recordStart < length {
      isTerminated = false
      let hasReturn = scan.fieldStart < length && bytes.byte(at: length - 1) == UInt8(ascii: "\r")
      close(scan.recordStart, end: hasReturn ? length - 1 : length)
      // A field that is never closed may hold the last line end.
      if bytes.byte(at: length - 1) == UInt8(ascii: "\n") { lines -= 1 }
    }
    firstFields[count] = UInt32(truncatingIfNeeded: fieldCount)
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
    return start..<Int(ends[place])
  }

  /// Whether a record is an empty line.
  @inlinable @inline(__always)
  package func isBlank(_ record: Int) -> Bool {
    fieldCount(of: record) == 1 && Int(starts[record]) == Int(ends[Int(firstFields[record])])
  }

  // MARK: Scanning

  /// How far a pass has come.
  private struct Scan {
    let delimiter: UInt8
    let length: Int
    var position = 0
    var fieldStart = 0
    var recordStart = 0
  }

  private mutating func makeRoom() {
    let fields = fieldCount + Self.step + 128
    if ends.count < fields { ends += [UInt32](repeating: 0, count: fields) }
    let records = count + Self.step + 128
    guard starts.count < records else { return }
    let more = [UInt32](repeating: 0, count: records)
    starts += more
    firstFields += more
  }

  private mutating func close(_ start: Int, end: Int) {
    ends[fieldCount] = UInt32(truncatingIfNeeded: end)
    fieldCount += 1
    count += 1
    lines += 1
    starts[count - 1] = UInt32(truncatingIfNeeded: start)
    firstFields[count] = UInt32(truncatingIfNeeded: fieldCount)
  }

  /// Marks what is in the next bytes: 64 at a time, of which only delimiters, line ends and quotation marks are looked at.
  private mutating func mark(_ bytes: RawSpan, _ scan: inout Scan) {
    let stop = min(scan.position + Self.step, scan.length)
    let find = ByteMasks(delimiter: scan.delimiter)
    while scan.position < stop {
      let position = scan.position
      let found = find.masks(bytes, at: position)
      // A field begins behind a delimiter or a line end, and where one begins here from before.
      let begins = (found.delimiters | found.lineEnds) << 1 | (scan.fieldStart == position ? 1 : 0)
      let opening = found.quotes & begins
      // What lies behind a quotation mark that opens a field may be within the field.
      let seen = opening == 0 ? UInt64.max : (opening & (0 &- opening)) &- 1
      add(found.delimiters & seen, found.lineEnds & seen, bytes, &scan)
      scan.position =
        opening == 0
        ? position + 64 : closingQuote(bytes, from: position + opening.trailingZeroBitCount + 1, to: scan.length)
    }
  }

  /// Keeps the fields and records that end in the 64 bytes from the position on.
  @inline(__always)
  private mutating func add(_ delimiters: UInt64, _ lineEnds: UInt64, _ bytes: RawSpan, _ scan: inout Scan) {
    let all = delimiters | lineEnds
    guard all != 0 else { return }
    let position = scan.position
    let first = fieldCount
    Self.keep(all, at: position, in: &ends, from: first)
    fieldCount = first + all.nonzeroBitCount
    var rest = lineEnds
    while rest != 0 {
      let offset = rest.trailingZeroBitCount
      let end = position + offset
      let fields = first + (all & ((2 << UInt64(offset)) &- 1)).nonzeroBitCount
      if end > scan.recordStart, bytes.byte(at: end - 1) == UInt8(ascii: "\r") { ends[fields - 1] -= 1 }
      starts[count] = UInt32(truncatingIfNeeded: scan.recordStart)
      count += 1
      firstFields[count] = UInt32(truncatingIfNeeded: fields)
      lines += 1
      scan.recordStart = end + 1
      rest &= rest &- 1
    }
    scan.fieldStart = position + 64 - all.leadingZeroBitCount
  }

  /// Keeps the places of marks: eight at a time, whether there are as many or not, since nobody can foretell how many there are. What is
  /// too much lies behind the count.
  @inline(__always)
  private static func keep(_ marks: UInt64, at position: Int, in ends: inout [UInt32], from first: Int) {
    var marks = marks
    var place = first
    var ends = ends.mutableSpan
    while marks != 0 {
      for offset in 0..<8 {
        ends[place &+ offset] = UInt32(truncatingIfNeeded: position &+ marks.trailingZeroBitCount)
        marks &= marks &- 1
      }
      place &+= 8
    }
  }

  /// The offset behind the quotation mark that closes a field, the block's end where none does.
  private mutating func closingQuote(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
    var place = start
    while place < end {
      let byte = bytes.byte(at: place)
      place += 1
      if byte == UInt8(ascii: "\n") { lines += 1 }
      guard byte == UInt8(ascii: "\"") else { continue }
      guard place < end, bytes.byte(at: place) == UInt8(ascii: "\"") else { return place }
      place += 1
    }
    return end
  }
}

/// Finds three kinds of bytes among 64: a bit for each, the lowest for the first.
private struct ByteMasks {
  private let delimiter: SIMD16<UInt8>
  private let lineEnd = SIMD16<UInt8>(repeating: UInt8(ascii: "\n"))
  private let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))

  init(delimiter: UInt8) { self.delimiter = SIMD16(repeating: delimiter) }

  @inline(__always)
  func masks(_ bytes: RawSpan, at position: Int) -> (delimiters: UInt64, lineEnds: UInt64, quotes: UInt64) {
    var masks: (delimiters: UInt64, lineEnds: UInt64, quotes: UInt64) = (0, 0, 0)
    for part in 0..<4 {
      let few = bytes.unsafeLoadUnaligned(fromByteOffset: position &+ 16 &* part, as: SIMD16<UInt8>.self)
      let shift = UInt64(16 &* part)
      masks.delimiters |= Self.bits(few .== delimiter) << shift
      masks.lineEnds |= Self.bits(few .== lineEnd) << shift
      masks.quotes |= Self.bits(few .== quote) << shift
    }
    return masks
  }

  /// A bit for each byte of a mask, which are all ones or all zeros.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return bits(words[0]) | bits(words[1]) << 8
  }

  /// One bit of each byte, brought together by a multiplication without carries (H. S. Warren, "Hacker's Delight", 7–4).
  @inline(__always)
  private static func bits(_ word: UInt64) -> UInt64 {
    ((word & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56
  }
}

extension RawSpan {
  @inline(__always)
  fileprivate func byte(at offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}
