import PerfDiagnostics
import PerfFormats
import PerfModel

/// What was found wrong with the records of an input: the first few flaws of each kind are kept, all are counted.
struct RecordFindings: Sendable {
  private var kept: [PlacedFlaw] = []
  private var counts: [DiagnosticID: Int] = [:]
  /// The last record of the input, when it has no line end and is left out.
  private var cut: PlacedFlaw?
  /// The last record of the input, when it has no line end and is used.
  private var unended: PlacedFlaw?
  /// Records that are not empty lines, with those that have flaws.
  private(set) var records = 0

  /// Counts records.
  mutating func addRecords(_ count: Int) { records += count }

  /// Adds the flaw of a record that is left out. A worker meets its records in the order of the input.
  mutating func add(_ flaw: RecordFlaw, in bytes: RawSpan, block: LineBlock) {
    let count = counts[flaw.id, default: 0]
    counts[flaw.id] = count + 1
    guard count < DiagnosticLog.repeatLimit else { return }
    kept.append(PlacedFlaw(flaw, in: bytes, block: block.ordinal, length: block.count))
  }

  /// Adds the flaw of an XML element or JSON line that knows its place itself.
  mutating func add(_ flaw: PlacedFlaw) {
    counts[flaw.id, default: 0] += 1
    if counts[flaw.id, default: 0] <= DiagnosticLog.repeatLimit { kept.append(flaw) }
  }

  /// Notes that the input ends within a record, at an offset of its last block.
  mutating func addCut(at offset: Int, in bytes: RawSpan, block: LineBlock) {
    let flaw = RecordFlaw(
      .inputTruncated, "the last line has no end and is left out, as a number in it may have been cut", at: offset,
      hint: "was the load generator killed while it wrote?")
    cut = PlacedFlaw(flaw, in: bytes, block: block.ordinal, length: block.count)
  }

  /// Notes that the last record of the input is whole but for its line end.
  mutating func addUnended(at offset: Int, in bytes: RawSpan, block: LineBlock) {
    let flaw = RecordFlaw(
      .inputTruncated, "the last line has all its fields and no end; the last field may have been cut", at: offset,
      hint: "nothing is amiss where the file was copied or edited without its last line end")
    unended = PlacedFlaw(flaw, in: bytes, block: block.ordinal, length: block.count)
  }

  mutating func merge(_ other: RecordFindings) {
    kept += other.kept
    counts.merge(other.counts) { $0 + $1 }
    cut = cut ?? other.cut
    unended = unended ?? other.unended
    records += other.records
  }

  /// Records the findings in a run.
  /// - Throws: the first of them when no record is good.
  func tell(_ run: inout RunBuilder, file: String, numbers: LineNumbers) throws(Diagnostic) {
    let flaws = kept.sorted()
    let flawed = counts.values.reduce(0, +)
    if let first = flaws.first ?? cut, flawed + (cut == nil ? 0 : 1) >= records {
      throw diagnostic(first, .error, file, numbers)
    }
    var told: [DiagnosticID: Int] = [:]
    for flaw in flaws where told[flaw.id, default: 0] < DiagnosticLog.repeatLimit {
      told[flaw.id, default: 0] += 1
      run.record(diagnostic(flaw, .warning, file, numbers))
    }
    for (id, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let flaw = flaws.last(where: { $0.id == id }) else { continue }
      // The log keeps the first few of a kind and counts the rest.
      for _ in told[id, default: 0]..<max(told[id, default: 0], count) {
        run.record(diagnostic(flaw, .warning, file, numbers))
      }
    }
    if let cut { run.record(diagnostic(cut, .warning, file, numbers)) }
    if let unended { run.record(diagnostic(unended, .note, file, numbers)) }
  }

  private func diagnostic(
    _ flaw: PlacedFlaw, _ severity: Severity, _ file: String, _ numbers: LineNumbers
  ) -> Diagnostic {
    Diagnostic(
      severity, flaw.id, flaw.message,
      at: SourceLocation(
        file: file, line: numbers.number(ofLine: flaw.line, inBlock: flaw.block), column: flaw.column),
      excerpt: flaw.excerpt, hint: flaw.hint)
  }
}
