import PerfDiagnostics
import PerfFormats

/// NDJSON as k6 writes it: keys in one order, ascending tags, no blanks.
struct K6NDJSONFormat: K6RawFormat {
  let name: String
  let limits: InputLimits

  /// `}}` and the line end.
  static let tailCount = 3
  let definesMetrics = true
  let allowsFastPath = true

  var heads: K6LineHeads { K6LineHeads(opening: #"{"metric":""#, middle: #"","type":"Point","data":{"time":""#) }
  /// The order of keys of older k6 and of its documentation: `{"type":"Point","data":{…},"metric":"http_reqs"}`.
  var tails: K6LineHeads { K6LineHeads(opening: #"},"metric":""#, middle: "\"}\n") }
  static var openingCount: Int { opening.count }
  private static let opening = Array(#"{"type":"Point","data":{"time":""#.utf8)

  func opensWithMetricLast(_ bytes: RawSpan, at offset: Int, to end: Int) -> Bool {
    let opening = Self.opening
    return offset + opening.count < end && bytes.equals(at: offset, opening.span.bytes, at: 0, count: opening.count)
  }

  /// The name is the last string of the line, and a metric's name holds no quotation mark.
  func tagsEnd(in bytes: RawSpan, from start: Int, lineEnd: Int) -> Int? {
    var place = lineEnd - 3
    while place > start, bytes.byte(at: place - 1) != UInt8(ascii: "\"") { place -= 1 }
    let end = place - #"},"metric":""#.utf8.count
    return end > start ? end : nil
  }

  static func scan(_ bytes: RawSpan, _ block: LineBlock, with scanner: inout K6PointScanner<K6NDJSONFormat>) -> Int {
    scanner.scanLines(bytes, block)
  }

  func record(_ line: [UInt8], isFirst: Bool, isTerminated: Bool) throws(Diagnostic) -> K6Record {
    try K6NDJSONLine(line, name: name, limits: limits).record
  }

  @inline(__always)
  func time(in bytes: RawSpan, at offset: Int, _ scanner: inout TimeScanner) -> TimeScanner.Time? {
    // A time takes at most 35 bytes and the key behind it ten: within the padding of a block.
    guard let time = scanner.time(in: bytes, at: offset), bytes.word(at: time.end) == Self.valueKey,
      bytes.word(at: time.end + 2) == Self.valueKeyEnd
    else { return nil }
    return TimeScanner.Time(nanoseconds: time.nanoseconds, end: time.end + 10)
  }

  @inline(__always)
  func tags(in bytes: RawSpan, at offset: Int) -> Int? {
    bytes.word(at: offset) == Self.tagsKey ? offset + 8 : nil
  }

  @inline(__always)
  func isTail(_ bytes: RawSpan, at offset: Int) -> Bool {
    bytes.byte(at: offset) == UInt8(ascii: "}") && bytes.byte(at: offset + 1) == UInt8(ascii: "}")
      && bytes.byte(at: offset + 2) == UInt8(ascii: "\n")
  }

  /// `","value":` after the time, as two words that overlap, and `,"tags":` after the value.
  private static let valueKey = word(#"","value"#)
  private static let valueKeyEnd = word(#""value":"#)
  private static let tagsKey = word(#","tags":"#)

  private static func word(_ text: StaticString) -> UInt64 {
    text.withUTF8Buffer { bytes in bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }
}

/// The tags of an NDJSON point: `{"group":"","status":"200"}`.
extension K6NDJSONFormat {
  /// Strict: whatever is accepted here is what the general parser makes of it. The rest is left to that.
  func fields(in bytes: RawSpan, at offset: Int, count: Int) -> K6TagFields? {
    var fields = K6TagFields()
    let end = offset + count
    guard count >= 2, bytes.byte(at: offset) == UInt8(ascii: "{"), bytes.byte(at: end - 1) == UInt8(ascii: "}") else {
      return nil
    }
    guard count > 2 else { return fields }
    var place = offset + 1
    var last: K6TagFields.Field?
    var isASCII = true
    while true {
      guard place < end, bytes.byte(at: place) == quote, let key = string(in: bytes, at: place + 1, to: end, &isASCII),
        !key.isEscaped, isAscending(last, key, in: bytes)
      else { return nil }
      last = key
      place = key.start + key.count + 1
      guard place + 1 < end, bytes.byte(at: place) == UInt8(ascii: ":"), bytes.byte(at: place + 1) == quote,
        let value = string(in: bytes, at: place + 2, to: end, &isASCII)
      else { return nil }
      fields.take(bytes, key, value)
      place = value.start + value.count + 1
      guard place < end else { return nil }
      if place == end - 1 { break }
      guard bytes.byte(at: place) == UInt8(ascii: ",") else { return nil }
      place += 1
    }
    return isASCII || isUTF8(bytes.extracting(offset..<end)) ? fields : nil
  }

  /// The string whose first byte is at an offset, up to its quotation mark.
  private func string(in bytes: RawSpan, at start: Int, to end: Int, _ isASCII: inout Bool) -> K6TagFields.Field? {
    var field = K6TagFields.Field(start: start)
    var place = start
    while place < end {
      let word = bytes.word(at: place)
      // Above ASCII, below blank, a quotation mark or a backslash: anything that is not simply the next character.
      let special =
        (word & high) | (word &- 0x2020_2020_2020_2020) & ~word & high | RawSpan.zeroBytes(word ^ quotes)
        | RawSpan.zeroBytes(word ^ backslashes)
      if special == 0 {
        place += 8
        continue
      }
      place += special.trailingZeroBitCount >> 3
      let byte = bytes.byte(at: place)
      switch byte {
      case quote:
        guard place < end else { return nil }
        field.count = place - start
        return field
      case UInt8(ascii: "\\"):
        guard let length = escape(in: bytes, at: place) else { return nil }
        field.isEscaped = true
        place += length
      case 0x80...:
        isASCII = false
        place += 1
      case ..<0x20: return nil
      // A byte that looked special because of a borrow from the one before.
      default: place += 1
      }
    }
    return nil
  }

  /// How long the escape at an offset is; nil for none and for surrogates, which come in pairs.
  private func escape(in bytes: RawSpan, at place: Int) -> Int? {
    switch bytes.byte(at: place + 1) {
    case quote, UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      guard let unit = codeUnit(in: bytes, at: place + 2), unit & 0xF800 != 0xD800 else { return nil }
      return 6
    default: return nil
    }
  }

  private func codeUnit(in bytes: RawSpan, at start: Int) -> UInt16? {
    var unit: UInt16 = 0
    for place in start..<start + 4 {
      guard let digit = Character(Unicode.Scalar(bytes.byte(at: place))).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  func unescaped(_ bytes: RawSpan, _ field: K6TagFields.Field) -> [UInt8]? {
    var text: [UInt8] = []
    var place = field.start
    let end = field.start + field.count
    while place < end {
      let byte = bytes.byte(at: place)
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        place += 1
        continue
      }
      switch bytes.byte(at: place + 1) {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        guard let unit = codeUnit(in: bytes, at: place + 2), let scalar = Unicode.Scalar(unit) else { return nil }
        text.append(contentsOf: String(Character(scalar)).utf8)
        place += 4
      case let plain: text.append(plain)
      }
      place += 2
    }
    return text
  }

  /// Ascending keys cannot repeat.
  private func isAscending(_ last: K6TagFields.Field?, _ key: K6TagFields.Field, in bytes: RawSpan) -> Bool {
    guard let last else { return true }
    for step in 0..<min(last.count, key.count) {
      let (a, b) = (bytes.byte(at: last.start + step), bytes.byte(at: key.start + step))
      if a != b { return a < b }
    }
    return last.count < key.count
  }

  private func isUTF8(_ bytes: RawSpan) -> Bool {
    bytes.withUnsafeBytes { String(validating: $0, as: UTF8.self) != nil }
  }

  private var quote: UInt8 { UInt8(ascii: "\"") }
  private var high: UInt64 { 0x8080_8080_8080_8080 }
  private var quotes: UInt64 { 0x2222_2222_2222_2222 }
  private var backslashes: UInt64 { 0x5C5C_5C5C_5C5C_5C5C }
}
