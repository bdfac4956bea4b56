import PerfDiagnostics
import PerfImporterConformance
import PerfImporters
import PerfModel
import TestCorpus
import Testing

struct PostgresStatementsTests {
  private static func capture(_ text: String) throws -> QueryCapture {
    let runs = try ImporterConformance.read(PostgresStatementsImporter.self, Array(text.utf8), name: "s.csv")
    return try #require(runs.first?.queries.first)
  }

  /// The line of the file: `10,16621,t,1203622897991481984,"/* route='GET /api/dashboard' */ SELECT id, course_id, …",1056,…`.
  @Test func readsEveryColumn() throws {
    let run = try postgresRun(FixtureFiles.bytes("pg-stat-statements/v15-lms-before.csv"), name: "before.csv")
    let capture = try #require(run.queries.first)
    #expect(capture.source == .counters && capture.coverage == .whole && capture.statements.count == 15)
    #expect(run.isEvidence && run.context["columns of"] == "PostgreSQL 15 or 16")
    let statement = try #require(capture.statements.first)
    #expect(statement.queryID == 1_203_622_897_991_481_984 && statement.isTopLevel == true)
    #expect(statement.text.route == "GET /api/dashboard")
    #expect(statement.counters[.calls] == 1056 && statement.counters[.rows] == 10560)
    #expect(statement.counters[.sharedHit] == 3_363_884 && statement.counters[.sharedRead] == 26)
    // 47636.215366000004 ms.
    #expect(agree(statement.counters[.execution], 47.636215366000004))
    #expect(statement.user == "10" && statement.database == "16621")
  }

  /// The popular table of five, in each style: the same figures.
  @Test(arguments: [
    "top5.aligned.txt", "top5.expanded.txt", "top5.html", "top5.unaligned.txt", "top5.unicode_border2.txt",
    "top5.wrapped100.txt", "top5-mean.csv", "top5.asciidoc", "top5-mean.json",
  ])
  func readsTheTopFive(name: String) throws {
    let run = try postgresRun(FixtureFiles.bytes("pg-stat-statements/" + name), name: name)
    let capture = try #require(run.queries.first)
    #expect(capture.coverage == .top(5, by: "mean time"))
    #expect(run.diagnostics.map(\.id.rawValue) == ["query-partial"])
    let first = try #require(capture.statements.first)
    #expect(first.text.written.hasPrefix("SELECT c.title, count(e.id) AS enrolled"))
    // calls 154, total_time_seconds 8.726607588, avg_time_ms 56.66628303896104, max_time_ms 136.239214.
    #expect(first.counters[.calls] == 154 && first.counters[.execution] == 8.726607588)
    #expect(agree(first.spread.mean, 0.05666628303896104) && agree(first.spread.maximum, 0.136239214))
    // Each style is another execution of the query; those before it are in its own table.
    #expect(capture.statements.count == 5)
    #expect(first.counters[.rows] == nil && first.counters[.sharedHit] == nil)
  }

  @Test func tellsCutTexts() throws {
    let run = try postgresRun(FixtureFiles.bytes("pg-stat-statements/top15.aligned.txt"), name: "top15.txt")
    let capture = try #require(run.queries.first)
    #expect(capture.textLimit == 60 && capture.coverage == .top(15, by: "total time"))
    #expect(run.diagnostics.map(\.id.rawValue) == ["query-partial", "query-text"])
    #expect(capture.statements.first?.queryID == -3_308_111_824_718_961_711)
    #expect(agree(capture.statements.first?.counters[.execution], 61.15241))
  }

  @Test func readsTheState() throws {
    let run = try postgresRun(FixtureFiles.bytes("pg-stat-statements/info.csv"), name: "info.csv")
    let capture = try #require(run.queries.first)
    #expect(capture.source == .counterState && capture.evictions == 0)
    #expect(capture.reset?.rfc3339 == "2026-11-21T03:31:53.988Z")
  }

  @Test(
    "the names of version 12, 13, and 17",
    arguments: [
      ("total_time,blk_read_time", 0.005), ("total_exec_time,blk_read_time", 0.005),
      ("total_exec_time,shared_blk_read_time", 0.005),
    ])
  func readsVersions(names: String, read: Double) throws {
    let capture = try Self.capture("query,calls,\(names)\nSELECT 1,4,20,5\n")
    let statement = try #require(capture.statements.first)
    #expect(statement.counters[.execution] == 0.02 && statement.counters[.blockRead] == read)
    #expect(statement.meanTime == 0.005)
  }

  @Test func addsSharedAndLocalTimes() throws {
    let capture = try Self.capture(
      "query,calls,total_exec_time,shared_blk_read_time,local_blk_read_time\nSELECT 1,4,20,5,2\n")
    #expect(agree(capture.statements.first?.counters[.blockRead], 0.007))
  }

  @Test func tellsWhatIsNoNumber() throws {
    let bytes = Array("query,calls,total_exec_time,rows\nSELECT 1,-4,2e,7\nSELECT 2,1\n".utf8)
    let run = try #require(
      try ImporterConformance.read(PostgresStatementsImporter.self, bytes, name: "s.csv").first)
    let statements = try #require(run.queries.first?.statements)
    #expect(statements.count == 1 && statements[0].counters[.calls] == nil && statements[0].counters[.rows] == 7)
    #expect(run.diagnostics.filter { $0.id.rawValue == "query-row" }.compactMap(\.location?.line) == [2, 2, 3])
  }

  @Test func everyCaptureOfTheCorpusIsRead() throws {
    guard TestCorpus.isPresent else { return }
    let root = TestCorpus.path("profiles")
    let files = TestCorpus.files(below: root).filter { path in
      path.contains("postgres/")
        && ["top5_mean", "top15_total", "pg_stat_statements", "snapshot_", "info_"].contains(where: path.contains)
    }
    #expect(files.count > 30)
    for file in files {
      let run = try postgresRun(file)
      #expect(run.queries.count == 1 && run.isEvidence, "\(file)")
      #expect(!run.diagnostics.contains { $0.id.rawValue == "input-truncated" }, "\(file)")
    }
  }
}
