/// Times in nanoseconds since 1970-01-01 UTC, as the raw outputs stamp requests.
///
/// Today's are beyond 2^53: as doubles they would be off by up to 128 ns, so that differences are taken of the integers.
public enum NanosecondTime {
  static let perSecond: Int64 = 1_000_000_000
  private static let perMillisecond: Int64 = 1_000_000

  /// Seconds between two times.
  public static func seconds(from start: Int64, to end: Int64) -> Double {
    let (distance, overflows) = end.subtractingReportingOverflow(start)
    return overflows ? Double(end) / 1e9 - Double(start) / 1e9 : Double(distance) / 1e9
  }

  /// The time some seconds after another; one that no clock can show is the last or first that it can.
  public static func time(_ start: Int64, plus seconds: Double) -> Int64 {
    let nanoseconds = (seconds * 1e9).rounded()
    guard nanoseconds.magnitude < 0x1p62 else { return nanoseconds < 0 ? .min : .max }
    let (time, overflows) = start.addingReportingOverflow(Int64(nanoseconds))
    return overflows ? (start < 0 ? .min : .max) : time
  }

  /// The whole second that a time lies in.
  static func second(of time: Int64) -> Int64 { floor(time, perSecond) }

  /// When a whole second begins.
  static func start(ofSecond second: Int64) -> Int64 {
    let (time, overflows) = second.multipliedReportingOverflow(by: perSecond)
    return overflows ? (second < 0 ? .min : .max) : time
  }

  /// RFC 3339 in UTC to the nanosecond: `2026-11-21T03:23:38.389966967Z`.
  public static func rfc3339(_ time: Int64) -> String {
    let timestamp = Timestamp(nanosecondsSinceEpoch: time)
    let rest = String((time % perMillisecond + perMillisecond) % perMillisecond)
    return timestamp.rfc3339.dropLast() + String(repeating: "0", count: 6 - rest.count) + rest + "Z"
  }

  /// Reads what `rfc3339` writes, nil for any other text.
  public static func time(rfc3339 text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 30, bytes[19] == UInt8(ascii: "."), bytes[29] == UInt8(ascii: "Z"),
      bytes[20..<29].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let timestamp = Timestamp(rfc3339: String(decoding: bytes[..<19], as: UTF8.self) + "Z"),
      let fraction = Int64(String(decoding: bytes[20..<29], as: UTF8.self))
    else { return nil }
    return Int64(exactly: Int128(timestamp.millisecondsSinceEpoch) * Int128(perMillisecond) + Int128(fraction))
  }

  fileprivate static func floor(_ time: Int64, _ unit: Int64) -> Int64 {
    time / unit - (time % unit < 0 ? 1 : 0)
  }
}

extension Timestamp {
  /// The millisecond that a time in nanoseconds lies in.
  public init(nanosecondsSinceEpoch time: Int64) {
    self.init(millisecondsSinceEpoch: NanosecondTime.floor(time, 1_000_000))
  }
}
