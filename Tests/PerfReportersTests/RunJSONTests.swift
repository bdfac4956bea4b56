import PerfDiagnostics
import PerfModel
import PerfReporters
import PerfUnits
import Testing

@Suite struct RunJSONTests {
  @Test func `A run is written without loss`() { expectGolden(RunJSON.text([Self.run]), "run-json-without-loss.json") }

  @Test func `A run is valid against its schema`() throws {
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/run/1")))
    #expect(try schema.complaints(about: RunJSON.text([Self.run, Self.run])) == [])
    #expect(try schema.complaints(about: RunJSON.text([])) == [])
  }

  @Test(arguments: [
    ("\"quantileMethod\": \"linear\"", "\"quantileMethod\": \"mine\""),
    ("\"basis\": \"none\"", "\"basis\": \"absent\""),
    ("\"total\": 1000", "\"total\": -1"), ("\"met\": false", "\"met\": \"no\""), ("\"startedAt\"", "\"started\""),
  ])
  func `The schema tells a wrong run from a right one`(_ right: String, _ wrong: String) throws {
    let json = RunJSON.text([Self.run])
    #expect(json.contains(right))
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/run/1")))
    #expect(try schema.complaints(about: json.replacing(right, with: wrong)) != [])
  }

  @Test func `A raw run is written with sketches and timelines`() throws {
    let text = RunJSON.text([Self.rawRun])
    expectGolden(text, "run-json-raw.json")
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/run/1")))
    #expect(try schema.complaints(about: text) == [])
    for (right, wrong) in [
      ("\"firstKey\": ", "\"key\": "), ("\"gaps\": [1024]", "\"gaps\": [0]"), ("\"failed\": 1", "\"failed\": -1"),
      ("\"loadWindow\": [0, 2.5]", "\"loadWindow\": [0]"),
    ] {
      #expect(text.contains(right), "\(right)")
      #expect(try schema.complaints(about: text.replacing(right, with: wrong)) != [], "\(wrong)")
    }
  }

  /// One request of a second, which starts at 22:13:20, and one of two that fails.
  static let rawRun: Run = {
    var recorder = RunRecorder(unit: .seconds)
    let slot = recorder.slot(for: RequestKey(endpoint: "GET /feed"))
    let start: Int64 = 1_700_000_000_000_000_000
    recorder.addRequests(slot, ends: [start + 1_000_000_000, start + 2_500_000_000], durations: [1, 2])
    recorder.addOutcomes(slot, count: 2, failedEnds: [start + 2_500_000_000])
    recorder.addUsers(2, at: start)
    var builder = RunBuilder(label: "raw", tool: "k6", format: "k6-ndjson")
    recorder.tell(&builder)
    return builder.finish()[0]
  }()

  /// One series of every kind, everything that may be absent once absent and once present.
  static let run: Run = {
    var builder = RunBuilder(label: "nightly", tool: "k6", format: "k6-summary-export")
    builder.setToolVersion("v2.2.0")
    builder.setDuration(30.5, .seconds)
    builder.setStart(Timestamp(millisecondsSinceEpoch: 1_795_231_336_527))
    builder.setContext("commit", "abc1234")
    builder.setContext("branch", "main")
    func metric(_ id: MetricID) -> Metric {
      MetricCatalogue.metric(id) ?? .custom(id.rawValue, unit: .one, instrument: .scalar)
    }
    builder.addDistribution(
      metric(.requestDuration), endpoint: "GET /a", count: 1000,
      statistics: [
        .mean: 12.5, .median: 10, .quantile(0.95): 30, .quantile(0.975): 41, .quantile(0.999): 99, .maximum: 120,
      ],
      in: .milliseconds, method: .linear)
    builder.addDistribution(
      metric(.requestDuration), endpoint: "GET /b", count: nil, statistics: [.median: 3], in: .milliseconds,
      method: .floorIndex, resolution: 1)
    builder.addDistribution(
      metric(.requestDuration), endpoint: "GET /idle", count: 0, statistics: [.mean: 0], in: .milliseconds,
      method: .linear)
    builder.addRatio(metric(.requestErrorRatio), endpoint: "GET /a", events: 4, of: 1000)
    builder.addRatio(metric(.requestErrorRatio), endpoint: "GET /b", value: 0.5, in: .percent)
    builder.addScalar(metric(.requestRate), 33.3, in: .perSecond)
    builder.addCounter(metric(.dataReceived), 1.5, in: .kibibytes)
    builder.addGauge(metric(.loadUsers), last: 10, minimum: 1, maximum: 20, in: .one)
    builder.addRatio(metric(.checkPassRatio), labels: ["check": "status is 200"], events: 999, of: 1000)
    builder.addObjective(
      DeclaredObjective(series: SeriesKey(.requestDuration), expression: "p(95)<250", metAccordingToTool: false))
    builder.addObjective(
      DeclaredObjective(series: SeriesKey(.requestRate), expression: "rate>1", metAccordingToTool: nil))
    builder.record(
      Diagnostic(
        .warning, .jsonSyntax, "line is not a record", at: SourceLocation(file: "a.json", line: 4, column: 1),
        excerpt: Excerpt(text: "{\"x\"", caret: 2), hint: "was the file cut off?"))
    builder.record(Diagnostic(.note, .noData, "nothing was counted"))
    let built = builder.finish()[0]
    return Run(
      label: built.label, tool: built.tool, toolVersion: built.toolVersion, format: built.format,
      startedAt: built.startedAt,
      duration: built.duration,
      files: [InputFile(path: "a.json", sha256: "00ff", bytes: 12), InputFile(path: "b.json")],
      context: built.context, series: built.series, declaredObjectives: built.declaredObjectives,
      diagnostics: built.diagnostics)
  }()
}
