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
  /// Whether a time was a date without a zone.
  private(set) var hasDates = false
  private let columns: JTLColumns
  private let time: Int
  private let elapsed: Int
  /// Whether label and code are neighbours, so that their bytes are one key.
  private let hasPlainKey: Bool
  private var index = CSVIndex()
  /// The bytes of label and code of successes in the load itself, and their slots.
  private var known = ByteCache()
  /// The same of failures, with all that is said about them.
  private var knownFailures = ByteCache()

  init?(_ columns: JTLColumns, maximumNames: Int) {
    guard let time = columns.time, let elapsed = columns.elapsed else { return nil }
    self.columns = columns
    self.time = time
    self.elapsed = elapsed
    if let label = columns.label, let code = columns.code {
      hasPlainKey = code == label + 1
    } else {
      hasPlainKey = false
    }
    tally = JTLTally(maximumNames: maximumNames)
  }

  mutating func scan(_ bytes: RawSpan, _ block: LineBlock) -> Int {
    index.fill(bytes, count: block.count, delimiter: columns.delimiter)
    // Taken out of the scanner, so that it can be read while the scanner changes.
    let index = index
    let first = columns.hasHeader && block.ordinal == 0 ? 1 : 0
    for record in first..<max(first, index.count) {
      do throws(RecordFlaw) {
        try read(record, of: index, in: bytes)
      } catch {
        addFlaw(error, record, of: index, in: bytes, block)
      }
    }
    if !index.isTerminated, index.fieldCount(of: index.count - 1) >= columns.count {
      findings.addUnended(at: index.end(of: index.count - 1), in: bytes, block: block)
    }
    tally.flush()
    return index.lines
  }

  @inline(__always)
  private mutating func read(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) {
    let count = index.fieldCount(of: record)
    // Variables of the test's author may follow.
    guard count >= columns.count else { throw wrongCount(record, of: index, count) }
    findings.addRecords(1)
    let start = try start(record, of: index, in: bytes)
    let duration = try RowTime.whole(
      index.field(elapsed, of: record), of: bytes, upTo: RowTime.longest / 1_000_000, "elapsed time")
    let times = JTLTally.Times(start: start, elapsed: duration)
    if let column = columns.message, isTransaction(index.field(column, of: record), in: bytes) {
      return tally.addTransaction(sample(record, of: index, in: bytes), times)
    }
    let isSuccess = isSuccess(record, of: index, in: bytes)
    let slot = slot(record, isSuccess, of: index, in: bytes)
    var phases = RequestRows.Phases(repeating: .nan)
    if let column = columns.latency, let latency = optional(column, record, of: index, in: bytes) {
      phases[0] = Double(latency)
    }
    if let column = columns.connect, let connect = optional(column, record, of: index, in: bytes) {
      phases[1] = Double(connect)
    }
    tally.addRequest(slot, times, isSuccess: isSuccess, phases: phases)
    if let column = columns.users, let users = optional(column, record, of: index, in: bytes) {
      tally.users.add(users, at: start + duration)
    }
    if let column = columns.bytes, let count = optional(column, record, of: index, in: bytes) {
      tally.addReceived(count)
    }
    if let column = columns.sentBytes, let count = optional(column, record, of: index, in: bytes) {
      tally.addSent(count)
    }
  }

  // MARK: Numbers

  /// When the sample began, in milliseconds since the epoch.
  @inline(__always)
  private mutating func start(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    guard let start = RowNumber.digits(index.field(time, of: record), of: bytes), start <= RowTime.latest / 1_000_000
    else { return try unusualTime(record, of: index, in: bytes) }
    return start
  }

  private mutating func unusualTime(_ record: Int, of index: CSVIndex, in bytes: RawSpan) throws(RecordFlaw) -> Int64 {
    let field = index.field(time, of: record)
    let text = CSVField.text(field.lowerBound..<min(field.upperBound, field.lowerBound + 64), of: bytes)
    guard let nanoseconds = JTLTime.nanoseconds(text) else {
      throw RecordFlaw(
        .jtlBadSample, "the time '\(PrintableText.escape(text))' is not one that can be read; the sample is left out",
        at: field.lowerBound,
        hint: "let jmeter.save.saveservice.timestamp_format be ms, or a pattern that begins with the year")
    }
    if JTLTime.isDate(text) { hasDates = true }
    return nanoseconds / 1_000_000
  }

  /// A number that is not needed: what is none, or below 0, is passed over.
  @inline(__always)
  private func optional(_ column: Int, _ record: Int, of index: CSVIndex, in bytes: RawSpan) -> Int64? {
    let field = index.field(column, of: record)
    guard let value = RowNumber.digits(field, of: bytes) ?? unusual(field, in: bytes) else { return nil }
    return value <= RowTime.longest ? value : nil
  }

  private func unusual(_ field: Range<Int>, in bytes: RawSpan) -> Int64? {
    guard !field.isEmpty, field.count <= 64, let value = RowNumber.integer(field, of: bytes), value >= 0 else {
      return nil
    }
    return value
  }

  // MARK: Words

  /// Whether the message is that of a transaction; its first eight bytes decide for nearly all others.
  @inline(__always)
  private func isTransaction(_ field: Range<Int>, in bytes: RawSpan) -> Bool {
    let isQuoted = bytes.byte(at: field.lowerBound) == UInt8(ascii: "\"")
    // "Number o"
    guard bytes.word(at: field.lowerBound + (isQuoted ? 1 : 0)) == 0x6F20_7265_626D_754E else { return false }
    return CSVField.text(field, of: bytes).hasPrefix(JTLSample.transactionStart)
  }

  /// Anything but `true` is a failure; without the column a code of 2xx or 3xx is a success.
  @inline(__always)
  private func isSuccess(_ record: Int, of index: CSVIndex, in bytes: RawSpan) -> Bool {
    guard let column = columns.success else { return true }
    let field = index.field(column, of: record)
    // "true"
    if field.count == 4, bytes.word(at: field.lowerBound) & 0xFFFF_FFFF == 0x6575_7274 { return true }
    return CSVField.text(field, of: bytes).lowercased() == "true"
  }

  @inline(__always)
  private mutating func slot(_ record: Int, _ isSuccess: Bool, of index: CSVIndex, in bytes: RawSpan) -> Int {
    guard hasPlainKey, isSuccess, isOfLoad(record, of: index, in: bytes), let label = columns.label else {
      return unusualSlot(record, of: index, in: bytes)
    }
    let start = index.field(label, of: record).lowerBound
    let count = index.field(label + 1, of: record).upperBound - start
    let hash = ByteCache.hash(bytes, at: start, count: count)
    if let slot = known.number(of: bytes, at: start, count: count, hash: hash) { return slot }
    let slot = tally.slot(of: sample(record, of: index, in: bytes))
    _ = known.makeRoom(for: count)
    known.insert(bytes, at: start, count: count, hash: hash, number: slot)
    return slot
  }

  /// Whether a thread is not one of those before and after the load: their names begin as few others do.
  @inline(__always)
  private func isOfLoad(_ record: Int, of index: CSVIndex, in bytes: RawSpan) -> Bool {
    guard let column = columns.thread else { return true }
    let start = index.field(column, of: record).lowerBound
    let word = bytes.word(at: bytes.byte(at: start) == UInt8(ascii: "\"") ? start + 1 : start)
    // "setUp Th", "tearDown"
    return word != 0x6854_2070_5574_6573 && word != 0x6E77_6F44_7261_6574
  }

  private mutating func unusualSlot(_ record: Int, of index: CSVIndex, in bytes: RawSpan) -> Int {
    var key: [UInt8] = []
    for column in [columns.label, columns.code, columns.success, columns.message, columns.failure] {
      if let column { bytes.extracting(index.field(column, of: record)).withUnsafeBytes { key.append(contentsOf: $0) } }
      key.append(0)
    }
    key.append(
      isOfLoad(record, of: index, in: bytes)
        ? 0 : bytes.byte(at: index.field(columns.thread ?? 0, of: record).lowerBound))
    let count = key.count
    key.append(contentsOf: repeatElement(0, count: LineBlock.padding))
    let hash = ByteCache.hash(key.span.bytes, at: 0, count: count)
    if let slot = knownFailures.number(of: key.span.bytes, at: 0, count: count, hash: hash) { return slot }
    let slot = tally.slot(of: sample(record, of: index, in: bytes))
    _ = knownFailures.makeRoom(for: count)
    knownFailures.insert(key.span.bytes, at: 0, count: count, hash: hash, number: slot)
    return slot
  }

  private func sample(_ record: Int, of index: CSVIndex, in bytes: RawSpan) -> JTLSample {
    func text(_ column: Int?) -> String {
      column.map { CSVField.text(index.field($0, of: record), of: bytes) } ?? ""
    }
    return JTLSample(
      label: text(columns.label), code: text(columns.code), message: text(columns.message),
      failureMessage: text(columns.failure), thread: text(columns.thread),
      isSuccess: isSuccess(record, of: index, in: bytes))
  }

  // MARK: Flaws

  private func wrongCount(_ record: Int, of index: CSVIndex, _ count: Int) -> RecordFlaw {
    RecordFlaw(
      .rowFieldCount, "the line has \(count) \(count == 1 ? "field" : "fields"), not \(columns.count); it is left out",
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
