import PerfDiagnostics
import PerfModel
import PerfUnits
import Testing

@Suite("What a k6 summary says")
struct K6MappingTests {
  /// A legacy export of these metrics.
  private func export(_ metrics: String) throws -> Run {
    try K6Files.run("{\"metrics\": {\(metrics)}}", as: "k6-summary-export")
  }

  /// handleSummary data of these metrics.
  private func handle(_ metrics: String, and rest: String = "") throws -> Run {
    try K6Files.run("{\"metrics\": {\(metrics)}\(rest)}", as: "k6-handle-summary")
  }

  @Test(
    "a sub-metric is read as k6 reads it, whatever its spelling",
    arguments: [
      ("{name:GET /api/feed}", "GET /api/feed", [:]), ("{ name: 'GET /api/feed' }", "GET /api/feed", [:]),
      ("{\"name\":\"GET /api/feed\"}", "GET /api/feed", [:]),
      ("{method:GET,name:/api/feed}", "GET /api/feed", [:]), ("{name:/api/feed, method: GET}", "GET /api/feed", [:]),
      ("{method:GET,name:feed}", "feed", ["method": "GET"]), ("{name:/api/feed}", "/api/feed", [:]),
      ("{url:http://h:80/a?b={c}}", "http://h:80/a?b={c}", [:]),
      ("{name:X,url:http://h/}", "X", ["url": "http://h/"]),
      ("{status:200,expected_response:true}", nil, ["expected_response": "true", "status": "200"]),
      ("{group:::01 login::profile}", nil, ["group": "::01 login::profile"]), ("{}", nil, [:]), ("", nil, [:]),
      ("{alone}", nil, ["alone": ""]), ("{a:1,,b:2,a:3}", nil, ["a": "3", "b": "2"]),
    ] as [(String, String?, [String: String])])
  func names(suffix: String, endpoint: String?, labels: [String: String]) throws {
    let key = "http_req_duration\(suffix)".replacing("\"", with: "\\\"")
    let run = try export("\"\(key)\": {\"avg\": 2}")
    let pairs = labels.map(Labels.Pair.init).sorted()
    #expect(run.series.map(\.key) == [SeriesKey(.requestDuration, endpoint: endpoint, labels: Labels(pairs))])
  }

  @Test("durations or failures of requests show requests, also where nothing counts them")
  func uncountedRequests() throws {
    for metric in [#""http_req_duration": {"avg": 2}"#, #""http_req_failed": {"value": 0, "passes": 0, "fails": 90}"#] {
      #expect(try export(metric).findings("no-data").isEmpty)
    }
    #expect(try export(#""http_req_failed": {"value": 0, "passes": 0, "fails": 0}"#).findings("no-data").count == 1)
  }

