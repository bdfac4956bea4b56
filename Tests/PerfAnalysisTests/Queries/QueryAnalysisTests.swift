import PerfAnalysis
import PerfImporters
import PerfModel
import TestCorpus
import Testing

struct QueryAnalysisTests {
  private static func statement(
    _ text: String, calls: Int, rows: Int? = nil, total: Double? = nil, id: Int64? = nil
  ) -> QueryStatement {
    var counts: [QueryCount: Int] = [.calls: calls]
    counts[.rows] = rows
    return QueryStatement(
      text: QueryText(text), queryID: id,
      counters: QueryCounters(counts: counts, times: total.map { [.execution: $0] } ?? [:]))
  }

  private static func capture(
    _ statements: [QueryStatement], at second: Int64? = nil, coverage: QueryCapture.Coverage = .whole
  ) -> QueryCapture {
    QueryCapture(
      source: .counters, statements: statements, coverage: coverage,
      time: second.map { Timestamp(millisecondsSinceEpoch: $0 * 1000) })
  }

  private static func state(reset second: Int64, evictions: Int = 0) -> QueryCapture {
    QueryCapture(
      source: .counterState, statements: [], reset: Timestamp(millisecondsSinceEpoch: second * 1000),
      evictions: evictions)
  }

  // MARK: Pairing

  @Test func pairsByTextAndSortsByChange() throws {
    let analysis = QueryAnalysis(
      before: [
        Self.capture([
          Self.statement("SELECT a FROM t WHERE id = $1", calls: 10, total: 1, id: 1),
          Self.statement("SELECT b FROM t", calls: 5, total: 4, id: 2),
        ])
      ],
      after: [
        Self.capture([
          Self.statement("select a from t where id=7", calls: 20, total: 9, id: 99),
          Self.statement("SELECT c FROM t", calls: 1, total: 2, id: 1),
        ])
      ])
    #expect(analysis.changes.map(\.text) == ["select a from t where id=7", "SELECT b FROM t", "SELECT c FROM t"])
    #expect(analysis.changes.map(\.presence) == [.both, .gone, .new])
    let first = try #require(analysis.changes.first)
    #expect(first.difference(\.total) == 8 && first.before?.mean == 0.1 && first.after?.mean == 0.45)
    #expect(agree(first.relativeChange(\.mean), 3.5))
  }

  @Test func aShortListCannotShowWhatIsAbsent() {
    let analysis = QueryAnalysis(
      before: [Self.capture([Self.statement("SELECT a", calls: 1, total: 1)])],
      after: [Self.capture([Self.statement("SELECT b", calls: 1, total: 1)], coverage: .top(1, by: "mean time"))])
    #expect(Set(analysis.changes.map(\.presence)) == [.unknown, .new])
    #expect(analysis.changes.first { $0.presence == .unknown }?.difference(\.total) == nil)
    #expect(analysis.after.notes.contains { $0.hasPrefix("only the first 1 statements by mean time") })
  }

  @Test func oneTextOnTwoRoutesIsTwo() {
    let analysis = QueryAnalysis(
      before: [
        Self.capture([
          Self.statement("/* route='/a' */ SELECT x", calls: 3), Self.statement("/* route='/b' */ SELECT x", calls: 4),
        ])
      ], after: [Self.capture([Self.statement("/* route='/a' */ SELECT x", calls: 5)])])
    #expect(analysis.changes.map(\.route) == ["/a", "/b"] && analysis.changes.map(\.presence) == [.both, .gone])
  }

  @Test func addsUpUsersAndLeavesOutTheCapturesOwn() throws {
    let side = QueryAnalysis(
      before: [],
      after: [
        Self.capture([
          Self.statement("SELECT a", calls: 3, total: 1), Self.statement("select a", calls: 4, total: 2),
          Self.statement("SELECT * FROM pg_stat_statements", calls: 1, total: 9), Self.statement("SHOW x", calls: 1),
          Self.statement("BEGIN", calls: 7), Self.statement("COMMIT", calls: 6), Self.statement("ROLLBACK", calls: 1),
        ])
      ])
    #expect(side.changes.count == 1 && side.changes.first?.after?.calls == 7 && side.changes.first?.after?.total == 3)
    #expect(side.after.leftOut == 2 && side.after.transactions == 7)
  }

  // MARK: Snapshots

