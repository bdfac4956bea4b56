import PerfAnalysis
import PerfImporters
import PerfModel
import TestCorpus
import Testing

/// What a database counted of its tables and indexes on two sides.
struct TableEvidenceTests {
  /// One reading of a view.
  private func view(_ series: ResourceSeries...) -> Run {
    Run(
      label: "r", tool: "PostgreSQL", toolVersion: nil, format: "pg-stat-views", startedAt: nil, duration: nil,
      files: [],
      context: [:], series: [], declaredObjectives: [], resources: series, diagnostics: [])
  }

  private func table(_ metric: MetricID, _ value: Double, of name: String = "enrollments") -> ResourceSeries {
    ResourceSeries(
      key: ResourceKey(resource: name, role: .database, metric: metric), clock: .order, points: [(0, value)])
  }

  private func index(_ name: String, _ scans: Double, of table: String = "enrollments") -> ResourceSeries {
    ResourceSeries(
      key: ResourceKey(resource: table, role: .database, instance: name, metric: .dbIndexScans), clock: .order,
      points: [(0, scans)])
  }

  private func analysis(_ before: [Run], _ after: [Run]) -> ResourceAnalysis {
    ResourceAnalysis(
      before: EvidenceSide(runs: [], evidence: before), after: EvidenceSide(runs: [], evidence: after))
  }

  @Test("what was read before and after the load has grown, whatever the order of the files")
  func growth() throws {
    let found = analysis(
      [view(table(.dbTableSequentialRows, 900)), view(table(.dbTableSequentialRows, 100))],
      [view(table(.dbTableSequentialRows, 1000)), view(table(.dbTableSequentialRows, 1200))])
    let change = try #require(found.changes(of: .dbTableSequentialRows, role: .database).first)
    #expect(change.basis == .total && change.before?.value == 800 && change.after?.value == 200)
    #expect(change.change == -0.75 && change.isWorse == false && found.notes == [])
  }

  @Test("one reading has no growth: the totals stand in a note, and in no row")
  func once() {
    let found = analysis([view(table(.dbTableSequentialRows, 900))], [view(table(.dbTableSequentialRows, 200))])
    #expect(found.changes == [])
    #expect(
      found.notes == [
        "before and after: tables were read once, so that nobody knows what the load did to them and what "
          + "came before; record the views before the load and after it. Since the statistics were last reset, at times "
          + "that may differ, and not for each request: 900 → 200 rows read by sequential scans of enrollments"
      ])
    let half = analysis([view(table(.dbTableSequentialRows, 900))], [])
    #expect(half.notes.first?.hasPrefix("before: tables were read once") == true)
    #expect(half.notes.first?.contains("900") == false)
  }

  @Test("the same view in two styles is one reading, not one in which nothing happened")
  func twice() {
    let side = [view(table(.dbTableSequentialRows, 900)), view(table(.dbTableSequentialRows, 900))]
    #expect(analysis(side, side).changes == [])
  }

  private func database(_ hits: Double, _ misses: Double, reset: Double) -> Run {
    func series(_ metric: MetricID, _ value: Double) -> ResourceSeries { table(metric, value, of: "lms") }
    return view(
      series(.dbCacheHitRatio, hits / (hits + misses)), series(.cacheHits, hits), series(.cacheMisses, misses),
      series(.dbStatisticsReset, reset))
  }

  /// 900 − 100 blocks were found and 110 − 10 read between the two captures.
  @Test("two captures of a database have a share of hits of their own")
  func hitsBetweenCaptures() throws {
    let side = [database(100, 10, reset: 5), database(900, 110, reset: 5)]
    let found = analysis(side, side)
    let ratio = try #require(found.changes(of: .dbCacheHitRatio).first)
    #expect(agree(ratio.before?.value, 800 / 900) && agree(ratio.after?.value, 800 / 900))
    #expect(!found.changes.contains { $0.key.metric == .dbStatisticsReset } && found.notes.isEmpty)
  }

  @Test("a reset between two captures leaves unknown what the database and its tables counted, also where nothing fell")
  func reset() throws {
    let before = [
      database(100, 10, reset: 5), database(900, 110, reset: 7), view(table(.dbTableSequentialRows, 100)),
      view(table(.dbTableSequentialRows, 900)),
    ]
    let after = [database(100, 10, reset: 7), database(900, 110, reset: 7)]
    let found = analysis(before, after)
    #expect(found.changes(of: .dbCacheHitRatio).map { $0.before?.value } == [nil])
    #expect(agree(found.changes(of: .dbCacheHitRatio).first?.after?.value, 800 / 900))
    #expect(found.changes(of: .dbTableSequentialRows).isEmpty)
    #expect(
      found.notes == [
        "before: the statistics of lms were reset between two captures, so that nobody knows what the database counted "
          + "between them; record both after the last reset"
      ])
    // 0 is never: a first reset is one too.
    #expect(analysis([database(1, 1, reset: 0), database(5, 5, reset: 7)], after).notes.count == 1)
  }

  @Test("an index that came into use is named, with what it was scanned for")
  func use() {
    let found = analysis(
      [view(index("a", 0), index("b", 5), index("d", 0)), view(index("a", 0), index("b", 9), index("d", 0))],
      [
        view(index("a", 3), index("b", 6), index("c", 1), index("d", 0)),
        view(index("a", 10), index("b", 6), index("c", 4), index("d", 0)),
      ])
    #expect(
      found.notes == [
        "indexes in use after and not before: a of enrollments (7 scans), c of enrollments (3 scans, only there)",
        "indexes in use before and not after: b of enrollments (4 scans)",
      ])
  }

  @Test("tables and indexes of other names are others, also where each side has one")
  func names() {
    func side(_ name: String) -> [Run] {
      [view(table(.dbTableDeadRows, 1, of: name), index(name + "_key", 1, of: "t"))]
    }
    #expect(analysis(side("a"), side("b")).changes.allSatisfy { $0.note == nil && $0.change == nil })
  }

  /// Both sides of the corpus were reset before their load, and read once after it.
  @Test(.enabled(if: TestCorpus.isPresent))
  func corpus() throws {
    func side(_ name: String) throws -> EvidenceSide {
      let files = ["pg_stat_user_tables.csv", "pg_stat_user_indexes.csv"].map {
        InputSpec(argument: TestCorpus.path("profiles/linked-lms/\(name)/postgres/\($0)"))
      }
      return EvidenceSide(runs: [], evidence: try RunLoader().load(files).evidence)
    }
    let notes = ResourceAnalysis(before: try side("before"), after: try side("after")).notes
    #expect(
      notes.first?.hasSuffix(
        ": 867,269,397 → 38,400,000 rows read by sequential scans of enrollments, 21,080,000 → 0 rows read by sequential "
          + "scans of users, 16,650,000 → 0 rows read by sequential scans of lessons and 1 more") == true)
    #expect(
      notes.last
        == "indexes in use after and not before: idx_enrollments_course_status of enrollments (2,797 scans since the last "
        + "reset, only there), idx_enrollments_user_id of enrollments (1,443 scans since the last reset, only there), "
        + "idx_users_email of users (984 scans since the last reset, only there) and 1 more")
  }
}
