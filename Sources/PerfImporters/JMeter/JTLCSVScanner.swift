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
    let first = row.columns.hasHeader && block.ordinal == 0 ? 1 : 0
    for record in first..<max(first, index.count) {
      do throws(RecordFlaw) {
        try read(record, row, of: index, in: bytes)
      } catch {
        addFlaw(error, record, of: index, in: bytes, block)
      }
    }
    if !index.isTerminated, index.fieldCount(of: index.count - 1) >= row.columns.count {
      findings.addUnended(at: index.end(of: index.count - 1), in: bytes, block: block)
    }
    tally.flush()
    return index.lines
  }

  @inline(__always)
  private mutating func read(_ record: Int, _ row: JTLRow, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    let count = index.fieldCount(of: record)
    // Variables of the test's author may follow.
    guard count >= row.columns.count else { throw Self.wrongCount(record, row, of: index, count) }
    findings.addRecords(1)
    let start = try start(record, row, of: index, in: bytes)
    let duration = try RowTime.whole(
      index.field(row.elapsed, of: record), of: bytes, upTo: RowTime.longest / 1_000_000, "elapsed time")
    let times = JTLTally.Times(start: start, elapsed: duration)
    if row.isTransaction(record, of: index, in: bytes) {
      return addTransaction(record, row, times, of: index, in: bytes)
    }
    let isSuccess = row.isSuccess(record, of: index, in: bytes)
    let slot = slot(record, row, isSuccess, of: index, in: bytes)
    var phases = RequestRows.Phases(repeating: .nan)
    if let latency = row.optional(row.columns.latency, record, of: index, in: bytes) { phases[0] = Double(latency) }
    if let connect = row.optional(row.columns.connect, record, of: index, in: bytes) { phases[1] = Double(connect) }
    tally.addRequest(slot, times, isSuccess: isSuccess, phases: phases)
    if let users = row.optional(row.columns.users, record, of: index, in: bytes) {
      tally.users.add(users, at: start + duration)
    }
    if let count = row.optional(row.columns.bytes, record, of: index, in: bytes) { tally.addReceived(count) }
    if let count = row.optional(row.columns.sentBytes, record, of: index, in: bytes) { tally.addSent(count) }
  }

  // MARK: Times

  /// When the sample began, in milliseconds since the epoch.
  @inline(__always)
  private mutating func start(
    _ record: Int, _ row: JTLRow, of index: CSVIndex, in bytes: RawSpan
  ) throws(RecordFlaw) -> Int64 {
    let field = index.field(row.time, of: record)
    guard let start = RowNumber.digits(field, of: bytes), start <= RowTime.latest / 1_000_000 else {
      return try unusualTime(field, in: bytes)
    }
    return start
  }

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
    _ record: Int, _ row: JTLRow, _ isSuccess: Bool, of index: CSVIndex, in bytes: RawSpan
  ) -> Int {
    guard let keyColumn, isSuccess, row.isOfLoad(record, of: index, in: bytes) else {
      return unusualSlot(record, row, of: index, in: bytes)
    }
    let start = index.field(keyColumn, of: record).lowerBound
    let count = index.field(keyColumn + 1, of: record).upperBound - start
    let hash = ByteCache.hash(bytes, at: start, count: count)
    if let slot = known.number(of: bytes, at: start, count: count, hash: hash) { return slot }
    let slot = tally.slot(of: row.sample(record, of: index, in: bytes))
    _ = known.makeRoom(for: count)
    known.insert(bytes, at: start, count: count, hash: hash, number: slot)
    return slot
  }

  @inline(never)
  private mutating func unusualSlot(_ record: Int, _ row: JTLRow, of index: CSVIndex, in bytes: RawSpan) -> Int {
    var key = row.key(record, of: index, in: bytes)
    let count = key.count
    key.append(contentsOf: repeatElement(0, count: LineBlock.padding))
    let hash = ByteCache.hash(key.span.bytes, at: 0, count: count)
    if let slot = knownFailures.number(of: key.span.bytes, at: 0, count: count, hash: hash) { return slot }
    let slot = tally.slot(of: row.sample(record, of: index, in: bytes))
    _ = knownFailures.makeRoom(for: count)
    knownFailures.insert(key.span.bytes, at: 0, count: count, hash: hash, number: slot)
    return slot
  }

  /// Adds a transaction: once there are requests nothing but its label and its duration counts.
  @inline(never)
  private mutating func addTransaction(
    _ record: Int, _ row: JTLRow, _ times: JTLTally.Times, of index: CSVIndex, in bytes: RawSpan
  ) {
    guard let label = row.columns.label.map({ index.field($0, of: record) }), tally.requestCount > 0 else {
      return tally.addTransaction(row.sample(record, of: index, in: bytes), times)
    }
    let hash = ByteCache.hash(bytes, at: label.lowerBound, count: label.count)
    if let place = knownTransactions.number(of: bytes, at: label.lowerBound, count: label.count, hash: hash) {
      return tally.addTransaction(to: place, times)
    }
    guard let place = tally.transactionPlace(of: row.sample(record, of: index, in: bytes)) else {
      return tally.addTransaction(row.sample(record, of: index, in: bytes), times)
    }
    _ = knownTransactions.makeRoom(for: label.count)
    knownTransactions.insert(bytes, at: label.lowerBound, count: label.count, hash: hash, number: place)
    tally.addTransaction(to: place, times)
  }

  // MARK: Flaws

  private static func wrongCount(_ record: Int, _ row: JTLRow, of index: CSVIndex, _ count: Int) -> RecordFlaw {
    RecordFlaw(
      .rowFieldCount,
      "the line has \(count) \(count == 1 ? "field" : "fields"), not \(row.columns.count); it is left out",
      at: index.end(of: record), hint: "was the file edited?")
  }

  /// Empty lines are no flaw, and the last line of an input that was cut off has a name of its own.
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
