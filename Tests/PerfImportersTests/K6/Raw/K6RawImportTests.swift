import PerfDiagnostics
import PerfModel
import Testing

@testable import PerfImporters

/// What the importers make of lines that a reader can follow.
@Suite("k6 raw outputs")
struct K6RawImportTests {
  private static func line(
    _ metric: String, _ value: String, at second: Int = 10, _ tags: String = #"{"name":"a","status":"200"}"#
  ) -> String {
    #"{"metric":"\#(metric)","type":"Point","data":{"time":"2026-11-21T03:22:\#(second)Z","value":\#(value),"#
      + #""tags":\#(tags)}}"#
  }

  private static func define(_ metric: String, _ type: String, _ contains: String = "default") -> String {
    #"{"type":"Metric","data":{"name":"\#(metric)","type":"\#(type)","contains":"\#(contains)","thresholds":[],"#
      + #""submetrics":null},"metric":"\#(metric)"}"#
  }

  private static func run(_ lines: [String]) throws -> Run {
    try K6RawReading().ndjson(Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test("columns of CSV are known by their names, in any order")
  func columnOrder() throws {
    let rows = [
      ("http_reqs", "1795231799", "1", "200", "a"),
      ("http_req_duration", "1795231799", "12.5", "200", "\"a,\"\"b\"\"\""),
      ("http_req_duration", "1795231800", "20", "500", "a"), ("http_reqs", "1795231800", "1", "500", "a"),
    ]
    let usual =
      "metric_name,timestamp,metric_value,status,name\n"
      + rows.map { "\($0.0),\($0.1),\($0.2),\($0.3),\($0.4)\n" }.joined()
    // The value before the time: taken by its bytes, one would be the other.
    let other =
      "metric_name,metric_value,name,timestamp,status\n"
      + rows.map { "\($0.0),\($0.2),\($0.4),\($0.1),\($0.3)\n" }.joined()
    let last =
      "status,timestamp,name,metric_value,metric_name\n"
      + rows.map { "\($0.3),\($0.1),\($0.4),\($0.2),\($0.0)\n" }.joined()
    let expected = try K6RawReading().csv(Array(usual.utf8))
    #expect(expected.count("request.duration") == 2)
    for text in [other, last, last.replacing("\n", with: "\r\n")] {
      #expect(K6CSVImporter.sniff(Array(text.utf8)[...]) == .certain)
      let run = try K6RawReading().csv(Array(text.utf8))
      #expect(run.series == expected.series && run.timelines == expected.timelines)
    }
    let short = try K6RawReading().csv(Array((other + "http_reqs,1\n").utf8))
    #expect(short.findings("k6-bad-line").count == 1)
  }

  @Test("custom metrics are of the type that their definition says, before or after their points")
  func customTypes() throws {
    let points = ["mine", "mine", "mine"].enumerated().map { Self.line($1, ["0", "2.5", "3"][$0], at: 10 + $0) }
    let trend = try Self.run([Self.define("mine", "trend", "time")] + points)
    #expect(trend.series("custom.mine")?[.maximum] == 0.003)
    #expect(trend.count("custom.mine") == 3)
    let counter = try Self.run(points + [Self.define("mine", "counter")])
    #expect(counter.series("custom.mine")?[.value] == 5.5)
    let gauge = try Self.run(points.reversed() + [Self.define("mine", "gauge")])
    #expect(gauge.series("custom.mine")?[.value] == 3)
    #expect(gauge.series("custom.mine")?[.minimum] == 0)
    let rate = try Self.run(points + [Self.define("mine", "rate")])
    #expect(rate.ratio("custom.mine") == Ratio(events: 2, of: 3))
    let unknown = try Self.run(points)
    #expect(unknown.series("custom.mine") == nil)
    #expect(unknown.findings("k6-unknown-metric").count == 1)
  }

  @Test("checks are counted by group and name, and together")
  func checks() throws {
    let run = try Self.run([
      Self.line("checks", "1", #"{"check":"ok","group":""}"#), Self.line("checks", "0", #"{"check":"ok","group":""}"#),
      Self.line("checks", "1", #"{"check":"ok","group":"::a::b"}"#),
    ])
    #expect(run.ratio("check.pass_ratio") == Ratio(events: 2, of: 3))
    #expect(run.ratio("check.pass_ratio", nil, ["check": "ok"]) == Ratio(events: 1, of: 2))
    #expect(run.ratio("check.pass_ratio", nil, ["check": "a::b::ok"]) == Ratio(events: 1, of: 1))
  }

  @Test("raw URLs become routes, whatever is in their queries")
  func routes() throws {
    let urls = ["/items/17?a=1\\u0026b=2", "/items/18", "/items/0b4f1c6e-2f65-4c1f-8d0a-6a3d1a6b7c8d#top"]
    let run = try Self.run(
      urls.map {
        Self.line("http_req_duration", "2", #"{"method":"GET","name":"http://shop:8080\#($0)","status":"200"}"#)
      })
    #expect(run.count("request.duration", "GET /items/:id") == 3)
  }

  @Test("escapes in names are undone")
  func escapes() throws {
    let run = try Self.run([Self.line("http_req_duration", "2", #"{"name":"a \u0026 \u003cb\u003e \"c\""}"#)])
    #expect(run.count("request.duration", "a & <b> \"c\"") == 1)
  }

  @Test("without requests the run lasts from the first point to the last")
  func noRequests() throws {
    let run = try Self.run([
      Self.line("iterations", "1", at: 10, "{}"), Self.line("iterations", "1", at: 15, "null"),
    ])
    #expect(run.duration == 5)
    #expect(run.series("iteration.rate")?[.value] == 0.4)
    #expect(run.findings("no-data").count == 1)
  }

  @Test("durations are of requests, where http_reqs was filtered out")
  func durationsAlone() throws {
    let run = try Self.run([Self.line("http_req_duration", "5")])
    #expect(run.findings("no-data").isEmpty)
    let none = try Self.run([Self.define("iterations", "counter"), Self.line("iterations", "1")])
    #expect(none.findings("no-data").map(\.message) == ["the run made no HTTP requests"])
  }

  @Test("a bad line has its number, column and reason")
  func badLine() throws {
    let good = Self.line("http_req_duration", "2")
    let run = try Self.run([
      good, good, #"{"metric":"http_reqs","type":"Point","data":{"time":"yesterday","value":1}}"#, good,
    ])
    let finding = try #require(run.findings("k6-bad-line").first)
    #expect(finding.severity == .warning)
    #expect(finding.location == SourceLocation(file: "raw.json", line: 3, column: 53))
    #expect(finding.message.contains("expected a time such as"))
    #expect(run.count("request.duration", "a") == 3)
  }

  @Test("a file that is mostly something else is an error")
  func garbage() {
    let error = #expect(throws: Diagnostic.self) {
      try Self.run([Self.line("http_req_duration", "2")] + Array(repeating: "INFO[0001] running", count: 9))
    }
    #expect(error?.id.rawValue == "k6-bad-line")
    #expect(error?.location?.line == 2)
    #expect(error?.severity == .error)
  }

  @Test("only the last line may be cut")
  func truncation() throws {
    let good = Self.line("http_req_duration", "2")
    let text = (good + "\n" + good + "\n" + good).dropLast(20)
    let run = try K6RawReading().ndjson(Array(text.utf8))
    #expect(run.count("request.duration", "a") == 2)
    #expect(run.findings("input-truncated").first?.location?.line == 3)
    #expect(run.findings("k6-bad-line").isEmpty)
    // A whole line without its end is a whole line.
    #expect(try K6RawReading().ndjson(Array((good + "\n" + good).utf8)).count("request.duration", "a") == 2)
  }

  @Test(
    "times of CSV",
    arguments: [
      ("1795231336", 1_795_231_336), ("1795231336682", 1_795_231_336.682), ("1795231336682902", 1_795_231_336.682902),
      ("1795231336682902367", 1_795_231_336.682902), ("2026-11-21T03:22:16Z", 1_795_231_336),
      ("2026-11-21T03:22:16.682902367Z", 1_795_231_336.682902), ("2026-11-21T05:22:16.5+02:00", 1_795_231_336.5),
    ])
  func csvTimes(text: String, seconds: Double) throws {
    let csv = "metric_name,timestamp,metric_value,name,extra_tags\nhttp_req_duration,\(text),0.000000,a,\n"
    let run = try K6RawReading().csv(Array(csv.utf8))
    let start = try #require(run.startedAt).millisecondsSinceEpoch
    #expect(start == Int64((seconds * 1000).rounded(.down)))
  }

  @Test("columns of CSV are found by name, tags also among the extra ones")
  func csvColumns() throws {
    let csv = """
      metric_name,timestamp,metric_value,status,method,extra_tags,metadata
      http_req_duration,1795231336,2.000000,200,GET,name=/b&team=web,vu=1
      http_req_duration,1795231337,4.000000,500,GET,"team=""web""&name=/b",vu=2

      """
    let run = try K6RawReading().csv(Array(csv.utf8))
    #expect(run.count("request.duration", "GET /b") == 2)
    #expect(run.series("request.count", nil, ["status": "500"])?[.value] == 1)
  }
}
