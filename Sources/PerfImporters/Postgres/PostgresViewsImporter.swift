public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the statistics views of PostgreSQL that tell of connections, of the buffers, and of tables and indexes: `pg_stat_activity`, by
/// session or counted, the connections there may be, `pg_stat_database`, `pg_statio_user_tables` and `pg_statio_user_indexes`, by row or
/// summed up, `pg_stat_user_tables` and `pg_stat_user_indexes`.
public struct PostgresViewsImporter: Importer {
  public static let format = FormatDescription(
    id: "pg-stat-views", tool: "PostgreSQL", title: "statistics views of PostgreSQL",
    holds:
      "connections that are active and idle, the most there may be, the share of blocks that were found in the buffers, "
      + "and of tables and indexes their scans and rows",
    lacks:
      "the window: shares and scans are since the last reset of the statistics, so that a growth needs two captures; "
      + "counted sessions contain the one that looked",
    record: "psql --csv -c 'SELECT now() AS captured_at, t.* FROM pg_stat_user_tables t' > tables.csv")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let names = PSQLTable.columns(of: prefix) else { return .no }
    return PostgresView(names) == nil ? .no : .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    let table = try PSQLTable(try source.readAll(), name: name, limits: limits)
    guard let view = PostgresView(table.columns) else {
      throw Diagnostic(
        .error, .tableMalformed, "the table is no view that tells of connections, buffers, tables or indexes",
        at: SourceLocation(file: name, line: 1), hint: "select all columns: \(Self.format.record)")
    }
    if table.isWhole == false {
      run.record(
        Diagnostic(
          .warning, .inputTruncated, "the table has no end: rows may be missing, and the last one may be wrong",
          at: SourceLocation(file: name, line: table.rows.last?.line ?? 1), hint: "record it again"))
    }
    var points = ResourcePoints()
    view.add(table, to: &points)
    guard !points.isEmpty else {
      throw NoReadings.error(name, line: table.rows.first?.line ?? 1, hint: "did the server run anything before?")
    }
    points.tell(&run)
  }
}
