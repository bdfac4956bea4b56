import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads the rows of a JTL CSV.
///
/// A row names what it is counted under by label, code, outcome and thread; most rows name what others have named, and are known by
/// the bytes of label and code alone, which lie side by side in the order that JMeter writes. Only a row with something new, a failure
/// or a transaction is looked at as text.
struct JTLCSVScanner: LineBlockScanner {
  private(set) var tally: JTLTally
  private(set) var findings = RecordFindings()
  private(set) var dates = JTLDates()
  private let row: JTLRow
  /// The label's column where the code's is the next, so that their bytes are one key.
  private let keyColumn: Int?
  private var index = CSVIndex()
  /// The bytes of label and code of successes in the load itself, and their slots.
  private var known = ByteCache()
  /// The same of failures, with all that is said about them.
  private var knownFailures = ByteCache()
  /// The bytes of the labels of transactions, and under which number their durations are kept.
  private var knownTransactions = ByteCache()

  init?(_ columns: JTLColumns, maximumNames: Int) {
    guard let row = JTLRow(columns) else { return nil }
    self.row = row
    keyColumn = columns.label.flatMap { columns.code == $0 + 1 ? $0 : nil }
    tally = JTLTally(maximumNames: maximumNames)
  }

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) -> Int {
    index.fill(bytes, count: block.count, delimiter: row.columns.delimiter)
    // Taken out of the scanner, so that they can be read while the scanner changes.
    let (index, row) = (index, row)
    let ends = index.ends.span
    let starts = index.starts.span
    let firstFields = index.firstFields.span
    let first = row.columns.hasHeader && block.ordinal == 0 ? 1 : 0
    for record in first..<max(first, index.count) {
      let place = JTLRow.Place(first: Int(firstFields[record]), start: Int(starts[record]))
      do throws(RecordFlaw) {
        // Variables of the test's author may follow.
        guard Int(firstFields[record + 1]) - place.first >= row.columns.count else {
          throw Self.wrongCount(record, row, of: index)
        }
        try read(place, ends, row, in: bytes)
      } catch {
        addFlaw(error, record, of: index, in: bytes, block)
      }
    }
    finish(index, row, in: bytes, block)
    return index.lines
  }

  /// What is done once for a block, and so is no part of the loop, which the compiler inlines less into the longer it is.
  @inline(never)
  private mutating func finish(_ index: CSVIndex, _ row: JTLRow, in bytes: RawSpan, _ block: LineBlock) {
    if !index.isTerminated, index.fieldCount(of: index.count - 1) >= row.columns.count {
      findings.addUnended(at: index.end(of: index.count - 1), in: bytes, block: block)
    }
  }

  @inline(__always)
  private mutating func read(_ place: JTLRow.Place, _ ends: Span<UInt32>, _ row: JTLRow, in bytes: RawSpan)
    throws(RecordFlaw)
  {
    findings.addRecords(1)
    let start = try start(JTLRow.field(row.time, place, ends), in: bytes)
    let times = JTLTally.Times(
      start: start, elapsed: try Self.elapsed(JTLRow.field(row.elapsed, place, ends), in: bytes))
    if row.isTransaction(place, ends, in: bytes) { return addTransaction(place, ends, row, times, in: bytes) }
    let isSuccess = row.isSuccess(place, ends, in: bytes)
    let slot = slot(place, ends, row, isSuccess, in: bytes)
    tally.addRequest(
      slot, times, isSuccess: isSuccess, latency: row.optional(row.columns.latency, place, ends, in: bytes),
      connect: row.optional(row.columns.connect, place, ends, in: bytes))
    if let users = row.optional(row.columns.users, place, ends, in: bytes) {
      tally.users.add(users, at: times.endMilliseconds)
    }
    if let count = row.optional(row.columns.bytes, place, ends, in: bytes) { tally.addReceived(count) }
    if let count = row.optional(row.columns.sentBytes, place, ends, in: bytes) { tally.addSent(count) }
  }

  // MARK: Times

  @inline(__always)
  private static func elapsed(_ field: Range<Int>, in bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    if let elapsed = RowNumber.fewDigits(field, of: bytes) { return elapsed }
    return try unusualElapsed(field, in: bytes)
  }

  @inline(never)
  private static func unusualElapsed(_ field: Range<Int>, in bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    try RowTime.whole(field, of: bytes, upTo: RowTime.longest / 1_000_000, "elapsed time")
  }

  /// When the sample began, in milliseconds since the epoch.
  @inline(__always)
  private mutating func start(_ field: Range<Int>, in bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    guard let start = RowNumber.digits(field, of: bytes), start <= RowTime.latest / 1_000_000 else {
      return try unusualTime(field, in: bytes)
    }
    return start
  }

  @inline(never)
  private mutating func unusualTime(_ field: Range<Int>, in bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    let text = CSVField.text(field.lowerBound..<min(field.upperBound, field.lowerBound + 64), of: bytes)
    guard let nanoseconds = JTLTime.nanoseconds(text, &dates) else {
      throw RecordFlaw(
        .jtlBadSample, "the time '\(PrintableText.escape(text))' is not one that can be read; the sample is left out",
        at: field.lowerBound,
        hint: "let jmeter.save.saveservice.timestamp_format be ms, or a pattern that begins with the year")
    }
    return nanoseconds / 1_000_000
  }

  // MARK: Keys

  @inline(__always)
  private mutating func slot(
    _ place: JTLRow.Place, _ ends: Span<UInt32>, _ row: JTLRow, _ isSuccess: Bool, in bytes: RawSpan
  ) -> Int {
    guard let keyColumn, isSuccess, row.isOfLoad(place, ends, in: bytes) else {
      return unusualSlot(place, ends, row, in: bytes)
    }
    let start = JTLRow.field(keyColumn, place, ends).lowerBound
    let count = JTLRow.field(keyColumn + 1, place, ends).upperBound - start
    let hash =
      count >= 8
      ? ByteCache.shortHash(bytes, at: start, count: count) : ByteCache.hash(bytes, at: start, count: count)
    return known.number(of: bytes, at: start, count: count, hash: hash)
      ?? newSlot(place, ends, row, key: start..<start + count, hash, in: bytes)
  }

  @inline(never)
  private mutating func newSlot(
    _ place: JTLRow.Place, _ ends: Span<UInt32>, _ row: JTLRow, key: Range<Int>, _ hash: UInt64, in bytes: RawSpan
  ) -> Int {
    let slot = tally.slot(of: row.sample(place, ends, in: bytes))
    _ = known.makeRoom(for: key.count)
    known.insert(bytes, at: key.lowerBound, count: key.count, hash: hash, number: slot)
    return slot
  }

  @inline(never)
  private mutating func unusualSlot(_ place: JTLRow.Place, _ ends: Span<UInt32>, _ row: JTLRow, in bytes: RawSpan)
    -> Int
  {
    var key = row.key(place, ends, in: bytes)
    let count = key.count
    key.append(contentsOf: repeatElement(0, count: LineBlock.padding))
    let hash = ByteCache.hash(key.span.bytes, at: 0, count: count)
    if let slot = knownFailures.number(of: key.span.bytes, at: 0, count: count, hash: hash) { return slot }
    let slot = tally.slot(of: row.sample(place, ends, in: bytes))
    _ = knownFailures.makeRoom(for: count)
    knownFailures.insert(key.span.bytes, at: 0, count: count, hash: hash, number: slot)
    return slot
  }

  /// Adds a transaction: once there are requests nothing but its label and its duration counts.
  @inline(never)
  private mutating func addTransaction(
    _ place: JTLRow.Place, _ ends: Span<UInt32>, _ row: JTLRow, _ times: JTLTally.Times, in bytes: RawSpan
  ) {
    guard let column = row.columns.label, tally.requestCount > 0 else {
      return tally.addTransaction(row.sample(place, ends, in: bytes), times)
    }
    let label = JTLRow.field(column, place, ends)
    let hash = ByteCache.hash(bytes, at: label.lowerBound, count: label.count)
    if let number = knownTransactions.number(of: bytes, at: label.lowerBound, count: label.count, hash: hash) {
      return tally.addTransaction(to: number, times)
    }
    guard let number = tally.transactionPlace(of: row.sample(place, ends, in: bytes)) else {
      return tally.addTransaction(row.sample(place, ends, in: bytes), times)
    }
    _ = knownTransactions.makeRoom(for: label.count)
    knownTransactions.insert(bytes, at: label.lowerBound, count: label.count, hash: hash, number: number)
    tally.addTransaction(to: number, times)
  }

  // MARK: Flaws

  @inline(never)
  private static func wrongCount(_ record: Int, _ row: JTLRow, of index: CSVIndex) -> RecordFlaw {
    let count = index.fieldCount(of: record)
    return RecordFlaw(
      .rowFieldCount,
      "the line has \(count) \(count == 1 ? "field" : "fields"), not \(row.columns.count); it is left out",
      at: index.end(of: record), hint: "was the file edited?")
  }

  /// Empty lines are no flaw, and the last line of an input that was cut off has a name of its own.
  @inline(never)
  private mutating func addFlaw(
    _ flaw: RecordFlaw, _ record: Int, of index: CSVIndex, in bytes: RawSpan, _ block: LineBlock
  ) {
    if index.isBlank(record) { return }
    if flaw.id == .rowFieldCount { findings.addRecords(1) }
    guard index.isTerminated || record < index.count - 1 || flaw.id != .rowFieldCount else {
      return findings.addCut(at: index.end(of: record), in: bytes, block: block)
    }
    findings.add(flaw, in: bytes, block: block)
  }
}
