import Foundation
import PerfDiagnostics
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// Every recorded summary against values worked out from the raw file of the same run.
@Suite("k6 summaries of the corpus", .enabled(if: TestCorpus.isPresent))
struct K6CorpusTests {
  /// k6's metric, its name here, and whether its values are milliseconds.
  private static let trends: [(k6: String, metric: String)] = [
    ("http_req_duration", "request.duration"), ("http_req_waiting", "request.waiting"),
    ("http_req_connecting", "request.connecting"), ("http_req_tls_handshaking", "request.tls"),
    ("http_req_blocked", "request.blocked"), ("http_req_sending", "request.sending"),
    ("http_req_receiving", "request.receiving"), ("iteration_duration", "iteration.duration"),
    ("group_duration", "custom.group_duration"), ("feed_waiting", "custom.feed_waiting"),
    ("search_hits", "custom.search_hits"),
  ]

  private static let counters: [(k6: String, metric: String)] = [
    ("http_reqs", "request.count"), ("iterations", "iteration.count"), ("data_sent", "data.sent"),
    ("data_received", "data.received"), ("dropped_iterations", "iteration.dropped"),
    ("logins_total", "custom.logins_total"), ("body_bytes_seen", "custom.body_bytes_seen"),
  ]

  private static let gauges: [(k6: String, metric: String)] = [
    ("vus", "load.users"), ("vus_max", "load.users_max"), ("last_course_items", "custom.last_course_items"),
  ]

  private static let rates: [(k6: String, metric: String)] = [
    ("http_req_failed", "request.error_ratio"), ("checks", "check.pass_ratio"),
    ("search_errors", "custom.search_errors"),
  ]

