import PerfDiagnostics
import PerfModel
import Testing

/// Recorded files; the figures are those of the raw files of the same runs.
@Suite("Recorded k6 summaries")
struct K6FixtureTests {
  @Test(
    "one run in both dialects of k6 2.2",
    arguments: ["k6-summary-export/v2.2-before.json", "k6-handle-summary/v2.2-before.json"])
  func before(path: String) throws {
    let run = try K6Files.run(try K6Files.fixture(path))
    #expect(run.format == String(path.prefix { $0 != "/" }))
    #expect(run.tool == "k6")
    #expect(isClose(try #require(run.duration), 30.459622446))
    #expect(run.count("request.duration") == 2367)
    #expect(run.series("request.duration")?[.quantile(0.999)].map { isClose($0, 0.36290270370001093) } == true)
    #expect(run.ratio("request.error_ratio") == Ratio(events: 4, of: 2367))
    #expect(run.count("request.duration", "GET /api/feed") == 802)
    #expect(run.series("request.duration", "GET /api/feed")?[.quantile(0.95)].map { isClose($0, 0.0992592797) } == true)
    #expect(run.series("request.duration", "GET /api/never")?.hasData == false)
    #expect(run.series("request.tls")?[.maximum] == 0)
    #expect(
      run.ratio("check.pass_ratio", nil, ["check": "01 login::profile::me status is 200"])
        == Ratio(events: 401, of: 401))
    #expect(run.ratio("check.pass_ratio", nil, ["check": "search status is 200"]) == Ratio(events: 357, of: 361))
    // The thresholds of the script that this server breaks, by its own description.
    let crossed = run.declaredObjectives.filter { $0.metAccordingToTool == false }
    #expect(
      Set(crossed.map(\.expression)).isSuperset(of: ["rate<0.001", "p(95)<60", "count<1", "rate<0.005", "rate>0.99"]))
    #expect(run.declaredObjectives.contains { $0.expression == "max<2000" && $0.metAccordingToTool == true })
  }

  @Test("a run without requests has no request metrics and says so")
  func zeroRequests() throws {
    for path in ["k6-summary-export/zero-requests.json", "k6-machine-summary/zero-requests.json"] {
      let run = try K6Files.run(try K6Files.fixture(path))
      #expect(run.series("request.duration") == nil)
      #expect(run.series("iteration.count")?[.value] == 12)
      #expect(run.series("data.sent")?[.value] == 0)
      #expect(run.findings("no-data").map(\.message) == ["the run made no HTTP requests"])
    }
  }

  @Test("refused requests last 0 seconds, and none of them had the expected response")
  func refused() throws {
    let run = try K6Files.run(try K6Files.fixture("k6-summary-export/all-refused.json"))
    #expect(run.series("request.duration")?[.maximum] == 0)
    #expect(run.count("request.duration") == 200)
    #expect(run.series("request.duration", nil, ["expected_response": "true"])?.hasData == false)
    #expect(run.ratio("request.error_ratio") == Ratio(events: 200, of: 200))
    #expect(run.findings("no-data").isEmpty)
  }

  @Test("a run whose setup() threw has nothing but empty counters")
  func setupThrew() throws {
    let run = try K6Files.run(try K6Files.fixture("k6-summary-export/setup-throw.json"))
    #expect(
      run.series.map(\.key.metric.rawValue).sorted() == [
        "data.received", "data.received_rate", "data.sent", "data.sent_rate",
      ])
    #expect(run.duration == nil)
    #expect(run.findings("no-data").count == 1)
  }

  @Test("an old k6 with default statistics", arguments: ["k6-summary-export/v0.49-before.json"])
  func old(path: String) throws {
    let run = try K6Files.run(try K6Files.fixture(path))
    #expect(run.count("request.duration") == 1197)
    // setup() was timed as one more iteration.
    #expect(run.count("iteration.duration") == 385)
    #expect(run.series("iteration.count")?[.value] == 384)
  }
}
