public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what JMeter and Taurus record as CSV, with a header or without, whatever separates the columns.
public struct JTLCSVImporter: Importer {
  public static let format = FormatDescription(
    id: "jtl-csv", tool: "jmeter", title: "JMeter results as CSV",
    holds:
      "every sample: start, duration, label, code, outcome, and as far as they were saved the time to connect and to the first byte, "
      + "bytes and the number of threads; so any percentile, errors by code and message and a time line; transactions apart from "
      + "the requests in them",
    lacks: "times are whole milliseconds; no method where the label does not name it",
    record: "jmeter -n -t plan.jmx -l results.jtl", richness: 100)

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  /// Certain when the first line is a header with JMeter's columns, or a row in JMeter's order.
  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    JTLColumns(prefix: prefix) == nil ? .no : .certain
  }

  /// Reads the whole file.
  /// - Throws: `input-empty`; `jtl-missing-column` where no start or duration was saved; the first flaw when no row is good.
  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let (columns, scanner) = try start(&source)
    var (scanners, numbers) = try source.scanBlocks(endingAt: .record(delimiter: columns.delimiter)) { scanner }
    var findings = RecordFindings()
    for scanner in scanners { findings.merge(scanner.findings) }
    try findings.tell(&run, file: source.name, numbers: numbers)
    guard findings.records > 0 else { throw RawHeader.empty(source.name) }
    try tellDates(of: scanners, &run, file: source.name)
    let tallies = scanners.map(\.tally)
    scanners = []
    JTLTally.merged(tallies, maximumNames: limits.maximumLabelValues).tell(&run, file: source.name)
    if let start = run.startedAt, Self.seconds.contains(start.millisecondsSinceEpoch) {
      run.record(
        Diagnostic(
          .warning, .jtlSeconds,
          "the run seems to begin in 1970: times are probably seconds and are taken for milliseconds, so that rates and all that happened "
            + "over time are wrong", at: SourceLocation(file: source.name, line: 1), hint: Self.milliseconds))
    }
  }

  /// Milliseconds of the years 1970 to 1973, when nobody ran JMeter: where seconds since September 2001 come to lie, of ten digits and more.
  private static let seconds: Range<Int64> = 1_000_000_000..<100_000_000_000

  private static let milliseconds = "let jmeter.save.saveservice.timestamp_format be ms"

  /// - Throws: `jtl-date-order` where dates cannot all be read in one way.
  private func tellDates(
    of scanners: [JTLCSVScanner], _ run: inout RunBuilder, file: String
  ) throws(Diagnostic) {
    var dates = JTLDates()
    for scanner in scanners { dates.merge(scanner.dates) }
    let place = SourceLocation(file: file, line: 1)
    if dates.beginWithDay && dates.beginWithMonth {
      throw Diagnostic(
        .error, .jtlDateOrder, "some dates begin with the day, and of others nobody can tell whether they do",
        at: place,
        hint: Self.milliseconds)
    }
    if dates.lackZone {
      run.record(
        Diagnostic(
          .note, .jtlLocalTime, "times are dates without a zone and are taken for UTC", at: place,
          hint: Self.milliseconds))
    }
  }

  /// Finds the columns.
  private func start(_ source: inout ByteSource) throws(Diagnostic) -> (JTLColumns, JTLCSVScanner) {
    let prefix = try source.prefix()
    let line = RawHeader.line(of: prefix[...])
    guard prefix.contains(where: { $0 > 0x20 }) else { throw RawHeader.empty(source.name) }
    let place = SourceLocation(file: source.name, line: 1, column: 1)
    let excerpt = Excerpt(line: line.prefix(2 * Excerpt.width), column: 1)
    guard let columns = JTLColumns(prefix: prefix[...]) else {
      throw Diagnostic(
        .error, .rowHeader, "the first line is neither a header nor a row of JMeter", at: place, excerpt: excerpt,
        hint: "leave --input-format away, or save the results with jmeter.save.saveservice.print_field_names=true")
    }
    guard let scanner = JTLCSVScanner(columns, maximumNames: limits.maximumLabelValues) else {
      let missing = [columns.time == nil ? "timeStamp" : nil, columns.elapsed == nil ? "elapsed" : nil]
      throw Diagnostic(
        .error, .jtlMissingColumn,
        "the file has no column \(missing.compactMap(\.self).joined(separator: " and no column "))",
        at: place, excerpt: excerpt,
        hint: "set jmeter.save.saveservice.timestamp_format=ms and jmeter.save.saveservice.time=true")
    }
    return (columns, scanner)
  }
}
