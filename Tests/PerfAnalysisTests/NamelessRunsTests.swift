import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

@testable import PerfAnalysis

/// A tool that asks one address names it in one of its formats and not in another: what it knows of the run is what it knows of it.
struct NamelessRunsTests {
  private static func run(
    _ tool: String = "ab", format: String, _ endpoint: String?, millisecondsAtMedian median: Double = 40
  ) throws -> Run {
    var builder = RunBuilder(label: format, tool: tool, format: format)
    let metric = try #require(MetricCatalogue.metric(.requestDuration))
    builder.addDistribution(
      metric, endpoint: endpoint, count: 600, statistics: [.median: median, .quantile(0.95): 2 * median],
      in: .milliseconds, method: .floorIndex)
    builder.addGauge(try #require(MetricCatalogue.metric(.loadUsers)), last: 8, in: .one)
    return try #require(builder.finish().first)
  }

  private static func compare(_ before: Run, _ after: Run...) -> Assessment {
    Comparer().compare(ComparedSide(label: "before", runs: [before]), ComparedSide(label: "after", runs: after))
  }

  @Test("a file with the name and one without are compared under the name")
  func named() throws {
    let text = try Self.run(format: "ab-text", "/login")
    let raw = try Self.run(format: "ab-gnuplot", nil, millisecondsAtMedian: 80)
    for assessment in [Self.compare(text, raw), Self.compare(raw, text)] {
      let row = try #require(assessment.row("/login", .median))
      #expect(row.before != nil && row.after != nil)
      #expect(assessment.ledger.endpointsMatched == 1 && assessment.ledger.new == 0 && assessment.ledger.missing == 0)
      #expect(assessment.diagnostics.map(\.id.rawValue).contains("one-endpoint"))
    }
  }

  @Test("what the files after cannot tell is no loss of theirs, but no pass either")
  func untold() throws {
    var builder = RunBuilder(label: "text", tool: "ab", format: "ab-text")
    let metric = try #require(MetricCatalogue.metric(.requestDuration))
    builder.addDistribution(
      metric, endpoint: "/login", count: 600, statistics: [.median: 40, .quantile(0.95): 80], in: .milliseconds,
      method: .floorIndex)
    builder.addRatio(
      try #require(MetricCatalogue.metric(.requestErrorRatio)), endpoint: "/login", events: 0, of: 600)
    let text = try #require(builder.finish().first)
    let raw = try Self.run(format: "ab-gnuplot", nil, millisecondsAtMedian: 10)
    let assessment = Self.compare(text, raw)
    #expect(assessment.row("/login", .median)?.verdict == .improved)
    #expect(assessment.judgement == .good && assessment.verdict == .inconclusive && assessment.status == .yellow)
    #expect(assessment.diagnostics.contains { $0.severity == .warning && $0.message.contains("request.error_ratio") })
    var policy = ComparisonPolicy()
    policy.isStrict = true
    let strict = Comparer(policy: policy).compare(
      ComparedSide(label: "before", runs: [text]), ComparedSide(label: "after", runs: [raw]))
    #expect(strict.judgement == .unjudged)
    #expect(strict.obstacles.first == "the files after cannot tell /login request.error_ratio")
    // Of one kind of file, what went is lost.
    let lost = try Self.run(format: "ab-text", "/login", millisecondsAtMedian: 10)
    #expect(Self.compare(text, lost).judgement == .unjudged)
  }

  @Test("a run of several endpoints, of another tool, or of the same format without the name is something else")
  func apart() throws {
    let text = try Self.run(format: "ab-text", "/login")
    let other = try Self.run(format: "ab-text", "/feed")
    for assessment in [
      Self.compare(text, try Self.run(format: "ab-gnuplot", nil), other),
      Self.compare(text, try Self.run(format: "ab-text", nil)),
      Self.compare(text, try Self.run("k6", format: "k6-summary-export", nil)),
    ] {
      #expect(assessment.diagnostics.allSatisfy { $0.id.rawValue != "one-endpoint" })
    }
  }

  @Test(
    "the text of one side and all requests of the other are compared", .enabled(if: TestCorpus.isPresent),
    arguments: [("stdout.txt", "gnuplot.tsv"), ("gnuplot.tsv", "stdout.txt")])
  func recorded(before: String, after: String) throws {
    func run(_ name: String) throws -> Run {
      let path = TestCorpus.path("loadtest/ab/" + name)
      return try #require(try RunLoader().load([InputSpec(argument: path)]).runs.first)
    }
    let assessment = Self.compare(try run("before_login/" + before), try run("after_login/" + after))
    // 45 ms and 52 ms: ab's own p50 of both runs.
    let row = try #require(assessment.row("/api/auth/login", .median))
    #expect(row.before == 0.045 && row.after == 0.052)
  }
}