  @Test("two spellings of one series are one, and a contradiction between them is told")
  func spellings() throws {
    let same = try export(#""a{x:1}": {"count": 3, "rate": 1}, "a{ x: '1' }": {"count": 3, "rate": 1}"#)
    #expect(same.series.count == 1)
    #expect(same.findings("duplicate-series").isEmpty)
    let other = try export(#""a{x:1}": {"count": 3, "rate": 1}, "a{ x: '1' }": {"count": 4, "rate": 1}"#)
    #expect(other.series("custom.a", nil, ["x": "1"])?[.value] == 3)
    #expect(other.findings("duplicate-series").count == 1)
  }

  @Test("statistics: milliseconds become seconds, med and p(50) are the median")
  func statistics() throws {
    let run = try export(
      #""http_req_duration": {"avg": 12.5, "med": 10, "p(50)": 10, "min": 1, "max": 90, "p(95)": 40, "p(99.99)": 80}"#)
    let series = try #require(run.series("request.duration"))
    #expect(series[.mean] == 0.0125)
    #expect(series[.median] == 0.01)
    #expect(series[.minimum] == 0.001)
    #expect(series[.maximum] == 0.09)
    #expect(series[.quantile(0.95)] == 0.04)
    #expect(series[.quantile(0.9999)] == 0.08)
    #expect(series[.standardDeviation] == nil)
    #expect(run.count("request.duration") == nil)
  }

  @Test(
    "types are inferred from the keys of an export",
    arguments: [
      (#"{"count": 7}"#, Instrument.distribution), (#"{"count": 7, "rate": 2}"#, .counter),
      (#"{"count": 7, "rate": null}"#, .counter), (#"{"min": 1, "max": 2}"#, .distribution),
      (#"{"p(75)": 1, "count": 3}"#, .distribution), (#"{"value": 1, "min": 1, "max": 2}"#, .gauge),
      (#"{"value": 0.5, "passes": 1, "fails": 1}"#, .ratio), (#"{"passes": 1, "fails": 1}"#, .ratio),
    ])
  func types(values: String, instrument: Instrument) throws {
    #expect(try export("\"mine\": \(values)").series("custom.mine")?.metric.instrument == instrument)
  }

  @Test("the unit of a custom metric is what handleSummary data says it contains")
  func units() throws {
    let run = try handle(
      #"""
      "wait": {"type": "trend", "contains": "time", "values": {"avg": 1500}},
      "size": {"type": "trend", "contains": "data", "values": {"avg": 1500}},
      "spent": {"type": "counter", "contains": "time", "values": {"count": 1500, "rate": 1}},
      "hits": {"type": "trend", "contains": "default", "values": {"avg": 1500}}
      """#)
    #expect(run.series("custom.wait")?[.mean] == 1.5)
    #expect(run.series("custom.wait")?.metric.unit == .seconds)
    #expect(run.series("custom.size")?[.mean] == 1500)
    #expect(run.series("custom.size")?.metric.unit == .bytes)
    #expect(run.series("custom.spent")?[.value] == 1.5)
    #expect(run.series("custom.hits")?.metric == .custom("hits", unit: .one, instrument: .distribution))
  }

  @Test("the trues of http_req_failed are failures, those of checks passes")
  func rates() throws {
    let run = try export(
      #""http_req_failed": {"passes": 4, "fails": 96, "value": 0}, "checks": {"passes": 4, "fails": 96, "value": 0.04}"#
    )
    #expect(run.ratio("request.error_ratio") == Ratio(events: 4, of: 100))
    #expect(run.series("request.failed")?[.value] == 4)
    #expect(run.ratio("check.pass_ratio") == Ratio(events: 4, of: 100))
    #expect(run.findings("k6-contradiction").isEmpty, "k6 0.26 to 0.29 wrote a value of 0")
  }

  @Test("a rate that counted nothing has no data")
  func emptyRate() throws {
    let run = try export(#""http_req_failed{name:X}": {"passes": 0, "fails": 0, "value": 0}"#)
    #expect(run.series("request.error_ratio", "X")?.hasData == false)
    #expect(run.series("request.failed", "X")?.hasData == false)
  }

  @Test(
    "the count of a trend comes from a counter only where that is exact",
    arguments: [
      ("http_req_duration", #""http_reqs": {"count": 10, "rate": 1}"#, 10),
      ("http_req_waiting", #""http_reqs": {"count": 10, "rate": 1}"#, 10),
      ("http_req_duration{name:X}", #""http_reqs": {"count": 10, "rate": 1}"#, nil),
      ("http_req_duration{name:X}", #""http_reqs{name:X}": {"count": 4, "rate": 1}"#, 4),
      ("http_req_duration{expected_response:true}", #""http_req_failed": {"passes": 3, "fails": 7, "value": 0.3}"#, 7),
      ("http_req_duration{expected_response:false}", #""http_req_failed": {"passes": 3, "fails": 7, "value": 0.3}"#, 3),
      (
        "http_req_duration{expected_response:true,name:X}",
        #""http_req_failed": {"passes": 3, "fails": 7, "value": 0.3}"#,
        nil
      ),
      // k6 0.49 timed setup() as an iteration, and an export does not tell its version.
      ("iteration_duration", #""iterations": {"count": 5, "rate": 1}"#, nil),
      ("mine", #""http_reqs": {"count": 10, "rate": 1}"#, nil),
    ] as [(String, String, Int?)])
  func counts(name: String, counter: String, expected: Int?) throws {
    let run = try export("\"\(name)\": {\"avg\": 2}, \(counter)")
    let series = try #require(run.series.first { $0.metric.instrument == .distribution })
    guard case .distribution(let distribution) = series.content else {
      Issue.record("no data")
      return
    }
    #expect(distribution.count == expected)
  }

  @Test(
    "zeros are data only where something shows that they were measured",
    arguments: [
      // Never matched, whether k6 was asked for counts or not.
      ("http_req_duration{name:X}", #"{"count": 0, "avg": 0, "max": 0}"#, "", false),
      ("http_req_duration{name:X}", #"{"avg": 0, "max": 0}"#, #""http_reqs": {"count": 9, "rate": 1}"#, false),
      ("mine", #"{"avg": 0, "max": 0}"#, "", false),
      // Plain HTTP has no handshakes, and a refused request lasts 0.
      ("http_req_tls_handshaking", #"{"avg": 0, "max": 0}"#, #""http_reqs": {"count": 9, "rate": 1}"#, true),
      ("http_req_duration", #"{"avg": 0, "max": 0}"#, #""http_reqs": {"count": 9, "rate": 1}"#, true),
      ("http_req_duration", #"{"count": 9, "avg": 0, "max": 0}"#, "", true),
      // A sibling of the same requests shows that there were some.
      ("http_req_tls_handshaking{name:X}", #"{"avg": 0, "max": 0}"#, #""http_req_duration{name:X}": {"avg": 3}"#, true),
      (
        "http_req_tls_handshaking{name:X}", #"{"avg": 0, "max": 0}"#, #""http_req_duration{name:Y}": {"avg": 3}"#, false
      ),
      // No request succeeded, so none is among those of an expected response.
      (
        "http_req_duration{expected_response:true}", #"{"avg": 0, "max": 0}"#,
        #""http_req_failed": {"passes": 9, "fails": 0, "value": 1}"#, false
      ),
      ("http_req_duration", #"{"avg": 0, "max": 0}"#, #""http_reqs": {"count": 0, "rate": 0}"#, false),
      ("busy{name:X}", #"{"value": 0, "min": 0, "max": 0}"#, "", false),
      ("busy", #"{"value": 0, "min": 0, "max": 0}"#, "", true),
    ])
  func zeros(name: String, values: String, others: String, hasData: Bool) throws {
    let run = try export("\"\(name)\": \(values)" + (others.isEmpty ? "" : ", \(others)"))
    let base = name.prefix { $0 != "{" }
    let id =
      ["http_req_duration": "request.duration", "http_req_tls_handshaking": "request.tls"][base] ?? "custom.\(base)"
    let wanted = name.contains("expected") ? Labels([.init(name: "expected_response", value: "true")]) : .none
    let series = try #require(run.series(id, name.contains("name:X") ? "X" : nil, wanted))
    #expect(series.hasData == hasData)
  }

  @Test("a counter of a sub-metric that never matched is an exact 0")
  func zeroCounters() throws {
    let run = try export(#""http_reqs{status:500}": {"count": 0, "rate": 0}"#)
    #expect(run.series("request.count", nil, ["status": "500"])?[.value] == 0)
  }

  @Test("requests a second are better the more for an endpoint, and not judged for a status")
  func labelledRates() throws {
    let run = try export(
      #""http_reqs{name:X}": {"count": 4, "rate": 2}, "http_reqs{status:500}": {"count": 4, "rate": 2}"#)
    #expect(run.series("request.rate", "X")?[.value] == 2)
    #expect(run.series("request.rate", nil, ["status": "500"]) == nil)
    #expect(run.series("request.count", nil, ["status": "500"])?[.value] == 4)
  }

  @Test("a crossed threshold is true in an export and not ok in handleSummary data")
  func thresholds() throws {
    let exported = try export(
      #""http_req_duration{name:X}": {"avg": 2, "thresholds": {"avg<1": true, "avg<3": false, "max<3": null}}"#)
    let handled = try handle(
      #"""
      "http_req_duration{name:X}": {"type": "trend", "contains": "time", "values": {"avg": 2},
        "thresholds": {"avg<1": {"ok": false}, "avg<3": {"ok": true}, "max<3": {}}}
      """#)
    let series = SeriesKey(.requestDuration, endpoint: "X")
    let expected = [("avg<1", false), ("avg<3", true), ("max<3", nil)].map {
      DeclaredObjective(series: series, expression: $0, metAccordingToTool: $1)
    }
    #expect(exported.declaredObjectives == expected)
    #expect(handled.declaredObjectives == expected)
  }

  @Test(
    "a threshold speaks of the series that holds its figure",
    arguments: [
      ("http_reqs", #"{"count": 1, "rate": 1"#, "rate>10", "request.rate"),
      ("http_reqs", #"{"count": 1, "rate": 1"#, "count<10", "request.count"),
      ("http_req_failed", #"{"passes": 1, "fails": 1"#, "rate<0.01", "request.error_ratio"),
      ("checks", #"{"passes": 1, "fails": 1"#, "rate>0.99", "check.pass_ratio"),
      ("mine", #"{"count": 1, "rate": 1"#, "rate>10", "custom.mine"),
    ])
  func objectives(name: String, values: String, expression: String, metric: String) throws {
    let run = try export("\"\(name)\": \(values), \"thresholds\": {\"\(expression)\": false}}")
    #expect(run.declaredObjectives.map(\.series.metric.rawValue) == [metric])
  }

  @Test("checks carry their groups, in objects or in arrays")
  func checks() throws {
    let legacy =
      #""groups": {"a": {"name": "a", "groups": {}, "checks": {"c": {"name": "c", "path": "::a::c", "passes": 3, "fails": 1}}}}"#
    let handled =
      #""groups": [{"name": "a", "groups": [], "checks": [{"name": "c", "path": "::a::c", "passes": 3, "fails": 1}]}]"#
    for groups in [legacy, handled] {
      let run = try K6Files.run("{\"metrics\": {}, \"root_group\": {\"name\": \"\", \"path\": \"\", \(groups)}}")
      #expect(run.ratio("check.pass_ratio", nil, ["check": "a::c"]) == Ratio(events: 3, of: 4))
    }
  }

  @Test("duration: what handleSummary data says, else a count over its rate")
  func duration() throws {
    #expect(try handle("", and: #", "state": {"testRunDurationMs": 1500}"#).duration == 1.5)
    #expect(try export(#""http_reqs": {"count": 30, "rate": 15}, "data_sent": {"count": 10, "rate": 1}"#).duration == 2)
    #expect(try export(#""iterations": {"count": 30, "rate": 15}, "http_reqs": {"count": 0, "rate": 0}"#).duration == 2)
    #expect(try export(#""data_sent": {"count": 10, "rate": 1}"#).duration == 10)
    #expect(try export(#""data_sent": {"count": 10, "rate": null}"#).duration == nil)
    #expect(try handle(#""http_reqs": {"type": "counter", "values": {"count": 30, "rate": 15}}"#).duration == 2)
  }

  @Test("handleSummary data that a script wrapped or thinned out still reads")
  func lenience() throws {
    let run = try K6Files.run(
      #"""
      {"custom": {"metrics": 1}, "metrics": {"http_reqs": {"type": "counter", "values": {"count": 3, "rate": 1.5}, "extra": []},
       "odd": {"type": "histogram", "values": {"a": 1}}, "worse": 3, "text": {"type": "gauge", "values": {"value": "3"}}}}
      """#)
    #expect(run.series.map(\.key.metric) == [.requestRate, .requestCount])
    #expect(run.findings("k6-unknown-metric").count == 1)
    #expect(run.findings("json-type").map(\.location?.line) == [2, 2])
    #expect(run.diagnostics.allSatisfy { $0.severity == .warning })
  }
}
