import PerfDiagnostics
import PerfFormats
import PerfModel

/// Contention profiles: Go's `?debug=1` of mutexes (`--- mutex:`) and blocking (`--- contention:`), and gperftools' `--- contentionz`.
struct LegacyContention {
  private let isGo: Bool
  private var cyclesPerSecond: Int64 = 0
  private var period: Int64 = 1
  private var milliseconds: Int64?

  /// Nil for another first line.
  init?(header: String) {
    isGo = header.hasPrefix("--- mutex:") || header.hasPrefix("--- contention:")
    guard isGo || header.hasPrefix("--- contentionz ") else { return nil }
  }

  mutating func read(_ text: inout LegacyText, into run: inout RunBuilder) throws(Diagnostic) -> Profile {
    try readAttributes(&text)
    // Go up to 1.1x wrote what it sampled, later versions what that stands for, and the file does not say which.
    let isUnknown = isGo && period > 1
    if isUnknown {
      run.record(
        Diagnostic(
          .warning, .profileScaleUnknown,
          "one of \(period) events was sampled, and whether the numbers were multiplied by that depends on the version of Go",
          at: SourceLocation(file: text.file, line: 1),
          hint: "shares hold, absolute values do not: record it without ?debug=1"))
    }
    let word = isUnknown ? "unscaled " : ""
    let contentions = ProfileValueType("contentions", word + "count")
    var profile = LegacyProfile(
      [contentions, ProfileValueType("delay", word + "nanoseconds")],
      period: ProfilePeriod(ProfileValueType("contentions", "count"), period))
    profile.builder.parts.duration = milliseconds.flatMap {
      $0 > 0 ? $0.multipliedReportingOverflow(by: 1_000_000).partialValue : nil
    }
    let factor = isUnknown ? 1 : period
    while let line = text.next() {
      let content = line.text
      if content.hasPrefix("---") || PProfTextImporter.isMap(content) { break }
      if LegacyText.isComment(content) {
        profile.addComment(content, file: text.file)
        continue
      }
      var scanner = LegacyScanner(content)
      guard let delay = scanner.integer(), let count = scanner.integer(), scanner.take("@"),
        let addresses = scanner.addresses()
      else { throw text.error("the line is not a delay, a count and a stack", at: line) }
      let events = count.multipliedReportingOverflow(by: factor)
      guard let time = nanoseconds(delay, factor), !events.overflow else {
        throw text.error("the numbers are beyond 64 bits", at: line)
      }
      profile.add(addresses, [events.partialValue, time])
    }
    return try profile.finish(LegacyMapping.read(&text), file: text.file)
  }

  private func nanoseconds(_ delay: Int64, _ factor: Int64) -> Int64? {
    guard factor > 0, cyclesPerSecond > 0 else { return delay }
    return Int64(exactly: (Double(delay) * Double(factor) / (Double(cyclesPerSecond) / 1e9)).rounded(.towardZero))
  }

  /// `cycles/second=2596072528` and the like, before the first stack.
  private mutating func readAttributes(_ text: inout LegacyText) throws(Diagnostic) {
    while let line = text.nextContent() {
      guard let sign = line.text.firstIndex(of: "=") else { return text.unread() }
      let name = line.text[..<sign].filter { $0 != " " }
      let value = Int64(line.text[line.text.index(after: sign)...].filter { $0 != " " })
      switch (name, value) {
      case ("cycles/second", let value?): cyclesPerSecond = value
      case ("samplingperiod", let value?): period = value
      case ("mssincereset", let value?): milliseconds = value
      case ("discardedsamples", _): continue
      default: throw text.error("the profile has an attribute that nobody knows", at: line)
      }
    }
  }
}
