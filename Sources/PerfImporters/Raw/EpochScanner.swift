/// Reads times that are counts since 1970-01-01 UTC. Their length tells the unit, until the year 5138 for seconds: the next unit has a
/// thousand times as many.
enum EpochScanner {
  /// The time at an offset; nil where there is no whole number of at most 19 digits, or it goes on with a point or a date's dash.
  @inline(__always)
  static func time(in bytes: RawSpan, at start: Int) -> TimeScanner.Time? {
    let first = DecimalScanner.digits(bytes.word(at: start))
    var value = first.value
    var end = start + first.count
    guard first.count > 0 else { return nil }
    if first.count == 8 {
      let second = DecimalScanner.digits(bytes.word(at: start + 8))
      value = value &* DecimalScanner.powerOfTen(second.count) &+ second.value
      end += second.count
      if second.count == 8 {
        let third = DecimalScanner.digits(bytes.word(at: start + 16))
        guard third.count <= 3 else { return nil }
        value = value &* DecimalScanner.powerOfTen(third.count) &+ third.value
        end += third.count
      }
    }
    let next = bytes.byte(at: end)
    guard next != UInt8(ascii: "."), next != UInt8(ascii: "-") else { return nil }
    let factor: UInt64 =
      switch end - start {
      case ...11: 1_000_000_000
      case ...14: 1_000_000
      case ...17: 1000
      default: 1
      }
    let (nanoseconds, overflows) = value.multipliedReportingOverflow(by: factor)
    guard !overflows, let time = Int64(exactly: nanoseconds) else { return nil }
    return TimeScanner.Time(nanoseconds: time, end: end)
  }
}
