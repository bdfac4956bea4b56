import PerfDiagnostics
import PerfFormats
import PerfModel

/// What one format makes of the records of a delimited file. Each worker has a reader of its own.
protocol RowReader: Sendable {
  /// How many fields a record has; one with another number is left out.
  var columns: Int { get }
  /// Takes in one record of the block.
  /// - Throws: why it is left out.
  mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw)
  /// Hands on what waits; called after each block.
  mutating func finishBlock()
  /// Adds what another worker has read.
  mutating func merge(_ other: consuming Self)
}

/// Brings the records of a delimited file to a reader.
struct RowScanner<Reader: RowReader>: LineBlockScanner {
  private(set) var reader: Reader
  private(set) var findings = RecordFindings()
  private let delimiter: UInt8
  private let hasHeader: Bool
  private var index = CSVIndex()

  init(_ reader: Reader, delimiter: UInt8, hasHeader: Bool) {
    self.reader = reader
    self.delimiter = delimiter
    self.hasHeader = hasHeader
  }

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) -> Int {
    index.fill(bytes, count: block.count, delimiter: delimiter)
    let first = hasHeader && block.ordinal == 0 ? 1 : 0
    for record in first..<max(first, index.count) where !index.isBlank(record) {
      findings.addRecords(1)
      guard index.isTerminated || record < index.count - 1 else {
        findings.addCut(at: index.end(of: record), in: bytes, block: block)
        continue
      }
      do throws(RecordFlaw) {
        guard index.fieldCount(of: record) == reader.columns else { throw wrongCount(record) }
        try reader.read(record, of: index, in: bytes)
      } catch {
        findings.add(error, in: bytes, block: block)
      }
    }
    reader.finishBlock()
    return index.lines
  }

  private func wrongCount(_ record: Int) -> RecordFlaw {
    let count = index.fieldCount(of: record)
    return RecordFlaw(
      .rowFieldCount, "the line has \(count) \(count == 1 ? "field" : "fields"), not \(reader.columns); it is left out",
      at: count > reader.columns ? index.field(reader.columns, of: record).lowerBound : index.end(of: record),
      hint: "was the file edited?")
  }

  /// Reads a source, and tells the run what is wrong with its records.
  /// - Returns: a reader that has read all of them, and how many records there are.
  /// - Throws: what the source throws; the first flaw when no record is good.
  static func read(
    _ source: inout ByteSource, delimiter: UInt8, hasHeader: Bool, into run: inout RunBuilder,
    makeReader: @Sendable () -> Reader
  ) throws(Diagnostic) -> (reader: Reader, records: Int) {
    let (scanners, numbers) = try source.scanBlocks(endingAt: .record(delimiter: delimiter)) {
      RowScanner(makeReader(), delimiter: delimiter, hasHeader: hasHeader)
    }
    var all = RowScanner(makeReader(), delimiter: delimiter, hasHeader: hasHeader)
    for scanner in scanners {
      all.reader.merge(scanner.reader)
      all.findings.merge(scanner.findings)
    }
    try all.findings.tell(&run, file: source.name, numbers: numbers)
    return (all.reader, all.findings.records)
  }
}

extension DiagnosticID {
  /// A line with more or fewer fields than the format has.
  static let rowFieldCount = DiagnosticID(rawValue: "row-field-count")
  /// A field that is no number where one belongs, or one that cannot be.
  static let rowBadNumber = DiagnosticID(rawValue: "row-bad-number")
}