  @Test func subtractsTheFirstFromTheLast() throws {
    let first = Self.capture(
      [Self.statement("SELECT a", calls: 10, rows: 20, total: 1, id: 1), Self.statement("SELECT b", calls: 3, id: 2)],
      at: 0)
    let last = Self.capture(
      [
        Self.statement("SELECT a", calls: 25, rows: 60, total: 4, id: 1), Self.statement("SELECT b", calls: 3, id: 2),
        Self.statement("SELECT c", calls: 2, id: 3),
      ], at: 60)
    // In any order of files.
    let analysis = QueryAnalysis(before: [], after: [last, first])
    let a = try #require(analysis.changes.first { $0.text == "SELECT a" }?.after)
    #expect(a.calls == 15 && a.counters[.rows] == 40 && a.total == 3 && a.mean == 0.2 && a.maximum == nil)
    // What did not run in the window is not there; what came in it is.
    #expect(Set(analysis.changes.map(\.text)) == ["SELECT a", "SELECT c"])
    #expect(analysis.after.notes.first?.hasPrefix("what ran between the first and the last of 2 captures") == true)
  }

  @Test func aCounterThatWentDownIsRefused() {
    let first = Self.capture(
      [Self.statement("SELECT a", calls: 10, id: 1), Self.statement("SELECT b", calls: 3, id: 2)], at: 0)
    let last = Self.capture(
      [Self.statement("SELECT a", calls: 4, id: 1), Self.statement("SELECT b", calls: 9, id: 2)], at: 60)
    let analysis = QueryAnalysis(before: [], after: [first, last])
    #expect(analysis.changes.map(\.text) == ["SELECT b"])
    #expect(analysis.after.notes.contains { $0.hasPrefix("1 statements are left out: their counters went down") })
  }

  @Test func aResetOfAllIsNoticed() {
    let first = Self.capture([Self.statement("SELECT a", calls: 10, id: 1)], at: 0)
    let last = Self.capture([Self.statement("SELECT a", calls: 40, id: 1)], at: 60)
    let analysis = QueryAnalysis(before: [], after: [first, Self.state(reset: -5), last, Self.state(reset: 30)])
    #expect(analysis.changes.first?.after?.calls == 40)
    #expect(analysis.after.notes.contains { $0.contains("reset at 1970-01-01T00:00:30.000Z") })
    let unsaid = QueryAnalysis(
      before: [], after: [last, Self.capture([Self.statement("SELECT a", calls: 7, id: 1)], at: 90)])
    #expect(unsaid.changes.first?.after?.calls == 7)
    #expect(unsaid.after.notes.contains { $0.contains("reset at an unknown time") })
  }

  @Test func evictionsAreSaid() {
    let first = Self.capture(
      [Self.statement("SELECT a", calls: 10, id: 1), Self.statement("SELECT x", calls: 1)], at: 0)
    let last = Self.capture([Self.statement("SELECT a", calls: 40, id: 1)], at: 60)
    let analysis = QueryAnalysis(
      before: [], after: [first, Self.state(reset: 0, evictions: 2), last, Self.state(reset: 0, evictions: 5)])
    #expect(analysis.after.notes.contains { $0.hasPrefix("3 times statements were evicted between the captures") })
    #expect(analysis.after.notes.contains { $0.hasPrefix("1 statements of an earlier capture are no longer") })
  }

  @Test func twoLooksAtOneMomentAreOne() {
    let once = Self.capture([Self.statement("SELECT a", calls: 10, id: 1)])
    let again = Self.capture(
      [Self.statement("SELECT a", calls: 10, id: 1), Self.statement("SELECT * FROM pg_stat_statements", calls: 1)])
    #expect(QueryAnalysis(before: [], after: [once, again]).changes.first?.after?.calls == 10)
  }

  @Test func twoServersAreAddedUp() {
    let one = Self.capture([Self.statement("SELECT a", calls: 10, id: 1)])
    let other = Self.capture([Self.statement("SELECT b", calls: 5, id: 2)])
    #expect(QueryAnalysis(before: [], after: [one, other]).changes.count == 2)
  }

  // MARK: N+1

