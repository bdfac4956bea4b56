import PerfDiagnostics
import PerfImporters
import PerfModel
import Testing

/// Raw runs in `perfreport/run/1`: sketches and timelines, sound and hostile.
@Suite("perfreport/run/1 of raw runs")
struct RunJSONSketchTests {
  private func runs(_ text: String) throws -> [Run] {
    try K6Files.runs(Array(text.utf8), name: "run.json", as: "perfreport-run")
  }

  private func document(_ members: String) -> String {
    #"{"schema": "perfreport/run/1", "runs": [{"label": "a", "tool": "k6", "format": "k6-ndjson"\#(members)}]}"#
  }

  /// The values 1 and 2. The bits of 1 are 0x3FF0…, which without the lowest 42 are 0xFFC00; 2 is 1,024 buckets above.
  private static let sketch =
    #""sketch": {"min": 1, "max": 2, "sum": [3], "firstKey": 1047552, "gaps": [1024], "counts": [1, 1]}"#

  private func durations(
    basis: String = "sketch", count: String = "2", statistics: String = #"{"p95": 1.95}"#, sketch: String = sketch
  ) -> String {
    let head = #""metric": "request.duration", "unit": "s", "instrument": "distribution", "direction": "lowerIsBetter""#
    return document(
      ", \"series\": [{\(head), \"basis\": \"\(basis)\", \"count\": \(count), \"statistics\": \(statistics), \(sketch)}]"
    )
  }

  @Test("samples and sketches come back as sketches, with the file's own statistics", arguments: ["samples", "sketch"])
  func sketches(basis: String) throws {
    // The exact 95th percentile of 1 and 2 is 1.95; one that is a little off is within the error of a bucket.
    let run = try runs(durations(basis: basis, statistics: #"{"p95": 1.9501, "mean": 1.5}"#))[0]
    guard case .distribution(.sketch(let sketched))? = run.series.first?.content else {
      Issue.record("no sketch")
      return
    }
    #expect(sketched.sketchCount == 2)
    #expect(sketched[.quantile(0.95)] == 1.9501)
    #expect(sketched[.maximum] == 2)
    #expect(sketched[.sum] == 3)
    // Of no statistic in the file: 1 + 0.25·(2 − 1).
    #expect(sketched[.quantile(0.25)] == 1.25)
  }

  @Test(
    "a sketch that no values can have made is refused at its place",
    arguments: [
      (#""firstKey": 1047552"#, #""firstKey": 1047553"#), (#""gaps": [1024]"#, #""gaps": [0]"#),
      (#""gaps": [1024]"#, #""gaps": [-1024]"#), (#""gaps": [1024]"#, #""gaps": [9223372036854775807]"#),
      (#""gaps": [1024]"#, #""gaps": []"#), (#""counts": [1, 1]"#, #""counts": [1, 0]"#),
      (#""counts": [1, 1]"#, #""counts": [9223372036854775807, 9223372036854775807]"#),
      (#""counts": [1, 1]"#, #""counts": [2, 1]"#), (#""sum": [3]"#, #""sum": [30]"#),
      (#""min": 1"#, #""min": 1.5"#), (#""max": 2"#, #""max": 1"#), (#""min": 1, "#, ""),
      (#""counts": [1, 1]"#, #""counts": 2"#),
      (#""sum": [3]"#, #""sum": ["3"]"#), (#""firstKey": 1047552"#, #""firstKey": 1e300"#),
    ])
  func hostileSketches(right: String, wrong: String) throws {
    #expect(try runs(durations()).count == 1)
    #expect(Self.sketch.contains(right))
    let text = durations(sketch: Self.sketch.replacing(right, with: wrong))
    let found = try #require(throws: Diagnostic.self) { try runs(text) }
    #expect(["run-invalid", "json-type", "json-missing-key"].contains(found.id.rawValue), "\(found.text)")
    #expect(found.location?.line == 1 && found.excerpt != nil && found.hint != nil)
  }

  @Test(
    "statistics that are not those of the sketch are refused",
    arguments: [
      #"{"p95": 1.96}"#, #"{"p50": 1}"#, #"{"mean": 1.4}"#, #"{"min": 0.99}"#, #"{"max": 2.01}"#, #"{"sum": 4}"#,
      #"{"stddev": 0.1}"#,
    ])
  func contradictions(statistics: String) throws {
    let found = try #require(throws: Diagnostic.self) { try runs(durations(statistics: statistics)) }
    #expect(found.id.rawValue == "run-invalid")
  }

  @Test("a sketch is of a distribution, and there")
  func misplaced() {
    #expect(throws: Diagnostic.self) { try runs(durations(sketch: #""value": 1"#)) }
    #expect(throws: Diagnostic.self) { try runs(durations(count: "3")) }
    let counter = #""metric": "request.count", "unit": "1", "instrument": "counter", "direction": "informational""#
    #expect(throws: Diagnostic.self) { try runs(document(#", "series": [{\#(counter), "basis": "sketch"}]"#)) }
  }

  private static let bin =
    #"{"at": 3, "length": 1, "endpoint": "GET /a", "count": 20, "failed": 1, "users": 5, "p50": 0.1}"#

  @Test("a timeline is read: the whole run first")
  func timeline() throws {
    let whole = #"{"at": 0, "length": 1, "count": 2, "failed": 0}, {"at": 4, "length": 1, "count": 1, "failed": 1}"#
    let members =
      #", "origin": "2026-11-21T03:23:38.389966967Z", "loadWindow": [0.5, 5], "timeline": [\#(Self.bin), \#(whole)]"#
    let run = try runs(document(members))[0]
    #expect(run.origin == 1_795_231_418_389_966_967)
    #expect(run.loadWindow == 0.5...5)
    #expect(run.timelines.map(\.endpoint) == [nil, "GET /a"])
    #expect(run.timelines[0].bins.map(\.count) == [2, 1])
    #expect(
      run.timelines[1].bins == [
        TimelineBin(at: 3, count: 20, failed: 1, users: 5, mean: nil, p50: 0.1, p95: nil, p99: nil)
      ])
  }

  @Test(
    "a timeline that cannot be is refused",
    arguments: [
      #""timeline": [{"at": 3, "length": 0, "count": 20, "failed": 1}]"#,
      #""timeline": [{"at": 3, "length": 1, "count": 0, "failed": 0}]"#,
      #""timeline": [{"at": 3, "length": 1, "count": 2, "failed": 3}]"#,
      #""timeline": [{"at": 3, "length": 1, "count": -2, "failed": 0}]"#,
      #""timeline": [{"length": 1, "count": 2, "failed": 0}]"#, #""timeline": [\#(bin), \#(bin)]"#,
      #""origin": "yesterday""#, #""loadWindow": [5, 0.5]"#, #""loadWindow": [5]"#,
    ])
  func hostileTimelines(member: String) throws {
    let found = try #require(throws: Diagnostic.self) { try runs(document(", " + member)) }
    #expect(found.location?.line == 1 && found.excerpt != nil)
  }
}
