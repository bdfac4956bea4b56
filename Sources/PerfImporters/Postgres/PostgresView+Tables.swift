import PerfModel

/// What `pg_stat_user_tables` and `pg_stat_user_indexes` count of each table and index.
extension PostgresView {
  /// The columns that are read of a table; a query may select some of them.
  static let tableColumns: [(name: String, metric: MetricID)] = [
    ("seq_scan", .dbTableSequentialScans), ("seq_tup_read", .dbTableSequentialRows), ("idx_scan", .dbTableIndexScans),
    ("n_live_tup", .dbTableLiveRows), ("n_dead_tup", .dbTableDeadRows),
  ]

  static func addTables(_ rows: [Row], _ points: inout ResourcePoints) {
    for row in rows {
      guard let table = name(row) else { continue }
      for (column, metric) in tableColumns {
        // A table without an index has no count of index scans, which is not 0.
        points.add(
          ResourceKey(resource: table, role: .database, metric: metric), row.number(column), time: row.time, place: 0)
      }
    }
  }

  static func addIndexes(_ rows: [Row], _ points: inout ResourcePoints) {
    for row in rows {
      guard let index = row["indexrelname"], let table = name(row) else { continue }
      points.add(
        ResourceKey(resource: table, role: .database, instance: index, metric: .dbIndexScans), row.number("idx_scan"),
        time: row.time, place: 0)
    }
  }

  /// The table of a row, with its schema where that is not the usual one; nil for a table of the server itself, which
  /// `pg_stat_all_tables` lists too. A query of indexes may leave the table out.
  private static func name(_ row: Row) -> String? {
    guard let schema = row["schemaname"] else { return row["relname"] ?? "" }
    guard schema != "pg_catalog", schema != "information_schema", !schema.hasPrefix("pg_toast") else { return nil }
    let table = row["relname"] ?? ""
    return schema == "public" || table.isEmpty ? table : schema + "." + table
  }
}
