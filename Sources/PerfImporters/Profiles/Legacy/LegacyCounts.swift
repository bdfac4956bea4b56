import PerfDiagnostics
import PerfFormats
import PerfModel

/// Go's `?debug=1` of goroutines, threads and other counts: `goroutine profile: total 84`, then a stack for each count.
enum LegacyCounts {
  /// The type and the total of a first line; nil for another.
  static func header(_ text: String) -> (type: String, total: Int64)? {
    let words = text.split(separator: " ")
    guard words.count == 4, words[1] == "profile:", words[2] == "total", let total = Int64(words[3]) else { return nil }
    return (String(words[0]), total)
  }

  static func read(_ text: inout LegacyText, _ header: (type: String, total: Int64), into run: inout RunBuilder)
    throws(Diagnostic) -> Profile
  {
    let type = ProfileValueType(header.type, "count")
    var profile = LegacyProfile([type], period: ProfilePeriod(type, 1))
    var total: Int64 = 0
    while let line = text.next() {
      let content = line.text
      if LegacyText.isComment(content) {
        profile.addComment(content, file: text.file)
        continue
      }
      if content.hasPrefix("---") { break }
      var scanner = LegacyScanner(content)
      guard let count = scanner.integer(), scanner.take("@"), let addresses = scanner.addresses() else {
        throw text.error("the line is not a count and a stack", at: line)
      }
      total = total.addingReportingOverflow(count).partialValue
      profile.add(addresses, [count])
    }
    // Go counts before it walks the stacks, so that a few come and go meanwhile.
    if total < header.total - header.total / 10 - 5 {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the file begins with \(header.total) of \(header.type), and holds \(total)",
          at: SourceLocation(file: text.file, line: 1), hint: "was it cut off? record it again"))
    }
    return try profile.finish(LegacyMapping.read(&text), file: text.file)
  }
}
