/// Reads RFC 3339 times with nanoseconds, as Go writes them, and remembers the last minute: times in a file of raw results go up, and
/// a minute has thousands.
struct TimeScanner: Sendable {
  /// `2026-11-21T03:22`, of the last time that was read.
  private var minute = SIMD2<UInt64>()
  /// Its start in seconds since 1970-01-01 UTC, as if it were UTC.
  private var minuteSeconds: Int64 = 0

  /// A time in nanoseconds since 1970-01-01 UTC, and the offset behind it.
  struct Time {
    let nanoseconds: Int64
    let end: Int
  }

  /// The time at an offset; nil where there is none, or one outside 1678 to 2262, which 64 bits of nanoseconds span.
  @inline(__always)
  mutating func time(in bytes: RawSpan, at start: Int) -> Time? {
    let prefix = bytes.pair(at: start)
    if prefix != minute {
      guard let seconds = Self.minute(in: bytes, at: start) else { return nil }
      minute = prefix
      minuteSeconds = seconds
    }
    let second = DecimalScanner.digits(bytes.word(at: start + 17))
    guard bytes.byte(at: start + 16) == UInt8(ascii: ":"), second.count == 2 else { return nil }
    var seconds = minuteSeconds + Int64(second.value)
    guard second.value <= 60 else { return nil }
    var offset = start + 19
    var fraction: UInt64 = 0
    if bytes.byte(at: offset) == UInt8(ascii: ".") {
      guard let digits = Self.nanoseconds(in: bytes, at: offset + 1) else { return nil }
      (fraction, offset) = digits
    }
    if bytes.byte(at: offset) == UInt8(ascii: "Z") {
      offset += 1
    } else {
      guard let zone = Self.zone(in: bytes, at: offset) else { return nil }
      seconds -= zone
      offset += 6
    }
    let (nanoseconds, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowsToo) = nanoseconds.addingReportingOverflow(Int64(fraction))
    return overflows || overflowsToo ? nil : Time(nanoseconds: sum, end: offset)
  }

  /// The time that a text is, nil where it is more or something else.
  static func time(_ text: String) -> Int64? {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 64)
    var scanner = TimeScanner()
    guard let time = scanner.time(in: bytes.span.bytes, at: 0), time.end == bytes.count - 64 else { return nil }
    return time.nanoseconds
  }

  /// Up to nine digits of a second's fraction as nanoseconds, and the offset behind them.
  @inline(__always)
  private static func nanoseconds(in bytes: RawSpan, at start: Int) -> (UInt64, Int)? {
    let first = DecimalScanner.digits(bytes.word(at: start))
    guard first.count > 0 else { return nil }
    guard first.count == 8 else {
      return (first.value &* DecimalScanner.powerOfTen(9 - first.count), start + first.count)
    }
    let last = UInt64(bytes.byte(at: start + 8) ^ 0x30)
    guard last <= 9 else { return (first.value &* 10, start + 8) }
    // A tenth digit is finer than any clock, and left to the reader that complains.
    return bytes.byte(at: start + 9) ^ 0x30 > 9 ? (first.value &* 10 &+ last, start + 9) : nil
  }

  /// Seconds east of UTC of `+02:00`.
  private static func zone(in bytes: RawSpan, at start: Int) -> Int64? {
    let sign = bytes.byte(at: start)
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), bytes.byte(at: start + 3) == UInt8(ascii: ":"),
      let hours = pair(in: bytes, at: start + 1), let minutes = pair(in: bytes, at: start + 4), hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// Seconds since 1970-01-01 of `2026-11-21T03:22`.
  private static func minute(in bytes: RawSpan, at start: Int) -> Int64? {
    let t = bytes.byte(at: start + 10)
    guard let century = pair(in: bytes, at: start), let year = pair(in: bytes, at: start + 2),
      let month = pair(in: bytes, at: start + 5), let day = pair(in: bytes, at: start + 8),
      let hour = pair(in: bytes, at: start + 11), let minute = pair(in: bytes, at: start + 14),
      bytes.byte(at: start + 4) == UInt8(ascii: "-"), bytes.byte(at: start + 7) == UInt8(ascii: "-"),
      t == UInt8(ascii: "T") || t == UInt8(ascii: " "), bytes.byte(at: start + 13) == UInt8(ascii: ":"),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60
    else { return nil }
    return (days(century * 100 + year, month, day) * 24 + hour) * 3600 + minute * 60
  }

  private static func pair(in bytes: RawSpan, at offset: Int) -> Int64? {
    let (tens, ones) = (bytes.byte(at: offset) ^ 0x30, bytes.byte(at: offset + 1) ^ 0x30)
    return tens <= 9 && ones <= 9 ? Int64(tens) * 10 + Int64(ones) : nil
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
