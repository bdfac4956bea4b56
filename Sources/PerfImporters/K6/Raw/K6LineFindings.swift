import PerfDiagnostics
import PerfFormats
import PerfModel

/// Where a line is, as the worker that reads it knows.
struct K6LinePlace: Sendable, Comparable {
  let block: Int
  /// In the block, from 0.
  let line: Int
  let isTerminated: Bool

  static func < (a: K6LinePlace, b: K6LinePlace) -> Bool { (a.block, a.line) < (b.block, b.line) }
}

/// Lines that are no records: the first few are kept, all are counted.
struct K6LineFindings: Sendable {
  private let name: String
  private var kept: [(place: K6LinePlace, error: Diagnostic)] = []
  private var bad = 0
  private var lines = 0
  private var blank = 0

  init(name: String) { self.name = name }

  mutating func addLines(_ count: Int) { lines += count }

  mutating func addBlank() { blank += 1 }

  /// Adds a line that could not be read, and why.
  mutating func add(_ error: Diagnostic, _ place: K6LinePlace) {
    if place.isTerminated { bad += 1 }
    // A worker meets its lines in the order of the file. The last line of the file is kept whatever came before.
    if kept.count < DiagnosticLog.repeatLimit || !place.isTerminated { kept.append((place, error)) }
  }

  mutating func merge(_ other: K6LineFindings) {
    kept += other.kept
    bad += other.bad
    lines += other.lines
    blank += other.blank
  }

  /// Records the findings in a run.
  /// - Throws: the first of them when most lines are bad: the file is something else.
  func tell(_ run: inout RunBuilder, numbers: LineNumbers) throws(Diagnostic) {
    let ordered = kept.sorted { $0.place < $1.place }
    let others = ordered.filter(\.place.isTerminated).prefix(DiagnosticLog.repeatLimit)
    guard lines - blank > 0 else {
      throw Self.empty(name)
    }
    let isMostlyBad = bad * 2 > lines - blank
    for finding in others {
      let diagnostic = badLine(finding.place, finding.error, numbers, isFatal: isMostlyBad)
      if isMostlyBad { throw diagnostic }
      run.record(diagnostic)
    }
    if let last = others.last {
      // The log keeps the first few of a kind and counts the rest.
      for _ in others.count..<max(others.count, bad) {
        run.record(badLine(last.place, last.error, numbers, isFatal: false))
      }
    }
    if let cut = ordered.first(where: { !$0.place.isTerminated }) {
      guard lines - blank > 1 else { throw badLine(cut.place, cut.error, numbers, isFatal: true) }
      run.record(truncation(cut.place, cut.error, numbers))
    }
  }

  /// The error of a file without records.
  static func empty(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, .inputEmpty, "the file holds no records", at: SourceLocation(file: name, line: 1),
      hint: "did the load generator write its result?")
  }

  private func badLine(
    _ place: K6LinePlace, _ error: Diagnostic, _ numbers: LineNumbers, isFatal: Bool
  ) -> Diagnostic {
    Diagnostic(
      isFatal ? .error : .warning, .k6BadLine,
      "the line is no record of k6: \(error.message)" + (isFatal ? "" : "; it is left out"),
      at: location(place, error, numbers), excerpt: error.excerpt,
      hint: error.hint ?? "is this the file as k6 wrote it?")
  }

  private func truncation(_ place: K6LinePlace, _ error: Diagnostic, _ numbers: LineNumbers) -> Diagnostic {
    Diagnostic(
      .warning, .inputTruncated, "the last line is cut off and left out; what came before is used",
      at: location(place, error, numbers), excerpt: error.excerpt,
      hint: "was the load generator killed while it wrote?")
  }

  private func location(_ place: K6LinePlace, _ error: Diagnostic, _ numbers: LineNumbers) -> SourceLocation {
    SourceLocation(
      file: name, line: numbers.number(ofLine: place.line, inBlock: place.block), column: error.location?.column)
  }
}
