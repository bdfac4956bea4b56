import Glibc

/// Where a block of an input may end.
public enum BlockEnd: Sendable, Hashable {
  /// Behind any line end.
  case line
  /// Behind a line end that is not within a quoted field of a delimited text (`CSVIndex` says which are).
  case record(delimiter: UInt8)

  /// The offset behind the last such line end, nil where there is none. The bytes begin where a block does.
  /// - Parameter searched: how many of the bytes are known to hold no end of a block.
  func last(in bytes: UnsafeRawBufferPointer, searched: Int) -> Int? {
    switch self {
    case .line: Self.lastLineEnd(in: bytes, searched..<bytes.count)
    case .record(let delimiter): Self.lastRecordEnd(in: bytes, delimiter: delimiter)
    }
  }

  private static func lastLineEnd(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    bytes[range].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
  }

  /// Goes from quoted field to quoted field, of which most inputs have few; whether a line end is within one cannot be told from the
  /// bytes around it.
  private static func lastRecordEnd(in bytes: UnsafeRawBufferPointer, delimiter: UInt8) -> Int? {
    var last: Int?
    var gap = 0
    var searched = 0
    while let quote = nextQuote(in: bytes, from: searched) {
      guard opensField(quote, of: bytes, delimiter: delimiter) else {
        searched = quote + 1
        continue
      }
      last = lastLineEnd(in: bytes, gap..<quote) ?? last
      guard let end = fieldEnd(of: bytes, from: quote + 1) else { return last }
      gap = end
      searched = end
    }
    return lastLineEnd(in: bytes, gap..<bytes.count) ?? last
  }

  private static func opensField(_ quote: Int, of bytes: UnsafeRawBufferPointer, delimiter: UInt8) -> Bool {
    guard quote > 0 else { return true }
    return bytes[quote - 1] == delimiter || bytes[quote - 1] == UInt8(ascii: "\n")
  }

  /// The offset behind the quotation mark that closes a field.
  private static func fieldEnd(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var start = start
    while let quote = nextQuote(in: bytes, from: start) {
      guard quote + 1 < bytes.count, bytes[quote + 1] == UInt8(ascii: "\"") else { return quote + 1 }
      start = quote + 2
    }
    return nil
  }

  private static func nextQuote(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(UInt8(ascii: "\"")), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
