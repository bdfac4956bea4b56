import PerfFormats
import PerfModel

/// Which of the statistics views a table is, by its columns, and what it says.
enum PostgresView {
  /// A row a session.
  case sessions
  /// A row a state.
  case sessionCounts
  case connectionLimit
  /// A row a database, a table or an index: blocks found, blocks read.
  case blocks(hit: String, read: String, metric: MetricID)
  /// A row a table: scans, rows.
  case tables
  /// A row an index: scans.
  case indexes

  init?(_ columns: [String]) {
    let names = Set(columns.map { $0.lowercased() })
    func has(_ wanted: String...) -> Bool { names.isSuperset(of: wanted) }
    if has("query", "calls") || has("shared_blks_hit") { return nil }
    // Of sequences, which are no part of what a database finds of its tables.
    if has("relname", "blks_hit") { return nil }
    if has("pid", "state") {
      self = .sessions
    } else if has("state", "count") {
      self = .sessionCounts
    } else if has("connections", "max_connections") {
      self = .connectionLimit
    } else if let pair = Self.blockNames.first(where: { has($0.hit, $0.read) }) {
      self = .blocks(hit: pair.hit, read: pair.read, metric: .dbCacheHitRatio)
    } else if has("indexrelname", "idx_blks_hit", "idx_blks_read") {
      self = .blocks(hit: "idx_blks_hit", read: "idx_blks_read", metric: .dbIndexCacheHitRatio)
    } else if has("indexrelname", "idx_scan") {
      self = .indexes
    } else if has("relname"), !has("indexrelname"), Self.tableColumns.contains(where: { has($0.name) }) {
      self = .tables
    } else {
      return nil
    }
  }

  private static let blockNames = [
    (hit: "blks_hit", read: "blks_read"), (hit: "heap_blks_hit", read: "heap_blks_read"),
    (hit: "heap_hit", read: "heap_read"),
  ]

  func add(_ table: PSQLTable, to points: inout ResourcePoints) {
    let rows = table.rows.filter { !$0.isRagged }.map { Row(table.columns, $0) }
    switch self {
    case .sessions: Self.addSessions(rows, &points)
    case .sessionCounts:
      for (state, metric) in Self.states {
        let counts = rows.filter { $0["state"] == state }.compactMap { $0.number("count") }
        points.add(Self.key(metric, nil), counts.reduce(0, +), time: rows.first?.time, place: 0)
      }
    case .connectionLimit:
      points.add(
        Self.key(.dbConnectionsMax, nil), rows.first?.number("max_connections"), time: rows.first?.time, place: 0)
    case .blocks(let hit, let read, let metric):
      Self.addBlocks(rows, hit, read, metric, &points)
      Self.addDatabases(rows, columns: table.columns, &points)
    case .tables: Self.addTables(rows, &points)
    case .indexes: Self.addIndexes(rows, &points)
    }
  }

  /// One row by the names of its columns.
  struct Row {
    private let cells: [String: String]

    init(_ columns: [String], _ row: PSQLTable.Row) {
      cells = Dictionary(zip(columns, row.cells).compactMap { name, cell in cell.map { (name.lowercased(), $0) } }) {
        first, _ in first
      }
    }

    subscript(name: String) -> String? { cells[name] }
    func number(_ name: String) -> Double? { cells[name].flatMap(Double.init) }

    /// Nanoseconds since 1970, by a column of its own.
    var time: Int64? {
      guard let time = (cells["captured_at"] ?? cells["now"]).flatMap(Timestamp.init(rfc3339:)) else { return nil }
      let (nanoseconds, overflows) = time.millisecondsSinceEpoch.multipliedReportingOverflow(by: 1_000_000)
      return overflows || nanoseconds < 0 ? nil : nanoseconds
    }
  }

  private static let states: [(String, MetricID)] = [("active", .dbConnectionsActive), ("idle", .dbConnectionsIdle)]

  private static func key(_ metric: MetricID, _ database: String?) -> ResourceKey {
    ResourceKey(resource: database ?? "", role: .database, metric: metric)
  }

  /// Sessions of clients, without the one that looked.
  private static func addSessions(_ rows: [Row], _ points: inout ResourcePoints) {
    let clients = rows.filter { row in
      row["backend_type"].map { $0 == "client backend" } != false
        && !(row["query"].map(isCapture) ?? false)
    }
    for (state, metric) in states {
      let count = clients.count { $0["state"] == state }
      points.add(key(metric, nil), Double(count), time: rows.first?.time, place: 0)
    }
  }

  /// Whether a session is the one that looked; its statement may be cut.
  private static func isCapture(_ query: String) -> Bool {
    query.uppercased().hasPrefix("COPY ") || QueryText(query).purpose == .monitoring
  }

  /// What `pg_stat_database` counts of each database, and since when: two captures have a growth, unless there was a reset between them.
  private static func addDatabases(_ rows: [Row], columns: [String], _ points: inout ResourcePoints) {
    let names = Set(columns.map { $0.lowercased() })
    guard names.isSuperset(of: ["datname", "blks_hit", "blks_read", "stats_reset"]) else { return }
    for row in rows {
      // Shared tables belong to none.
      guard let database = row["datname"] else { continue }
      func add(_ metric: MetricID, _ value: Double?) {
        points.add(key(metric, database), value, time: row.time, place: 0)
      }
      add(.cacheHits, row.number("blks_hit"))
      add(.cacheMisses, row.number("blks_read"))
      guard let text = row["stats_reset"] else {
        add(.dbStatisticsReset, 0)
        continue
      }
      add(.dbStatisticsReset, Timestamp(rfc3339: text).map { Double($0.millisecondsSinceEpoch) / 1000 })
    }
  }

  /// By database where the rows are of several, otherwise of all rows together.
  private static func addBlocks(
    _ rows: [Row], _ hit: String, _ read: String, _ metric: MetricID, _ points: inout ResourcePoints
  ) {
    for (database, rows) in Dictionary(grouping: rows, by: { $0["datname"] }) {
      let hits = rows.compactMap { $0.number(hit) }.reduce(0, +)
      let all = hits + rows.compactMap { $0.number(read) }.reduce(0, +)
      guard hits >= 0, all > 0, hits <= all else { continue }
      points.add(key(metric, database), hits / all, time: rows.first?.time, place: 0)
    }
  }
}
