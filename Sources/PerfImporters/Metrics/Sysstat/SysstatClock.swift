import PerfModel

/// The times of sysstat's tables: hours, minutes and seconds, under a banner or a line that names the day.
///
/// No zone is written; UTC is taken, and said.
struct SysstatClock {
  private var day: Int64?
  private var last: Int64?

  /// Takes the day that a line begins with or ends with: `11/21/26`, `2026-11-21`.
  mutating func setDay(_ text: some StringProtocol) -> Bool {
    guard let day = Self.day(text) else { return false }
    self.day = day
    last = nil
    return true
  }

  /// Nanoseconds since 1970 of `03:53:01`, or of `03:53:01 PM`; a time before the last is of the next day.
  mutating func time(_ clock: some StringProtocol, half: (some StringProtocol)?) -> Int64? {
    guard let seconds = Self.seconds(clock, half: half), let day else { return nil }
    var time = day + seconds
    if let last, time < last - 43_200 {
      self.day = day + 86_400
      time += 86_400
    }
    last = time
    return time * 1_000_000_000
  }

  /// Seconds from midnight.
  static func seconds(_ clock: some StringProtocol, half: (some StringProtocol)?) -> Int64? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }), var hour = Int64(parts[0]),
      let minute = Int64(parts[1]),
      let second = Int64(parts[2]), (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    switch half.map({ $0.uppercased() }) {
    case "AM": hour = hour % 12
    case "PM": hour = hour % 12 + 12
    default: break
    }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds since 1970 at the beginning of the day. Of two numbers that may be the month the first is, as in the C locale.
  private static func day(_ text: some StringProtocol) -> Int64? {
    let parts = text.split { "/-.".contains($0) }.map { Int($0) ?? -1 }
    guard parts.count == 3, text.utf8.count <= 10, parts.allSatisfy({ $0 > 0 }) else { return nil }
    var (year, month, day) = (parts[2], parts[0], parts[1])
    if parts[0] > 31 { (year, month, day) = (parts[0], parts[1], parts[2]) } else if month > 12 { swap(&month, &day) }
    if year < 100 { year += 2000 }
    func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let time = Timestamp(rfc3339: "\(year)-\(pad(month))-\(pad(day))T00:00:00Z")
    return time.flatMap { $0.millisecondsSinceEpoch >= 0 ? $0.millisecondsSinceEpoch / 1000 : nil }
  }
}
