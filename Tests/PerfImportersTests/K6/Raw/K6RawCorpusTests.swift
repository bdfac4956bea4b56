import Foundation
import PerfDiagnostics
import PerfImporters
import PerfModel
import Synchronization
import TestCorpus
import Testing

/// Every recorded raw file of k6 against values worked out with NumPy from the same file.
@Suite("k6 raw outputs of the corpus", .enabled(if: TestCorpus.isPresent))
struct K6RawCorpusTests {
  typealias Figures = [String: Any]

  /// `before1/raw.json.gz` and the like; pieces that are compared with nothing are left out.
  static let files = TestCorpus.files(below: TestCorpus.path("loadtest/k6")).filter {
    $0.contains("/raw.json") || $0.contains("/raw.csv")
  }
  static let json = files.filter { $0.contains("/raw.json") }

  private static func oracle(_ file: String) throws -> Figures? {
    let name = file.contains(".csv") ? "oracle_csv.json" : "oracle.json"
    let path = "loadtest/k6/\(file.split(separator: "/")[0])/\(name)"
    guard let bytes = TestCorpus.bytes(path) else { return nil }
    return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? Figures)
  }

  /// Each file is read once for all tests.
  private static let runs = Mutex<[String: Run]>([:])

  private static func run(_ file: String) throws -> Run {
    if let known = runs.withLock({ $0[file] }) { return known }
    let run = try K6Files.run(K6Files.corpusFile(file), name: file)
    runs.withLock { $0[file] = run }
    return run
  }

  @Test("there are files to read")
  func isNotVacuous() { #expect(Self.files.count >= 40) }

  @Test("each is certainly one format", arguments: files)
  func identity(file: String) throws {
    let expected = file.contains(".csv") ? "k6-csv" : "k6-ndjson"
    #expect(try K6Files.claims(K6Files.corpusFile(file)) == [expected: .certain])
  }

  @Test("requests as a whole and those that succeeded", arguments: files)
  func requests(file: String) throws {
    // The oracle of the cut file leaves out the last request, of which the file lacks the outcome.
    guard !file.hasPrefix("killed_gz/"), let oracle = try Self.oracle(file) else { return }
    let overall = try #require(oracle["overall"] as? Figures)
    let run = try Self.run(file)
    guard let count = overall["count"] as? Int, count > 0 else {
      #expect(run.series("request.duration") == nil)
      #expect(run.findings("no-data").count == 1)
      return
    }
    #expect(run.series("request.count")?[.value] == Double(count))
    #expect(run.series("request.failed")?[.value] == Double(try #require(overall["errors"] as? Int)))
    let ratio = try #require(run.series("request.error_ratio")?[.value])
    #expect(isClose(ratio, try Self.number(overall, "error_rate")))
    Self.expect(run.series("request.duration"), is: overall, "overall")
    let succeeded = try #require(oracle["overall_ok_only"] as? Figures)
    let series = run.series("request.duration", nil, ["expected_response": "true"])
    if succeeded["count"] as? Int == 0 {
      #expect(series?.hasData == false)
    } else {
      Self.expect(series, is: succeeded, "succeeded")
    }
    if let span = oracle["duration_start_to_end_s"] as? Double {
      // The oracle subtracts seconds since the epoch as doubles: a quarter of a microsecond is lost.
      let rate = try #require(run.series("request.rate")?[.value])
      #expect(abs(try #require(run.duration) - span) < 1e-6)
      #expect(isClose(rate, try Self.number(overall, "throughput_rps"), 1e-6 / span))
    }
  }

  @Test("each endpoint, scenario and status", arguments: files)
  func parts(file: String) throws {
    guard !file.hasPrefix("killed_gz/"), let oracle = try Self.oracle(file) else { return }
    let run = try Self.run(file)
    let endpoints = oracle["endpoints"] as? [String: Figures] ?? [:]
    for (name, expected) in endpoints {
      let route = name.replacing("http://127.0.0.1:18080", with: "GET ")
      let stage: Labels = name == "GET /healthz" ? ["stage": "setup"] : .none
      Self.expect(run.series("request.duration", route, stage), is: expected, name)
      #expect(run.series("request.failed", route, stage)?[.value] == (expected["errors"] as? Int).map(Double.init))
    }
    let measured = run.series.filter { $0.metric.id == .requestDuration && $0.key.endpoint != nil && $0.hasData }
    #expect(Set(measured.map(\.key.endpoint)).count == endpoints.count)
    let scenarios = (oracle["by_scenario"] as? [String: Figures] ?? [:]).filter { $0.key != "None" && !$0.key.isEmpty }
    for (name, expected) in scenarios where scenarios.count > 1 {
      Self.expect(run.series("request.duration", nil, ["scenario": name]), is: expected, "scenario \(name)")
    }
    for (status, expected) in oracle["by_status"] as? [String: Figures] ?? [:] {
      let count = run.series("request.count", nil, ["status": status])?[.value]
      #expect(count == (expected["count"] as? Int).map(Double.init), "status \(status)")
    }
  }

  @Test("all metrics", arguments: json)
  func metrics(file: String) throws {
    guard let all = try Self.oracle(file)?["all_metrics"] as? [String: Figures] else { return }
    let run = try Self.run(file)
    for (name, expected) in all {
      let metric = Self.names[name] ?? "custom." + name
      switch try #require(expected["type"] as? String) {
      case "trend":
        let isTime = expected["contains"] as? String == "time"
        #expect(run.count(metric) == expected["count"] as? Int, "\(name)")
        Self.expect(run.series(metric), is: expected, name, scale: isTime ? 1e-3 : 1)
      case "counter": #expect(run.series(metric)?[.value] == expected["count"] as? Double, "\(name)")
      case "gauge":
        #expect(run.series(metric)?[.value] == expected["value"] as? Double, "\(name)")
        #expect(run.series(metric)?[.maximum] == expected["max"] as? Double, "\(name)")
      default:
        let (trues, falses) = (expected["nonzero"] as? Int, expected["zero"] as? Int)
        #expect(run.ratio(metric)?.events == trues, "\(name)")
        #expect(run.ratio(metric)?.total == trues.flatMap { trues in falses.map { trues + $0 } }, "\(name)")
      }
    }
  }

  @Test("timelines", arguments: json)
  func timelines(file: String) throws {
    guard let expected = try Self.oracle(file)?["timeline_1s_by_end"] as? [Figures] else { return }
    let bins = try #require(try Self.run(file).timelines.first { $0.endpoint == nil }).bins
    #expect(bins.count == expected.count { $0["count"] as? Int != 0 })
    let bySecond = Dictionary(uniqueKeysWithValues: bins.map { (Int($0.at), $0) })
    for second in expected where second["count"] as? Int != 0 {
      let number = try #require(second["second"] as? Int)
      let bin = try #require(bySecond[number], "second \(number)")
      #expect(bin.count == second["count"] as? Int)
      #expect(bin.failed == second["errors"] as? Int)
      #expect(isClose(try #require(bin.mean), try Self.number(second, "mean") / 1000))
      #expect(isClose(try #require(bin.p95), try Self.number(second, "p95_linear") / 1000))
    }
  }

  @Test("a file that k6 did not end is read up to the cut, and says so")
  func killed() throws {
    let cut = try Self.run("killed_plain/raw_cut_at_1000003_bytes.json")
    #expect(cut.findings("input-truncated").count == 1)
    #expect(cut.findings("k6-bad-line").isEmpty)
    // 3607 ends of lines come before the cut.
    #expect(cut.findings("input-truncated").first?.location?.line == 3608)
    #expect(try #require(cut.series("request.count")?[.value]) > 300)
    let gzipped = try Self.run("killed_gz/raw.json.gz")
    #expect(gzipped.findings("input-truncated").count >= 1)
    #expect(gzipped.series("request.count")?[.value] == 736)
  }

  @Test("thresholds are carried as written")
  func objectives() throws {
    let objectives = try Self.run("before1/raw.json.gz").declaredObjectives
    let durations = objectives.filter { $0.series == SeriesKey(.requestDuration) }.map(\.expression)
    #expect(durations == ["avg<60", "p(95)<250", "p(99)<400"])
    #expect(objectives.allSatisfy { $0.metAccordingToTool == nil })
  }

  @Test("an endpoint that only a threshold names has no data")
  func neverCalled() throws {
    let series = try Self.run("before1/raw.json.gz").series("request.duration", "GET /api/never")
    #expect(series?.hasData == false)
  }

  private static let names = [
    "http_req_duration": "request.duration", "http_req_waiting": "request.waiting",
    "http_req_connecting": "request.connecting", "http_req_tls_handshaking": "request.tls",
    "http_req_blocked": "request.blocked", "http_req_sending": "request.sending",
    "http_req_receiving": "request.receiving", "http_reqs": "request.count", "http_req_failed": "request.error_ratio",
    "iteration_duration": "iteration.duration", "iterations": "iteration.count",
    "dropped_iterations": "iteration.dropped", "checks": "check.pass_ratio", "data_received": "data.received",
    "data_sent": "data.sent", "vus": "load.users", "vus_max": "load.users_max",
  ]

  private static func number(_ figures: Figures, _ key: String) throws -> Double {
    try #require(figures[key] as? Double, "the oracle has no \(key)")
  }

  /// Whether a distribution has the figures of the oracle, which are in k6's unit.
  private static func expect(_ series: Series?, is figures: Figures, _ what: String, scale: Double = 1e-3) {
    guard let series, case .distribution(let distribution) = series.content else {
      Issue.record("\(what) is missing")
      return
    }
    #expect(distribution.count == figures["count"] as? Int, "\(what)")
    let statistics: [(String, Statistic)] = [
      ("mean", .mean), ("min", .minimum), ("max", .maximum), ("sum", .sum), ("stdev_sample", .standardDeviation),
    ]
    for (key, statistic) in statistics {
      guard let expected = figures[key] as? Double, let value = distribution[statistic] else { continue }
      #expect(isNear(value, expected * scale), "\(what) \(key)")
    }
    for (key, expected) in figures["linear"] as? [String: Double] ?? [:] {
      let value = Statistic(name: key).flatMap { distribution[$0] }
      #expect(value.map { isNear($0, expected * scale) } == true, "\(what) \(key)")
    }
  }

  /// Equal but for the last digits; a spread of equal values is rounding either way.
  private static func isNear(_ a: Double, _ b: Double) -> Bool { isClose(a, b) || abs(a - b) < 1e-15 }
}
