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

  /// Looks through the first `count` bytes of a block, behind which there are at least eight zeros (`LineBlock.padding`), which is
  /// why the delimiter must not be zero.
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
    let fields = fieldCount + Self.step + 16
    if ends.count < fields { ends += [UInt32](repeating: 0, count: fields) }
    let records = count + Self.step + 16
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

  /// Marks what is in the next bytes: eight at a time, of which only delimiters, line ends and quotation marks are looked at.
  private mutating func mark(_ bytes: RawSpan, _ scan: inout Scan) {
    var position = scan.position
    var fieldStart = scan.fieldStart
    var recordStart = scan.recordStart
    let stop = min(position + Self.step, scan.length)
    let delimiters = UInt64(scan.delimiter) &* 0x0101_0101_0101_0101
    words: while position < stop {
      var marks = Self.marks(in: bytes.word(at: position), delimiters)
      while marks != 0 {
        let place = position + marks.trailingZeroBitCount >> 3
        marks &= marks &- 1
        let byte = bytes.byte(at: place)
        if byte == scan.delimiter {
          ends[fieldCount] = UInt32(truncatingIfNeeded: place)
          fieldCount += 1
          fieldStart = place + 1
        } else if byte == UInt8(ascii: "\n") {
          let hasReturn = place > fieldStart && bytes.byte(at: place - 1) == UInt8(ascii: "\r")
          close(recordStart, end: hasReturn ? place - 1 : place)
          fieldStart = place + 1
          recordStart = fieldStart
        } else if place == fieldStart {
          position = closingQuote(bytes, from: place + 1, to: scan.length)
          continue words
        }
      }
      position += 8
    }
    scan.position = position
    scan.fieldStart = fieldStart
    scan.recordStart = recordStart
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

  /// The high bit of each byte that is a delimiter, a line end or a quotation mark, exactly: each test adds seven bits to seven,
  /// which carries into no other byte.
  @inline(__always)
  private static func marks(in word: UInt64, _ delimiters: UInt64) -> UInt64 {
    let a = word ^ delimiters
    let b = word ^ 0x0A0A_0A0A_0A0A_0A0A
    let c = word ^ 0x2222_2222_2222_2222
    return ~(nonZero(a) & nonZero(b) & nonZero(c)) & 0x8080_8080_8080_8080
  }

  @inline(__always)
  private static func nonZero(_ word: UInt64) -> UInt64 {
    ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word
  }
}

extension RawSpan {
  @inline(__always)
  fileprivate func byte(at offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

  /// Eight bytes, the first the least significant.
  @inline(__always)
  fileprivate func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
