import PerfFormats

/// Reads the times that JMeter writes: milliseconds since 1970, or a date by a pattern of the user (`timestamp_format`).
enum JTLTime {
  /// Nanoseconds since 1970-01-01; a date is taken for UTC, as it names no zone. Nil for what is no time.
  ///
  /// A date begins with the year (`2026/11/21 03:34:49.354`), or is month, day and year as in JMeter's own example
  /// (`11/21/26 03:34:49`). Day before month cannot be told from month before day and is not read.
  static func nanoseconds(_ text: String) -> Int64? {
    if let milliseconds = Int64(text) {
      return (0...RowTime.latest / 1_000_000).contains(milliseconds) ? milliseconds * 1_000_000 : nil
    }
    guard text.utf8.count <= 40 else { return nil }
    let halves = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard halves.count == 2, let date = date(halves[0]) else { return nil }
    var clock = halves[1].replacing(",", with: ".")
    // `HH:mm` has no seconds.
    if clock.utf8.count == 5 { clock += ":00" }
    let hasZone = clock.last == "Z" || clock.contains("+") || clock.contains("-")
    return TimeScanner.time(date + "T" + clock + (hasZone ? "" : "Z")).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Whether a time is a date, and so of an unknown zone.
  static func isDate(_ text: String) -> Bool { Int64(text) == nil }

  /// `2026-11-21`.
  private static func date(_ text: Substring) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    guard parts.count == 3, parts.allSatisfy({ Int($0) != nil }) else { return nil }
    if parts[0].count == 4 { return "\(parts[0])-\(padded(parts[1]))-\(padded(parts[2]))" }
    let year = parts[2].count == 2 ? "20" + parts[2] : String(parts[2])
    return "\(year)-\(padded(parts[0]))-\(padded(parts[1]))"
  }

  private static func padded(_ number: Substring) -> String { number.count == 1 ? "0" + number : String(number) }
}
