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
    let series = try #require(try Self.resources("database-captured-at.csv").first)
    // 2026-11-21 03:32:02.255 UTC; blks_hit 664856 of 664856 + 1385.
    #expect(series.clock == .wall && series.times == [1_795_231_922_255_000_000] && series.key.resource == "lms")
    #expect(agree(series.values.first, 664_856 / 666_241.0))
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
}
