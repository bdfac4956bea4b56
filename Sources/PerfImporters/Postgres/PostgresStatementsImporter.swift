public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what a query on `pg_stat_statements` printed, whatever columns it selected and whatever style psql was in, and
/// `pg_stat_statements_info`.
public struct PostgresStatementsImporter: Importer {
  public static let format = FormatDescription(
    id: "pg-stat-statements", tool: "PostgreSQL", title: "pg_stat_statements",
    holds: "calls, times, rows, blocks and WAL of every statement of a server, as CSV, JSON or in any style of psql",
    lacks:
      "when statements ran: the counters grow from the last reset on, so that a window needs a reset before it or two captures",
    record: "psql --csv -c 'SELECT now() AS captured_at, s.* FROM pg_stat_statements s' > statements.csv")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let names = PSQLTable.columns(of: prefix) else { return .no }
    let columns = StatementColumns(names)
    return columns.areStatements || columns.areState ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    let table = try PSQLTable(try source.readAll(), name: name, limits: limits)
    let columns = StatementColumns(table.columns)
    if table.isWhole == false {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the table has no end: rows may be missing, and the last one may be wrong",
          at: SourceLocation(file: name, line: table.rows.last?.line ?? 1), hint: "record it again"))
    }
    if columns.areState { return run.addQueries(try state(table, columns, file: name)) }
    guard columns.areStatements else {
      throw Diagnostic(
        .error, .tableMalformed, "there are no statements with calls or times in the table",
        at: SourceLocation(file: name, line: 1), hint: "select at least query, calls and total_exec_time")
    }
    let rows = StatementRows(table, columns, file: name)
    for flaw in rows.flaws { run.record(flaw) }
    if rows.statements.isEmpty {
      // Beside a result an empty table is of no use, which is no reason to refuse the result.
      run.record(
        Diagnostic(
          .warning, .noData, "there is no statement in the table", at: SourceLocation(file: name, line: 1),
          hint: "is pg_stat_statements in shared_preload_libraries?"))
    }
    let capture = QueryCapture(
      source: .counters, statements: rows.statements,
      coverage: CaptureCoverage.of(rows.statements, selectsEverything: columns.isEverything), time: rows.time,
      textLimit: CaptureCoverage.textLimit(rows.statements))
    for finding in findings(capture, file: name) { run.record(finding) }
    if let versions = StatementColumns.versions(table.columns) { run.setContext("columns of", versions) }
    run.addQueries(capture)
  }

  /// The one row of `pg_stat_statements_info`.
  private func state(
    _ table: PSQLTable, _ columns: StatementColumns, file: String
  ) throws(Diagnostic) -> QueryCapture {
    func cell(_ meaning: StatementColumns.Meaning) -> String? {
      guard let place = columns.meanings.firstIndex(of: meaning) else { return nil }
      return table.rows.first?.cells[place]
    }
    guard let evictions = cell(.evictions).flatMap(Int.init), evictions >= 0 else {
      throw Diagnostic(
        .error, .queryRow, "the number of evictions is missing", at: SourceLocation(file: file, line: 1),
        hint: "SELECT * FROM pg_stat_statements_info has one row")
    }
    return QueryCapture(
      source: .counterState, statements: [], time: cell(.capturedAt).flatMap(Timestamp.init(rfc3339:)),
      reset: cell(.reset).flatMap(Timestamp.init(rfc3339:)), evictions: evictions)
  }

  /// What the capture cannot tell.
  private func findings(_ capture: QueryCapture, file: String) -> [Diagnostic] {
    let place = SourceLocation(file: file, line: 1)
    var findings: [Diagnostic] = []
    if case .top(let count, let order) = capture.coverage {
      let which = order.map { "the first \(count) by \($0)" } ?? "\(count) statements"
      findings.append(
        Diagnostic(
          .warning, .queryPartial,
          "only \(which) of the server are listed: what is not listed may have run all the same",
          at: place, hint: Self.format.record))
    }
    if let limit = capture.textLimit {
      findings.append(
        Diagnostic(
          .warning, .queryText, "statements are cut at \(limit) characters: different ones may look the same",
          at: place, hint: "select the whole column query"))
    }
    if capture.statements.contains(where: { $0.text.written == "<insufficient privilege>" }) {
      findings.append(
        Diagnostic(
          .warning, .queryText, "the text of some statements was hidden from who looked", at: place,
          hint: "GRANT pg_read_all_stats to the user who records"))
    }
    return findings
  }
}
