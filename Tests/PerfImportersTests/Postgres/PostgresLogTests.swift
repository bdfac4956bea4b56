import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

struct PostgresLogTests {
  private static func run(_ text: String) throws -> Run {
    try #require(try ImporterConformance.read(PostgresLogImporter.self, Array(text.utf8), name: "pg.log").first)
  }

  @Test func addsUpExecutions() throws {
    let run = try Self.run(
      """
      2026-11-21 03:29:59.250 UTC [1]: user=a LOG:  duration: 20.5 ms  statement: SELECT a FROM t WHERE id = 1
      2026-11-21 03:30:01 UTC [2] LOG:  duration: 30.5 ms  execute <unnamed>: SELECT a FROM t
      \tWHERE id = $1
      2026-11-21 03:30:02 UTC [2] DETAIL:  parameters: $1 = '7'
      2026-11-21 03:30:02 UTC [2] LOG:  duration: 9 ms  parse <unnamed>: SELECT a FROM t WHERE id = $1
      2026-11-21 03:30:03 UTC [3] ERROR:  division by zero
      2026-11-21 03:30:03 UTC [3] STATEMENT:  SELECT 1/0

      """)
    let capture = try #require(run.queries.first)
    #expect(capture.source == .log && capture.coverage == .slow(from: 0.0205) && capture.statements.count == 1)
    let statement = try #require(capture.statements.first)
    #expect(statement.counters[.calls] == 2 && agree(statement.counters[.execution], 0.051))
    #expect(agree(statement.spread.minimum, 0.0205) && agree(statement.spread.maximum, 0.0305))
    #expect(run.startedAt?.rfc3339 == "2026-11-21T03:29:59.250Z" && run.duration == 3.75)
  }

  @Test func keepsTheSlowestPlanOfEachStatement() throws {
    let run = try postgresRun(FixtureFiles.bytes("pg-log/auto-explain.log"), name: "auto-explain.log")
    #expect(!run.plans.isEmpty && run.plans.allSatisfy { $0.query != nil && $0.executionTime != nil })
    #expect(Set(run.plans.compactMap { $0.query.map { QueryText($0).key } }).count == run.plans.count)
  }

  /// pgBadger's sums for each statement, without those that it makes of the query text inside a logged plan (they end with `",`), and
  /// without the prefix that its own anonymisation takes off.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: ["before", "after"])
  func equalsPgBadger(side: String) throws {
    let oracle = Oracle.file("pgbadger.json", in: "profiles/postgres/\(side)/oracle")
    let normalised = oracle["normalyzed_info"]["postgres"]
    let capture = try #require(try postgresRun("postgres/\(side)/postgresql.log").queries.first)
    let statements = Dictionary(capture.statements.map { ($0.text.key, $0) }) { first, _ in first }
    var compared = 0
    for text in normalised.keys where !text.contains("\",") {
      let badger = normalised[text]
      guard let statement = statements[QueryText(text).key] else { continue }
      let calls = try badger["count"].real()
      // The extremes are written as texts.
      let extremes = ["min", "max"].compactMap { badger[$0].string.flatMap(Double.init) }
      try #require(extremes.count == 2)
      guard statement.counters[.calls].map(Double.init) == calls else { continue }
      compared += 1
      // Milliseconds to three digits.
      #expect(agree(statement.counters[.execution], try badger["duration"].real() / 1000, relative: 1e-9), "\(text)")
      #expect(agree(statement.spread.minimum, extremes[0] / 1000, relative: 1e-9), "\(text)")
      #expect(agree(statement.spread.maximum, extremes[1] / 1000, relative: 1e-9), "\(text)")
    }
    #expect(compared >= 5, "\(compared) of \(normalised.keys.count)")
    guard side == "before" else { return }
    // 477 executions, 32771.424 ms, 29.749 to 117.000 ms.
    let count = statements[QueryText("SELECT count(*) FROM enrollments WHERE course_id = $1 AND status = $2").key]
    #expect(count?.counters[.calls] == 477 && agree(count?.counters[.execution], 32.771424, relative: 1e-9))
  }

  /// What one server wrote of the same statements at once, as text, CSV and JSON.
  @Test func allFormsOfALogSayTheSame() throws {
    let runs = try ["pg-log/one-session.log", "pg-csvlog/one-session.csv", "pg-jsonlog/one-session.json"].map {
      try postgresRun(FixtureFiles.bytes($0), name: $0)
    }
    #expect(runs.map(\.format) == ["pg-log", "pg-csvlog", "pg-jsonlog"])
    let capture = try #require(runs[0].queries.first)
    // 0.390 + 0.033 ms as text, and 0.021 + 0.005 + 0.003 ms with a parameter.
    let courses = try #require(
      capture.statements.first { $0.text.key == QueryText("SELECT title FROM courses WHERE id = 1").key })
    #expect(courses.counters[.calls] == 5 && agree(courses.counters[.execution], 0.000452))
    #expect(capture.statements.contains { $0.text.route == "GET /api/courses" })
    for run in runs {
      #expect(run.queries == runs[0].queries && run.startedAt == runs[0].startedAt && run.duration == runs[0].duration)
      #expect(run.plans.count == 1 && run.plans.map(\.executionTime) == [0.006096] && run.diagnostics.isEmpty)
    }
  }

  @Test("entries of every version as CSV; a cut one and another text are said")
  func csv() throws {
    let entry =
      "2026-11-21 03:29:59.250 UTC,\"a\",\"b\",1,\"[local]\",c,1,\"SELECT\",2026-11-21 03:29:00 UTC,3/0,0,LOG,00000,"
    let message = "\"duration: 20.5 ms  statement: SELECT \"\"a\"\"\n FROM t\",,,,,,,,,\"psql\""
    for rest in ["", ",\"client backend\"", ",\"client backend\",,0"] {
      let run = try postgresRun(Array((entry + message + rest + "\n").utf8), name: "log.csv")
      #expect(run.queries.first?.statements.map(\.text.written) == ["SELECT \"a\"\n FROM t"] && run.diagnostics.isEmpty)
    }
    let flawed = try postgresRun(Array((entry + message + "\nhello\n" + entry + message).utf8), name: "log.csv")
    #expect(flawed.diagnostics.map(\.id.rawValue).sorted() == ["input-truncated", "log-entry"])
    #expect(flawed.queries.first?.statements.first?.counters[.calls] == 1)
  }

  @Test(arguments: [
    "2026-11-21 03:29:59 UTC [1] LOG:  ready\n",
    "2026-11-21 03:29:59 UTC [1] LOG:  duration: x ms  statement: SELECT 1\n",
  ])
  func saysThatThereAreNoDurations(text: String) throws {
    let run = try Self.run(text)
    #expect(run.isEvidence && run.queries.allSatisfy(\.statements.isEmpty))
    #expect(run.diagnostics.map(\.id) == [.noData])
  }

  @Test(arguments: ["", "\n", "hello\n"])
  func refusesWhatIsNoLog(text: String) {
    #expect(throws: Diagnostic.self) {
      _ = try ImporterConformance.read(PostgresLogImporter.self, Array(text.utf8), name: "pg.log")
    }
  }

  @Test func aBrokenPlanIsCounted() throws {
    let run = try Self.run(
      "2026-11-21 03:29:59 UTC [1] LOG:  duration: 5 ms  plan:\n\t{\n\t\"Query Text\": \"SELECT 1\",\n"
        + "2026-11-21 03:29:59 UTC [1] LOG:  duration: 5 ms  statement: SELECT 1\n")
    #expect(run.diagnostics.map(\.id.rawValue) == ["plan-malformed"] && run.plans.isEmpty)
  }
}
