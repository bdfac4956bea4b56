import PerfModel
import TestCorpus
import Testing

struct PostgresViewsTests {
  private static func resources(_ fixture: String) throws -> [ResourceSeries] {
    let run = try postgresRun(FixtureFiles.bytes("pg-stat-views/" + fixture), name: fixture)
    #expect(run.isEvidence && run.queries.isEmpty)
    return run.resources
  }

  private static func value(_ resources: [ResourceSeries], _ metric: String) -> Double? {
    resources.first { $0.key.metric.rawValue == metric && $0.key.role == .database }?.values.last
  }

  /// blks_hit 6793890 of 6793890 + 29; of the tables 6242585 of 6242585 + 28, by the corpus's own query `cache_hit_ratio`.
  @Test(arguments: [
    ("database.expanded.txt", 6_793_890.0 / 6_793_919), ("cache-hit-ratio.txt", 6_242_585 / 6_242_613.0),
    ("statio-tables.csv", 6_242_585 / 6_242_613.0),
  ])
  func readsTheShareOfHits(fixture: String, ratio: Double) throws {
    #expect(agree(Self.value(try Self.resources(fixture), "db.cache_hit_ratio"), ratio))
  }

  @Test func keepsTheTime() throws {
    let all = try Self.resources("database-captured-at.csv")
    let series = try #require(all.first { $0.key.metric == .dbCacheHitRatio })
    // 2026-11-21 03:32:02.255 UTC; blks_hit 664856 of 664856 + 1385.
    #expect(series.clock == .wall && series.times == [1_795_231_922_255_000_000] && series.key.resource == "lms")
    #expect(agree(series.values.first, 664_856 / 666_241.0))
    // stats_reset 2026-11-21 03:30:35.757289
    #expect(Self.value(all, "cache.hits") == 664_856 && Self.value(all, "cache.misses") == 1385)
    #expect(Self.value(all, "db.statistics_reset") == 1_795_231_835.757)
  }

  @Test func countsSessions() throws {
    // Six sessions of pgbench run a statement; parallel workers, background processes and the COPY that looked are none.
    let sessions = try Self.resources("activity.csv")
    #expect(Self.value(sessions, "db.connections.active") == 6 && Self.value(sessions, "db.connections.idle") == 0)
    // Counted by the server: 4 + 1 + 1 active, 3 idle.
    let counts = try Self.resources("activity-counts.txt")
    #expect(Self.value(counts, "db.connections.active") == 6 && Self.value(counts, "db.connections.idle") == 3)
    #expect(counts.allSatisfy { $0.clock == .order })
    #expect(Self.value(try Self.resources("connections.txt"), "db.connections.max") == 100)
  }

  private static func counts(_ resources: [ResourceSeries], _ metric: MetricID, of table: String) -> [String?: Double] {
    let found = resources.filter { $0.key.metric == metric && $0.key.resource == table && $0.key.role == .database }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.key.instance, $0.values.last ?? .nan) })
  }

  @Test func countsScansAndRowsOfTables() throws {
    let tables = try Self.resources("user-tables.csv")
    #expect(tables.allSatisfy { $0.clock == .order && $0.values.count == 1 })
    #expect(Self.counts(tables, .dbTableSequentialScans, of: "enrollments") == [nil: 4232])
    #expect(Self.counts(tables, .dbTableSequentialRows, of: "enrollments") == [nil: 724_400_000])
    #expect(Self.counts(tables, .dbTableIndexScans, of: "courses") == [nil: 9588])
    #expect(Self.counts(tables, .dbTableDeadRows, of: "enrollments") == [nil: 2655])
    #expect(Self.counts(tables, .dbTableLiveRows, of: "quiz_attempts") == [nil: 288])
    let aligned = try Self.resources("user-tables.txt")
    #expect(Self.counts(aligned, .dbTableSequentialRows, of: "enrollments") == [nil: 50_000_000])
    #expect(tables.map(\.key) == aligned.map(\.key) && Set(tables.map(\.key.resource)).count == 6)
  }

  @Test func countsScansOfIndexes() throws {
    let indexes = try Self.resources("user-indexes.csv")
    #expect(
      Self.counts(indexes, .dbIndexScans, of: "enrollments") == [
        "enrollments_pkey": 0, "idx_enrollments_user_id": 1182, "idx_enrollments_course_status": 2518,
      ])
    #expect(try Self.resources("user-indexes.txt") == indexes)
    // The server's own query for those without a scan.
    #expect(try Self.resources("unused-indexes.txt") == indexes.filter { $0.values == [0] })
    #expect(indexes.filter { $0.values == [0] }.count == 6)
  }

  /// Of all indexes together: idx_blks_read sums up to 1296, idx_blks_hit to 24,854; they are no part of the share of tables.
  @Test func readsTheShareOfHitsOfIndexes() throws {
    let indexes = try Self.resources("statio-indexes.csv")
    #expect(indexes.count == 1)
    #expect(agree(Self.value(indexes, "db.index.cache_hit_ratio"), 24_854 / 26_150.0))
  }

  @Test("some columns, any style; the server's own tables are left out, and a schema of one's own is named")
  func readsWhatWasSelected() throws {
    let text = """
      -[ RECORD 1 ]-----------
      schemaname | public
      relname    | users
      seq_scan   | 7
      idx_scan   | \("")
      -[ RECORD 2 ]-----------
      schemaname | audit
      relname    | users
      seq_scan   | 3
      idx_scan   | 9
      -[ RECORD 3 ]-----------
      schemaname | pg_catalog
      relname    | pg_class
      seq_scan   | 100
      idx_scan   | 100


      """
    let resources = try postgresRun(Array(text.utf8), name: "tables.txt").resources
    #expect(Self.counts(resources, .dbTableSequentialScans, of: "users") == [nil: 7])
    // Without an index there is no count of its scans.
    #expect(Self.counts(resources, .dbTableIndexScans, of: "users") == [:])
    #expect(Self.counts(resources, .dbTableIndexScans, of: "audit.users") == [nil: 9])
    #expect(Set(resources.map(\.key.resource)) == ["users", "audit.users"])
  }

  @Test func capturesWithTimesAreReadings() throws {
    let text = """
      captured_at,relname,seq_scan,seq_tup_read
      2026-11-21 03:31:54.049036+00,users,10,1000
      2026-11-21 03:32:54.049036+00,users,14,1400

      """
    let series = try #require(
      try postgresRun(Array(text.utf8), name: "tables.csv").resources.first { $0.key.metric == .dbTableSequentialRows })
    #expect(series.clock == .wall && series.values == [1000, 1400])
    #expect(series.times.last == series.times.first.map { $0 + 60_000_000_000 })
  }
}
