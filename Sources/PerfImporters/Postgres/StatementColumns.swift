import PerfModel
import PerfUnits

/// What the columns of a query on `pg_stat_statements` are, by their names in PostgreSQL 9.4 to 18 and those that people give them.
struct StatementColumns {
  /// What a column holds.
  enum Meaning: Hashable {
    case query, queryID, database, databaseNumber, user, userNumber, isTopLevel, since, capturedAt
    case evictions, reset
    case count(QueryCount)
    case time(QueryTime, Unit)
    case mean(Unit), minimum(Unit), maximum(Unit), deviation(Unit)
  }

  /// The meaning of each column, nil where it has none here.
  let meanings: [Meaning?]

  init(_ names: [String]) { meanings = names.map(Self.meaning) }

  func has(_ meaning: Meaning) -> Bool { meanings.contains(meaning) }

  /// Whether the rows are statements with figures.
  var areStatements: Bool {
    has(.query)
      && meanings.contains { meaning in
        switch meaning {
        case .count(.calls), .time(.execution, _), .mean: true
        default: false
        }
      }
  }

  /// Whether it is `pg_stat_statements_info`.
  var areState: Bool { has(.evictions) && has(.reset) && !has(.query) }

  /// Whether everything was selected, and not some columns for a table of the first.
  var isEverything: Bool { has(.userNumber) && has(.databaseNumber) && has(.queryID) && has(.count(.calls)) }

  /// The versions of PostgreSQL whose view has these columns; nil where not all of it was selected.
  static func versions(_ names: [String]) -> String? {
    guard StatementColumns(names).isEverything else { return nil }
    if names.contains("wal_buffers_full") { return "PostgreSQL 18 or newer" }
    if names.contains("shared_blk_read_time") { return "PostgreSQL 17" }
    if names.contains("jit_functions") { return "PostgreSQL 15 or 16" }
    if names.contains("toplevel") { return "PostgreSQL 14" }
    if names.contains("total_exec_time") { return "PostgreSQL 13" }
    return names.contains("total_time") ? "PostgreSQL 12 or older" : nil
  }

  private static func meaning(_ name: String) -> Meaning? {
    let name = name.lowercased()
    if let meaning = names[name] { return meaning }
    if let count = counts[name] { return .count(count) }
    // The server counts milliseconds; who divides says so in the name.
    for (suffix, unit) in suffixes where name.hasSuffix(suffix) {
      if let meaning = time(String(name.dropLast(suffix.count)), unit, isNamed: true) { return meaning }
    }
    return time(name, .milliseconds, isNamed: false)
  }

  private static let suffixes: [(String, Unit)] = [
    ("_seconds", .seconds), ("_secs", .seconds), ("_sec", .seconds), ("_s", .seconds), ("_milliseconds", .milliseconds),
    ("_ms", .milliseconds), ("_us", .microseconds),
  ]

  /// - Parameter isNamed: whether the name says the unit, so that the rest of it may be short.
  private static func time(_ name: String, _ unit: Unit, isNamed: Bool) -> Meaning? {
    switch name {
    case "total_exec_time", "total_time", "exec_time": return .time(.execution, unit)
    case "mean_exec_time", "mean_time", "avg_time", "avg_exec_time", "average_time": return .mean(unit)
    case "min_exec_time", "min_time": return .minimum(unit)
    case "max_exec_time", "max_time": return .maximum(unit)
    case "stddev_exec_time", "stddev_time": return .deviation(unit)
    case "total_plan_time": return .time(.planning, unit)
    case "blk_read_time", "shared_blk_read_time", "local_blk_read_time": return .time(.blockRead, unit)
    case "blk_write_time", "shared_blk_write_time", "local_blk_write_time": return .time(.blockWrite, unit)
    case "temp_blk_read_time": return .time(.tempRead, unit)
    case "temp_blk_write_time": return .time(.tempWrite, unit)
    default: break
    }
    guard isNamed else { return nil }
    switch name {
    case "total": return .time(.execution, unit)
    case "mean", "avg", "average": return .mean(unit)
    case "min": return .minimum(unit)
    case "max": return .maximum(unit)
    case "stddev": return .deviation(unit)
    default: return nil
    }
  }

  private static let names: [String: Meaning] = [
    "query": .query, "queryid": .queryID, "query_id": .queryID, "dbid": .databaseNumber, "datname": .database,
    "database": .database, "userid": .userNumber, "rolname": .user, "usename": .user, "username": .user,
    "toplevel": .isTopLevel, "stats_since": .since, "captured_at": .capturedAt, "snapshot_time": .capturedAt,
    "now": .capturedAt, "dealloc": .evictions, "stats_reset": .reset,
  ]

  private static let counts: [String: QueryCount] = [
    "calls": .calls, "rows": .rows, "plans": .plans, "shared_blks_hit": .sharedHit, "shared_blks_read": .sharedRead,
    "shared_blks_dirtied": .sharedDirtied, "shared_blks_written": .sharedWritten, "local_blks_hit": .localHit,
    "local_blks_read": .localRead, "local_blks_dirtied": .localDirtied, "local_blks_written": .localWritten,
    "temp_blks_read": .tempRead, "temp_blks_written": .tempWritten, "wal_records": .walRecords,
    "wal_fpi": .walFullPageImages, "wal_bytes": .walBytes,
  ]
}
