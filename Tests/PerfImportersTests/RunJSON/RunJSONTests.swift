import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfUnits
import Testing

@Suite("perfreport/run/1")
struct RunJSONTests {
  private func runs(_ text: String) throws -> [Run] {
    try K6Files.runs(Array(text.utf8), name: "run.json", as: "perfreport-run")
  }

  /// A document of one run with these members beside label, tool and format.
  private func document(_ members: String) -> String {
    #"{"schema": "perfreport/run/1", "runs": [{"label": "a", "tool": "k6", "format": "k6-summary-export"\#(members)}]}"#
  }

  /// A document of one series.
  private func document(series: String) -> String { document(", \"series\": [{\(series)}]") }

  @Test("every part of a run is read back")
  func everything() throws {
    let runs = try K6Files.runs(try K6Files.fixture("perfreport-run/two-runs.json"), name: "run.json")
    let first = try Run(
      label: "before", tool: "k6", toolVersion: "2.2.0", format: "k6-summary-export",
      startedAt: Timestamp(rfc3339: "2026-11-21T03:23:38.389Z"), duration: 30.459622446,
      files: [
        InputFile(
          path: "results/before.json", sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
          bytes: 13034)
      ],
      context: ["commit": "0a1b2c3", "environment": "staging"],
      series: [
        series(
          .requestDuration,
          .distribution(
            .quantiles(
              PublishedStatistics(
                count: 2367,
                values: [
                  .mean: 0.04887873529404306, .minimum: 0.00044937, .median: 0.042922785,
                  .quantile(0.95): 0.0945725868, .quantile(0.999): 0.36290270370001093, .quantile(0.975): 0.101,
                  .maximum: 0.524315685, .standardDeviation: 0.036, .sum: 115.7,
                ], method: .linear, resolution: 1e-6)))),
        series(.requestDuration, endpoint: "GET /api/never", .noData),
        series(
          .requestErrorRatio, labels: ["region": "eu", "scenario": "search"],
          .ratio(try #require(Ratio(events: 4, of: 100)))),
        series(.requestRate, .scalar(77.70943333904776)),
        series(.dataReceived, .counter(1_683_286)),
        series(.loadUsers, .gauge(Gauge(last: 6, minimum: 5, maximum: 7))),
        Series(
          key: SeriesKey(MetricID(rawValue: "custom.hit_ratio")),
          metric: .custom("hit_ratio", unit: .one, instrument: .ratio), content: .ratio(Ratio(value: 0.25))),
      ],
      declaredObjectives: [
        DeclaredObjective(
          series: SeriesKey(.requestDuration, endpoint: "GET /api/feed"), expression: "p(95)<60",
          metAccordingToTool: false),
        DeclaredObjective(
          series: SeriesKey(.requestErrorRatio, labels: ["scenario": "search"]), expression: "rate<0.01",
          metAccordingToTool: nil),
      ],
      diagnostics: [
        Diagnostic(
          .warning, DiagnosticID(rawValue: "k6-contradiction"), "mine: its min 2.0 is above its max 1.0",
          at: SourceLocation(file: "results/before.json", line: 12, column: 5),
          excerpt: Excerpt(text: "\"mine\": {", caret: 8), hint: "was the file edited?"),
        Diagnostic(.note, .noData, "said of no place"),
      ])
    let second = Run(
      label: "after", tool: "ab", toolVersion: nil, format: "ab-text", startedAt: nil, duration: nil, files: [],
      context: [:], series: [], declaredObjectives: [], diagnostics: [])
    #expect(runs == [first, second])
  }

  private func series(
    _ id: MetricID, endpoint: String? = nil, labels: Labels = .none, _ content: Series.Content
  ) throws -> Series {
    let metric = try #require(MetricCatalogue.metric(id))
    return Series(key: SeriesKey(id, endpoint: endpoint, labels: labels), metric: metric, content: content)
  }

  @Test("series in any order are found by key")
  func order() throws {
    let one = { (metric: String) in
      #"{"metric": "\#(metric)", "unit": "1", "instrument": "counter", "direction": "informational", "basis": "scalar", "value": 1}"#
    }
    let run = try #require(
      runs(document(#", "series": [\#(one("custom.b")), \#(one("request.count")), \#(one("custom.a"))]"#)).first)
    #expect(run.series.map(\.key.metric.rawValue) == ["request.count", "custom.a", "custom.b"])
    #expect(run.series("custom.a")?[.value] == 1)
  }

  @Test("keys that are missing read as null, and keys from a later day are ignored")
  func lenience() throws {
    let run = try #require(
      runs(
        document(
          #", "mood": "good", "series": [{"metric": "custom.a", "unit": "s", "instrument": "distribution", "colour": 3,"#
            + #" "direction": "informational", "basis": "quantiles", "quantileMethod": "unstated","#
            + #" "statistics": {"p95": 1, "iqr": 2, "mean": null}}]"#)
      ).first)
    #expect(run.toolVersion == nil && run.startedAt == nil && run.duration == nil && run.files.isEmpty)
    let expected = PublishedStatistics(count: nil, values: [.quantile(0.95): 1], method: .unstated)
    #expect(run.series.first?.content == .distribution(.quantiles(expected)))
  }

  @Test(
    "the schema is recognised, whatever its version",
    arguments: [
      (#"{"schema": "perfreport/run/1","#, Confidence.certain),
      (#"{"runs": [], "schema": "perfreport/run/7"}"#, .certain),
      (#"{"schema": "perfreport/comparison/1"}"#, .no), (#"{"schema": 1}"#, .no), (#"["perfreport/run/1"]"#, .no),
    ])
  func sniffing(prefix: String, confidence: Confidence) throws {
    #expect(try K6Files.claims(Array(prefix.utf8))["perfreport-run"] ?? .no == confidence)
  }

  @Test(
    "a version that is not known is refused by name",
    arguments: ["perfreport/run/2", "perfreport/run/", "perfreport/run/1.1"])
  func versions(schema: String) throws {
    let found = try #require(throws: Diagnostic.self) { _ = try runs(#"{"schema": "\#(schema)", "runs": []}"#) }
    #expect(found.id.rawValue == "run-schema-unknown")
    #expect(found.message == "this perfreport reads perfreport/run/1 only")
    #expect(found.location?.column == 12)
    #expect(found.hint != nil)
  }

  private static let head = #""metric": "custom.a", "unit": "s", "direction": "informational", "#

  @Test(
    "a series that the schema does not allow is refused at its place",
    arguments: [
      (#""metric": "a", "unit": "ms""#, "run-invalid"), (#""metric": 3"#, "json-type"),
      (#""metric": "a""#, "json-missing-key"),
      (#""metric": "a", "unit": "s", "instrument": "histogram""#, "run-invalid"),
      (head + #""instrument": "counter", "basis": "sketch""#, "run-invalid"),
      (head + #""instrument": "counter", "basis": "quantiles""#, "run-invalid"),
      (head + #""instrument": "distribution", "basis": "scalar", "value": 1"#, "run-invalid"),
      (head + #""instrument": "distribution", "basis": "quantiles", "quantileMethod": "guessed""#, "run-invalid"),
      (
        head + #""instrument": "distribution", "basis": "quantiles", "quantileMethod": "linear", "count": -1"#,
        "run-invalid"
      ),
      (
        head + #""instrument": "distribution", "basis": "quantiles", "quantileMethod": "linear", "count": 1.5"#,
        "json-type"
      ),
      (head + #""instrument": "counter", "basis": "scalar""#, "json-missing-key"),
      (head + #""instrument": "counter", "basis": "scalar", "value": null"#, "json-missing-key"),
      (head + #""instrument": "ratio", "basis": "scalar", "value": 1.5"#, "run-invalid"),
      (head + #""instrument": "ratio", "basis": "scalar", "value": 0.5, "events": 3, "total": 2"#, "run-invalid"),
      (head + #""instrument": "ratio", "basis": "scalar", "value": 0.5, "total": 2"#, "run-invalid"),
      (head + #""instrument": "counter", "basis": "none", "labels": {"a": 1}"#, "json-type"),
    ])
  func invalidSeries(series: String, id: String) throws {
    let found = try #require(throws: Diagnostic.self) { _ = try runs(document(series: series)) }
    #expect(found.id.rawValue == id, "\(found.text)")
    #expect(found.location?.line == 1 && found.excerpt != nil && found.hint != nil)
  }

  @Test(
    "a run that the schema does not allow is refused",
    arguments: [
      (#", "duration": 0"#, "run-invalid"), (#", "duration": "3""#, "json-type"),
      (#", "startedAt": "yesterday""#, "run-invalid"),
      (#", "files": [{"bytes": 3}]"#, "json-missing-key"), (#", "files": [{"path": "a", "bytes": -3}]"#, "run-invalid"),
      (#", "context": {"a": 1}"#, "json-type"), (#", "diagnostics": [{"severity": "fatal"}]"#, "run-invalid"),
      (
        #", "diagnostics": [{"severity": "note", "id": "a", "message": "b", "excerpt": {"text": "c", "caret": 2}}]"#,
        "run-invalid"
      ),
      (#", "declaredObjectives": [{"metric": "a", "expression": "b", "met": "yes"}]"#, "json-type"),
    ])
  func invalidRuns(members: String, id: String) throws {
    #expect(try #require(throws: Diagnostic.self) { _ = try runs(document(members)) }.id.rawValue == id)
  }

  @Test("two series of one key are refused, and so is a document without runs")
  func nothingAndTooMuch() throws {
    let series = Self.head + #""instrument": "counter", "basis": "none""#
    let twice = document(", \"series\": [{\(series)}, {\(series)}]")
    #expect(try #require(throws: Diagnostic.self) { _ = try runs(twice) }.id == .duplicateSeries)
    let none = #"{"schema": "perfreport/run/1", "runs": []}"#
    #expect(try #require(throws: Diagnostic.self) { _ = try runs(none) }.id == .noData)
  }

  /// A series of request durations that says other things of itself than the catalogue.
  private func contradicting(_ unit: String, _ instrument: String, _ direction: String) -> String {
    document(
      series: #""metric": "request.duration", "unit": "\#(unit)", "instrument": "\#(instrument)", "#
        + #""direction": "\#(direction)", "basis": "none""#)
  }

  @Test(
    "the direction of good is the catalogue's, whatever a file says", arguments: ["higherIsBetter", "informational"])
  func direction(_ direction: String) throws {
    let run = try runs(contradicting("s", "distribution", direction))[0]
    #expect(run.series.map(\.metric.direction) == [.lowerIsBetter])
    #expect(run.diagnostics.map(\.id.rawValue) == ["run-invalid"])
  }

  @Test("numbers of another unit or kind are none of the metric", arguments: [("1", "distribution"), ("s", "scalar")])
  func otherUnit(_ unit: String, _ instrument: String) {
    #expect(throws: Diagnostic.self) { try runs(contradicting(unit, instrument, "lowerIsBetter")) }
  }
}