  @Test("there are summaries to read")
  func isNotVacuous() { #expect(K6Files.corpus.count >= 60) }

  @Test("each is certainly one format, and that one", arguments: K6Files.corpus)
  func identity(file: String) throws {
    let bytes = try K6Files.corpusFile(file)
    let expected =
      file.contains("newsummary")
      ? "k6-machine-summary" : file.contains("handle") ? "k6-handle-summary" : "k6-summary-export"
    #expect(try K6Files.claims(bytes) == [expected: .certain])
    #expect(try !K6Files.run(bytes).series.isEmpty)
  }

  @Test("metrics are those of the raw file", arguments: K6Files.corpus)
  func metrics(file: String) throws {
    let parts = file.split(separator: "/")
    guard let oracle = try K6Files.oracle(String(parts[0])),
      let all = oracle["all_metrics"] as? [String: [String: Any]]
    else { return }
    let run = try K6Files.run(try K6Files.corpusFile(file))
    for (k6, metric) in Self.trends {
      guard let expected = all[k6], let series = run.series(metric) else { continue }
      let isTime = series.metric.unit == .seconds
      // Without `contains` the legacy export cannot tell that a custom trend is a time.
      #expect(isTime == (k6 != "search_hits" && (k6 != "feed_waiting" || run.format != "k6-summary-export")), "\(k6)")
      expect(series, is: expected, scale: isTime ? 1e-3 : 1, k6)
    }
    for (k6, metric) in Self.counters {
      guard let expected = all[k6]?["count"] as? Double else { continue }
      #expect(run.series(metric)?[.value] == expected, "\(k6)")
    }
    for (k6, metric) in Self.gauges {
      guard let expected = all[k6] else { continue }
      #expect(run.series(metric)?[.value] == expected["value"] as? Double, "\(k6)")
      #expect(run.series(metric)?[.minimum] == expected["min"] as? Double, "\(k6)")
      #expect(run.series(metric)?[.maximum] == expected["max"] as? Double, "\(k6)")
    }
    for (k6, metric) in Self.rates {
      guard let trues = all[k6]?["nonzero"] as? Int, let falses = all[k6]?["zero"] as? Int else { continue }
      #expect(run.ratio(metric)?.events == trues, "\(k6)")
      #expect(run.ratio(metric)?.total == trues + falses, "\(k6)")
    }
  }

  @Test("requests as a whole, those that succeeded, and each endpoint", arguments: K6Files.corpus)
  func requests(file: String) throws {
    let parts = file.split(separator: "/")
    guard let oracle = try K6Files.oracle(String(parts[0])), let overall = oracle["overall"] as? [String: Any],
      let count = overall["count"] as? Int
    else { return }
    let run = try K6Files.run(try K6Files.corpusFile(file))
    guard count > 0 else {
      #expect(run.series("request.duration") == nil)
      #expect(run.findings("no-data").count == 1)
      return
    }
    #expect(run.count("request.duration") == count)
    #expect(run.series("request.count")?[.value] == Double(count))
    #expect(run.series("request.failed")?[.value] == Double(try #require(overall["errors"] as? Int)))
    expect(try #require(run.series("request.duration")), is: overall, scale: 1e-3, "overall")

    let succeeded = try #require(oracle["overall_ok_only"] as? [String: Any])
    if let series = run.series("request.duration", nil, ["expected_response": "true"]) {
      if succeeded["count"] as? Int == 0 {
        #expect(!series.hasData)
      } else {
        #expect(run.count("request.duration", nil, ["expected_response": "true"]) == succeeded["count"] as? Int)
        expect(series, is: succeeded, scale: 1e-3, "succeeded")
      }
    }
    let endpoints = try #require(oracle["endpoints"] as? [String: [String: Any]])
    for series in run.series where series.key.endpoint != nil && series.metric.id == .requestDuration {
      let endpoint = try #require(series.key.endpoint)
      guard let expected = endpoints[endpoint] else {
        #expect(endpoint == "GET /api/never")
        #expect(!series.hasData)
        continue
      }
      expect(series, is: expected, scale: 1e-3, endpoint)
    }
    let scenarios = try #require(oracle["by_scenario"] as? [String: [String: Any]])
    if let series = run.series("request.duration", nil, ["scenario": "search"]) {
      expect(series, is: try #require(scenarios["search"]), scale: 1e-3, "search")
    }
  }

  @Test(
    "rates are counts over the duration, which is within a second of the span of requests", arguments: K6Files.corpus)
  func rates(file: String) throws {
    let run = try K6Files.run(try K6Files.corpusFile(file))
    guard let duration = run.duration else {
      #expect(file.hasPrefix("setup_throw/"))
      return
    }
    for (count, rate) in [("request.count", "request.rate"), ("iteration.count", "iteration.rate")] {
      guard let total = run.series(count)?[.value] else { continue }
      #expect(isClose(try #require(run.series(rate)?[.value]), total / duration), "\(rate)")
    }
    if let span = try K6Files.oracle(String(file.split(separator: "/")[0]))?["duration_start_to_end_s"] as? Double {
      #expect(abs(duration - span) < 1)
    }
  }

  @Test("no recorded summary contradicts itself", arguments: K6Files.corpus)
  func plausibility(file: String) throws {
    let findings = try K6Files.run(try K6Files.corpusFile(file)).diagnostics
    #expect(findings.allSatisfy { $0.severity == .note }, "\(findings.map(\.text))")
  }

  @Test(
    "handleSummary data and the export of one run say the same",
    arguments: K6Files.corpus.filter { $0.hasSuffix("handle_summary.json") })
  func dialects(file: String) throws {
    let handled = try K6Files.run(try K6Files.corpusFile(file))
    let exported = try K6Files.run(
      try K6Files.corpusFile(file.replacing("handle_summary", with: "summary_export")))
    #expect(handled.series.map(\.key) == exported.series.map(\.key))
    for (a, b) in zip(handled.series, exported.series) where a.metric.unit == b.metric.unit { #expect(a == b) }
    // The unit of the script's own trends is in handleSummary data only.
    let differing = zip(handled.series, exported.series).filter { $0.metric.unit != $1.metric.unit }
    let isLegacy = exported.format == "k6-summary-export"
    #expect(differing.map(\.0.metric.id.rawValue) == (isLegacy ? ["custom.feed_waiting"] : []))
    #expect(handled.declaredObjectives == exported.declaredObjectives)
    #expect(isClose(try #require(handled.duration), try #require(exported.duration)))
    #expect(handled.toolVersion == exported.toolVersion)
  }

  @Test("routes whose names hold a colon, by way of sub-metrics", arguments: ["before", "after"])
  func linkedRun(side: String) throws {
    let oracle = try #require(TestCorpus.bytes("profiles/linked-lms/linked_oracle.json"))
    let document = try #require(JSONSerialization.jsonObject(with: Data(oracle)) as? [String: [String: Any]])
    let endpoints = try #require(document[side]?["k6"] as? [String: [String: Any]])
    let bytes = try #require(TestCorpus.bytes("profiles/linked-lms/\(side)/k6/summary.json"))
    #expect(try K6Files.claims(bytes) == ["k6-summary-export": .certain])
    let run = try K6Files.run(bytes)
    #expect(endpoints.count == 5)
    for (endpoint, expected) in endpoints {
      let series = try #require(run.series("request.duration", endpoint), "\(endpoint)")
      for (key, statistic) in [("p50_ms", Statistic.median), ("p95_ms", .quantile(0.95)), ("avg_ms", .mean)] {
        let milliseconds = try #require(expected[key] as? Double)
        #expect(isClose(try #require(series[statistic]), milliseconds / 1000), "\(endpoint) \(key)")
      }
    }
  }

  /// What the file holds of a distribution is in the oracle, to nine digits.
  private func expect(_ series: Series, is expected: [String: Any], scale: Double, _ name: String) {
    guard case .distribution(let distribution) = series.content else {
      Issue.record("\(name) has no data")
      return
    }
    if let count = distribution.count { #expect(count == expected["count"] as? Int, "\(name)") }
    #expect(distribution.method == .linear)
    #expect(distribution.statistics.count >= 4, "\(name)")
    let quantiles = expected["linear"] as? [String: Double] ?? [:]
    for statistic in distribution.statistics {
      let key = statistic == .quantile(0.999) ? "p99.9" : statistic.name
      // p(99.99) is in one file; the oracle has no such key.
      guard let value = expected[key] as? Double ?? quantiles[key], let found = distribution[statistic] else {
        #expect(statistic == .quantile(0.9999), "\(name) \(key)")
        continue
      }
      #expect(isClose(found, value * scale), "\(name) \(key): \(found) is not \(value * scale)")
    }
  }
}