  @Test("a query for each row of another is suspected, and says by which rule")
  func suspectsRowByRow() throws {
    let analysis = QueryAnalysis(
      before: [],
      after: [
        Self.capture([
          Self.statement("SELECT * FROM orders WHERE user_id = $1", calls: 100, rows: 1000),
          Self.statement("SELECT * FROM items WHERE order_id = $1", calls: 1000, rows: 1000),
          Self.statement("SELECT * FROM users WHERE id = $1", calls: 100, rows: 100),
        ])
      ])
    #expect(analysis.suspects.map(\.text) == ["SELECT * FROM items WHERE order_id = $1"])
    #expect(
      analysis.suspects.first?.suspicion
        == "one for each row: 1,000 calls of one row, and 1,000 rows of 100 calls of: SELECT * FROM orders WHERE user_id = $1"
    )
  }

  @Test func suspectsWhatRunsFarMoreOften() {
    let analysis = QueryAnalysis(
      before: [],
      after: [
        Self.capture([
          Self.statement("SELECT a WHERE id = $1", calls: 5000, rows: 5000),
          Self.statement("SELECT b", calls: 1000, rows: 9),
        ])
      ])
    #expect(
      analysis.suspects.first?.suspicion
        == "far more often than anything else: 5,000 calls of one row, 1,000 of the next")
  }

  // MARK: The corpus

  private static func captures(_ folder: String) throws -> [QueryCapture] {
    try RunLoader().load([InputSpec(argument: TestCorpus.path("profiles/" + folder))]).evidence.flatMap(\.queries)
  }

  /// `pg_stat_statements.csv` of both sides, read with Python's csv module.
  @Test(.enabled(if: TestCorpus.isPresent))
  func readsTheLinkedPair() throws {
    let analysis = QueryAnalysis(
      before: try Self.captures("linked-lms/before/postgres"), after: try Self.captures("linked-lms/after/postgres"))
    // 8 statements of the application before, 7 after, of which 6 are the same.
    #expect(analysis.changes.count == 9)
    let first = try #require(analysis.changes.first)
    #expect(first.route == "GET /api/dashboard" && first.presence == .gone)
    #expect(first.before?.calls == 1056 && agree(first.before?.total, 47.636215366000004))
    let join = try #require(analysis.changes.first { $0.text.contains("JOIN courses c ON c.id = e.course_id") })
    #expect(join.presence == .new && join.after?.calls == 989 && join.after?.counters[.rows] == 9890)
    let count = try #require(analysis.changes.first { $0.text.hasPrefix("SELECT count(*) AS n FROM enrollments") })
    // 26955.725261 ms of 556 calls; 135.314438 ms of 595.
    #expect(count.presence == .both && count.before?.calls == 556 && count.after?.calls == 595)
    #expect(agree(count.before?.mean, 0.0484815202535971) && agree(count.after?.mean, 0.00022741922352941174))
    // (1729024 + 1) / 556 blocks a call before, (80652 + 214) / 595 after.
    #expect(agree(count.before?.blocksPerCall, 1_729_025 / 556.0) && agree(count.after?.blocksPerCall, 80_866 / 595.0))
    // Of the dashboard's 12 queries a request before, 10 are this one.
    let lookup = try #require(analysis.suspects.first { $0.presence == .gone })
    #expect(lookup.text == "SELECT id, title, status FROM courses WHERE id = $1" && lookup.before?.calls == 10560)
    #expect(
      lookup.suspicion?.hasPrefix("one for each row: 10,560 calls of one row, and 10,560 rows of 1,056 calls") == true)
    #expect(analysis.suspects.count == 1)
    #expect(lookup.before?.callsPerRequest(1056) == 10)
    // Monitoring statements ran once, and are counted, not listed.
    #expect(analysis.before.leftOut == 6 && analysis.changes.allSatisfy { ($0.after?.calls ?? 2) > 1 })
  }

  /// snapshot_2 − snapshot_0: of snapshot_0 nothing of the application had run.
  @Test(.enabled(if: TestCorpus.isPresent))
  func subtractsTheCumulativeSnapshots() throws {
    let captures = try Self.captures("postgres/cumulative")
    let all = QueryAnalysis(before: [], after: captures)
    func statement(_ analysis: QueryAnalysis, _ start: String) throws -> QueryFigures {
      try #require(analysis.changes.first { $0.text.hasPrefix(start) }?.after)
    }
    #expect(all.changes.count == 6)
    #expect(try statement(all, "SELECT count(*) FROM enrollments").calls == 395)
    // Without snapshot_0: 395 − 107 calls, 109.755703 − 34.777583 ms; 11850 − 3210 rows of the lessons.
    let states = captures.filter { $0.source == .counterState }
    let two = captures.filter { $0.source == .counters }.sorted { ($0.time?.rfc3339 ?? "") < ($1.time?.rfc3339 ?? "") }
    let last = QueryAnalysis(before: [], after: Array(two.suffix(2)) + states.suffix(2))
    let count = try statement(last, "SELECT count(*) FROM enrollments")
    #expect(count.calls == 288 && agree(count.total, 0.07497812, relative: 1e-9) && count.counters[.sharedHit] == 39221)
    #expect(try statement(last, "SELECT id, title, position FROM lessons").counters[.rows] == 8640)
    #expect(last.after.transactions == 129)
    #expect(
      last.after.notes == [
        "what ran between the first and the last of 2 captures, 2026-11-21T03:32:02.217Z to 2026-11-21T03:32:10.641Z; "
          + "extremes and deviations cannot be subtracted"
      ])
  }
}
