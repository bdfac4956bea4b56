import PerfDiagnostics
import PerfFormats

/// Turns lines into reports; what is not of ab (progress, `-v` chatter, a shell's noise) is passed over.
struct ABParser {
  private let file: String
  private var output = Output()
  private var report: ABReport?
  private var section = Section.facts
  /// The line of the last banner, while no report has followed it.
  private var unanswered: Int?
  /// Why ab stopped, when a line said so and no report has followed it.
  private var failure: String?
  private var lastLine = 0
  /// Whether the input ends inside a line.
  private var isCut = false

  /// All that a file holds.
  struct Output {
    var toolVersion: String?
    var reports: [ABReport] = []
    /// Invocations without a report, and reports too short to use.
    var failures: [Diagnostic] = []
  }

  /// More reports in one file than anybody records; the bound keeps memory in proportion.
  static let maximumReports = 10_000

  private enum Section {
    case facts
    case times(isShort: Bool)
    case percentiles
  }

  init(file: String) { self.file = file }

  mutating func take(_ bytes: LineReader.Line) throws(Diagnostic) {
    let line = ABLine(bytes, file: file)
    lastLine = line.number
    if ABText.isHTML(line.text) { throw isHTML(line) }
    if ABText.isBanner(line.text) { return try begin(line, isWhole: bytes.isTerminated) }
    if let reason = ABText.failure(in: line.text) { failure = failure ?? reason }
    // A line without an end may have lost digits. Only the last line of a report shows by itself that it is whole.
    guard bytes.isTerminated || line.text.hasSuffix(ABText.longest) else {
      isCut = !line.text.trimmed.isEmpty
      return
    }
    if try takeFact(line) { return }
    try takeTable(line)
  }

  /// Closes the last report.
  /// - Throws: when there is neither a report nor an invocation that ended without one.
  mutating func finish() throws(Diagnostic) -> Output {
    close()
    noteUnanswered()
    if output.reports.isEmpty, let broken = output.failures.first(where: { $0.id == .inputTruncated }) { throw broken }
    if output.reports.isEmpty, output.failures.isEmpty { throw nothing() }
    return output
  }

  // MARK: Lines

  private mutating func begin(_ line: ABLine, isWhole: Bool) throws(Diagnostic) {
    close()
    noteUnanswered()
    try checkCount(line)
    unanswered = line.number
    if isWhole, output.toolVersion == nil { output.toolVersion = ABText.version(inBanner: line.text) }
  }

  /// Takes a line `Label: value` of the upper part of a report.
  private mutating func takeFact(_ line: ABLine) throws(Diagnostic) -> Bool {
    let label = line.label ?? ""
    if let name = ABName(rawValue: label) {
      try open(line, again: report?.names[name] != nil)
      report?.names[name] = line.value
    } else if let count = ABCount(rawValue: label) {
      try open(line, again: report?.counts[count] != nil)
      try report?.take(count, line)
    } else if let figure = ABFigure(rawValue: label) {
      try open(line, again: report?.figures[figure] != nil)
      try report?.take(figure, line)
    } else {
      return false
    }
    section = .facts
    return true
  }

  /// Takes a line of the lower part of a report.
  private mutating func takeTable(_ line: ABLine) throws(Diagnostic) {
    if line.text.hasSuffix(ABText.timesHeading) {
      section = .times(isShort: false)
    } else if line.text == ABText.percentilesHeading {
      section = .percentiles
      report?.hasPercentileTable = true
    } else if line.text.trimmed == ABText.shortTimesColumns {
      section = .times(isShort: true)
    } else {
      switch section {
      case .facts: try report?.takeContinuation(line)
      case .times(let isShort): try report?.takeTimes(line, isShort: isShort)
      case .percentiles: try report?.takePercentile(line)
      }
    }
  }

  // MARK: Reports

  /// Opens a report where none is open, or where the line repeats one that the open report has: its own head was cut away.
  private mutating func open(_ line: ABLine, again: Bool) throws(Diagnostic) {
    if again { close() }
    guard report == nil else { return }
    try checkCount(line)
    report = ABReport(file: file, line: line.number)
    unanswered = nil
    failure = nil
  }

  private mutating func close() {
    guard var closing = report else { return }
    report = nil
    section = .facts
    guard closing.counts[.complete] != nil else {
      output.failures.append(
        truncated(.error, "the report ends before the count of requests, so nothing of it is used"))
      return
    }
    if closing.counts[.complete]?.value == 0 { closing.diagnostics.append(nothingCompleted()) }
    if let gap = closing.gap(isCut: isCut) {
      closing.diagnostics.append(
        gap == .noPercentileTable
          ? noPercentiles() : truncated(.warning, "the input ends early; what came before is used"))
    }
    output.reports.append(closing)
  }

  private func checkCount(_ line: ABLine) throws(Diagnostic) {
    guard output.reports.count + output.failures.count >= Self.maximumReports else { return }
    throw Diagnostic(
      .error, .inputTooLarge, "there are more than \(Self.maximumReports) reports", at: line.location,
      hint: "split the file")
  }

  private mutating func noteUnanswered() {
    guard let line = unanswered else { return }
    let reason = failure.map { ": \($0.trimmed)" } ?? ""
    output.failures.append(
      Diagnostic(
        .error, .abNoResult, "ab printed no result\(reason)", at: SourceLocation(file: file, line: line),
        hint: "was the server up? ab stops without a report when a connection is refused, unless run with -r"))
    unanswered = nil
    failure = nil
  }

  // MARK: Findings

  private func truncated(_ severity: Severity, _ message: String) -> Diagnostic {
    Diagnostic(
      severity, .inputTruncated, message, at: SourceLocation(file: file, line: lastLine),
      hint: "was ab killed, or only a part copied? record the whole output with 'ab … > ab.txt'")
  }

  private func nothingCompleted() -> Diagnostic {
    Diagnostic(
      .warning, .noData, "no request was completed", at: SourceLocation(file: file, line: lastLine),
      hint: "was ab stopped before the first answer?")
  }

  private func noPercentiles() -> Diagnostic {
    Diagnostic(
      .warning, .abNoPercentiles, "there is no percentile table: ab ran with -d, or the report was cut off",
      at: SourceLocation(file: file, line: lastLine), hint: "record without -d to compare percentiles")
  }

  private func isHTML(_ line: ABLine) -> Diagnostic {
    Diagnostic(
      .error, .abHTML, "this is a page written by 'ab -w', which leaves percentiles out", at: line.location,
      excerpt: Excerpt(line: line.bytes, column: 1), hint: "record without -w")
  }

  private func nothing() -> Diagnostic {
    guard lastLine > 0 else {
      return Diagnostic(
        .error, .inputEmpty, "the input is empty", at: SourceLocation(file: file, line: 1),
        hint: "record it with 'ab … > ab.txt'")
    }
    return Diagnostic(
      .error, .abNoReport, "no line is of an ab report", at: SourceLocation(file: file, line: 1),
      hint: "leave --input-format away to let the content decide")
  }
}
