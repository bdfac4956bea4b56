import PerfFormats

/// Reads the times that JMeter writes: milliseconds since 1970, or a date by a pattern of the user (`timestamp_format`).
enum JTLTime {
  /// Nanoseconds since 1970-01-01; a date is taken for UTC, as it names no zone. Nil for what is no time.
  ///
  /// A date begins with the year (`2026/11/21 03:34:49.354`), is day, month and year with points between them (`21.11.2026 03:34:49`),
  /// or is month, day and year as in JMeter's own example (`11/21/26 03:34:49`), unless the first is no month.
  static func nanoseconds(_ text: String) -> Int64? {
    var dates = JTLDates()
    return nanoseconds(text, &dates)
  }

  /// - Parameter dates: is told how a date is written.
  static func nanoseconds(_ text: String, _ dates: inout JTLDates) -> Int64? {
    if let milliseconds = Int64(text) {
      return (0...RowTime.latest / 1_000_000).contains(milliseconds) ? milliseconds * 1_000_000 : nil
    }
    guard text.utf8.count <= 40 else { return nil }
    let halves = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard halves.count == 2, let date = date(halves[0], &dates) else { return nil }
    var clock = halves[1].replacing(",", with: ".")
    // `HH:mm` has no seconds.
    if clock.utf8.count == 5 { clock += ":00" }
    let hasZone = clock.last == "Z" || clock.contains("+") || clock.contains("-")
    guard let time = TimeScanner.time(date + "T" + clock + (hasZone ? "" : "Z")), time >= 0 else { return nil }
    if !hasZone { dates.lackZone = true }
    return time
  }

  /// `2026-11-21`.
  private static func date(_ text: Substring, _ dates: inout JTLDates) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    guard parts.count == 3, let first = Int(parts[0]), Int(parts[1]) != nil, Int(parts[2]) != nil else { return nil }
    if parts[0].count == 4 { return "\(parts[0])-\(padded(parts[1]))-\(padded(parts[2]))" }
    let year = parts[2].count == 2 ? "20" + parts[2] : String(parts[2])
    if text.contains(".") { return "\(year)-\(padded(parts[1]))-\(padded(parts[0]))" }
    guard first > 12 else {
      dates.beginWithMonth = true
      return "\(year)-\(padded(parts[0]))-\(padded(parts[1]))"
    }
    dates.beginWithDay = true
    return "\(year)-\(padded(parts[1]))-\(padded(parts[0]))"
  }

  private static func padded(_ number: Substring) -> String { number.count == 1 ? "0" + number : String(number) }
}

/// How the dates of a file are written.
struct JTLDates: Sendable {
  /// Whether one named no zone.
  var lackZone = false
  /// Whether one was taken to be month, day, year, and whether one began with what is no month. Both are not of one file.
  var beginWithMonth = false
  var beginWithDay = false

  mutating func merge(_ other: JTLDates) {
    lackZone = lackZone || other.lackZone
    beginWithMonth = beginWithMonth || other.beginWithMonth
    beginWithDay = beginWithDay || other.beginWithDay
  }
}
