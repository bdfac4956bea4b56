import PerfAnalysis
import PerfImporters
import PerfModel
import PerfStats
import TestCorpus
import Testing

/// Growth, means and quantiles between two answers of an exporter, against what Prometheus 2.42 computed from the same answers.
@Suite(.enabled(if: TestCorpus.isPresent))
struct PrometheusOracleTests {
  private static let folder = "profiles/prometheus/"

  private static func run(_ path: String) throws -> Run {
    try #require(RunLoader().load([InputSpec(argument: TestCorpus.path(path))]).evidence.first)
  }

  private static func growth(_ files: [String]) throws -> MetricGrowth {
    MetricGrowth(EvidenceSide(runs: [], evidence: try files.map { try run(folder + $0) }))
  }

  private struct Entry {
    let variant: String
    let what: String
    let expression: String
    let result: [(labels: [String: String], value: Double)]

    init(_ oracle: Oracle) throws {
      variant = try #require(oracle["variant"].string)
      what = try #require(oracle["what"].string)
      expression = try #require(oracle["expr"].string)
      result = try #require(oracle["result"].array).map { row in
        let metric = row["metric"]
        let labels = metric.keys.compactMap { key in metric[key].string.map { (key, $0) } }
        let text = try #require(row["value"].string)
        return (Dictionary(uniqueKeysWithValues: labels), try #require(Double(text)))
      }
    }
  }

  private static func entries(_ what: String) throws -> [Entry] {
    let all = try #require(Oracle.file("promql_exact.json", in: folder + "oracle_exact").array).map(Entry.init)
    let found = all.filter { $0.what.hasPrefix(what) }
    #expect(!found.isEmpty, "\(what)")
    return found
  }

  private static func ends(_ variant: String) -> [String] {
    // The later one first: their order is found from what they counted.
    ["scrapes/\(variant)/metrics_5_end.prom", "scrapes/\(variant)/metrics_1.prom"]
  }

  /// Sums of the growth of a name, by some of its labels.
  private static func sums(_ growth: MetricGrowth, _ name: String, by labels: [String]) -> [[String: String]: Double] {
    var sums: [[String: String]: Double] = [:]
    for (own, value) in growth.series(name) {
      let group = Dictionary(uniqueKeysWithValues: labels.compactMap { label in own[label].map { (label, $0) } })
      sums[group, default: 0] += value
    }
    return sums
  }

  @Test("requests by endpoint and status grow by whole numbers")
  func requests() throws {
    for entry in try Self.entries("requests delta") {
      let sums = Self.sums(
        try Self.growth(Self.ends(entry.variant)), "http_requests_total", by: ["endpoint", "status"])
      #expect(entry.result.count > 3)
      for (labels, value) in entry.result { #expect(sums[labels] == value) }
    }
  }

  @Test func processorTime() throws {
    for entry in try Self.entries("cpu seconds delta") {
      let growth = try Self.growth(Self.ends(entry.variant))
      #expect(agree(growth["process_cpu_seconds_total", .none], entry.result[0].value, relative: 1e-12))
    }
  }

  @Test func ratios() throws {
    for entry in try (Self.entries("5xx ratio") + Self.entries("db queries per request")) {
      let growth = try Self.growth(Self.ends(entry.variant))
      let requests = Self.sums(growth, "http_requests_total", by: ["status"])
      let all = requests.values.reduce(0, +)
      let part =
        entry.what.hasPrefix("5xx")
        ? requests.filter { $0.key["status"]?.hasPrefix("5") == true }.values.reduce(0, +)
        : Self.sums(growth, "db_queries_total", by: [])[[:]]
      // After the fix nothing failed, of which PromQL says nothing.
      #expect(agree(try #require(part) / all, entry.result.first?.value ?? 0, relative: 1e-9))
    }
  }

  @Test("the share of requests within 25 ms, and half of those within 100 ms, of one answer")
  func apdex() throws {
    for entry in try Self.entries("apdex T=0.025") {
      let run = try Self.run(Self.folder + "scrapes/\(entry.variant)/metrics_5_end.prom")
      let family = try #require(run.scrapes[0].families.first { $0.name == "http_request_duration_seconds" })
      func sum(_ suffix: String, _ bound: String? = nil) -> Double {
        family.series.filter { $0.name.hasSuffix(suffix) && $0.labels["le"] == bound }
          .reduce(0) { $0 + ($1.points.first?.value ?? 0) }
      }
      let apdex = (sum("_bucket", "0.025") + sum("_bucket", "0.1")) / 2 / sum("_count")
      #expect(agree(apdex, entry.result[0].value, relative: 1e-9))
    }
  }

  @Test("means are of all statuses, as the expression has them")
  func means() throws {
    for entry in try Self.entries("avg latency") {
      let growth = try Self.growth(Self.ends(entry.variant))
      let sums = Self.sums(growth, "http_request_duration_seconds_sum", by: ["endpoint"])
      let counts = Self.sums(growth, "http_request_duration_seconds_count", by: ["endpoint"])
      for (labels, value) in entry.result {
        let mean = try #require(sums[labels]) / #require(counts[labels])
        #expect(agree(mean, value, relative: 1e-9))
      }
    }
  }

  @Test("every quantile of Prometheus, between two answers", arguments: ["by endpoint", "overall"])
  func quantiles(of part: String) throws {
    let what = part == "overall" ? "quantile of DELTA overall" : "quantile of DELTA metrics_5_end"
    for entry in try Self.entries(what) {
      let growth = try Self.growth(Self.ends(entry.variant))
      let labels = part == "overall" ? ["le"] : ["le", "endpoint"]
      try Self.check(entry, Self.sums(growth, "http_request_duration_seconds_bucket", by: labels))
    }
  }

  @Test("every quantile of Prometheus, of one answer")
  func quantilesOfOneAnswer() throws {
    for entry in try Self.entries("quantile of cumulative") {
      let run = try Self.run(Self.folder + "scrapes/\(entry.variant)/metrics_5_end.openmetrics")
      let family = try #require(run.scrapes[0].families.first { $0.name == "http_request_duration_seconds" })
      #expect(family.kind == .histogram)
      var sums: [[String: String]: Double] = [:]
      for series in family.series where series.name.hasSuffix("_bucket") {
        let labels = ["le": series.labels["le"] ?? "", "endpoint": series.labels["endpoint"] ?? ""]
        sums[labels, default: 0] += try #require(series.points.first).value
      }
      try Self.check(entry, sums)
    }
  }

  private static func check(_ entry: Entry, _ sums: [[String: String]: Double]) throws {
    let digits = entry.expression.drop { $0 != "(" }.dropFirst().prefix { $0 != "," }
    let p = try #require(Double(digits))
    for (labels, value) in entry.result {
      let buckets = sums.filter { labels["endpoint"] == nil || $0.key["endpoint"] == labels["endpoint"] }.map {
        BucketQuantile.Bucket(
          upperBound: $0.key["le"] == "+Inf" ? .infinity : Double($0.key["le"] ?? "") ?? .nan, count: $0.value)
      }
      let quantile = BucketQuantile(p, of: buckets)
      guard !value.isNaN else {
        #expect(quantile == nil)
        continue
      }
      #expect(agree(quantile?.value, value, relative: 1e-9, absolute: 1e-15), "\(entry.expression) \(labels)")
      let bounds = try #require(quantile)
      #expect(bounds.low <= bounds.value && bounds.value <= bounds.high)
    }
  }

  @Test("rate() and increase(), where samples lie on both edges of the window")
  func timed() throws {
    let growth = MetricGrowth(
      EvidenceSide(runs: [], evidence: [try Self.run(Self.folder + "oracle_exact/backfill.om")]))
    // The process itself was read 10 s before its first request, too.
    #expect(growth.seconds == 50)
    for entry in try Self.entries("Prometheus rate()") + Self.entries("Prometheus increase()") {
      let seconds = entry.expression.hasPrefix("rate") ? 40.0 : 1
      #expect(entry.result.count > 3)
      for (labels, value) in entry.result {
        let own = Labels(labels.map { Labels.Pair(name: $0.key, value: $0.value) })
        #expect(agree(growth["http_requests_total", own].map { $0 / seconds }, value, relative: 1e-9))
      }
    }
  }

  @Test("routes count what the load test saw of them, and successful requests alone")
  func routes() throws {
    let growth = try Self.growth(Self.ends("before"))
    let routes = RouteTraffic.routes(growth)
    let courses = try #require(routes.first { $0.endpoint == "GET /api/courses" })
    #expect(courses.requests == 794 + 23 && courses.successful == 794)
    #expect(routes.first { $0.endpoint == "GET unmatched" }?.successful == 0)
  }

  @Test("of answers before, during and after a load, whatever their order")
  func linked() throws {
    let oracle = Oracle.file("linked_oracle.json", in: "profiles/linked-lms")
    for side in ["before", "after"] {
      let folder = "profiles/linked-lms/\(side)/prometheus/metrics_"
      let runs = try ["end", "mid", "start"].map { try Self.run(folder + $0 + ".prom") }
      let growth = MetricGrowth(EvidenceSide(runs: [], evidence: runs))
      #expect(growth.answers == 3 && growth.processes == 1 && growth.seconds == nil)
      let expected = oracle[side]["prom_delta"]
      #expect(expected.keys.count > 20)
      for key in expected.keys {
        let found = growth.totals.first { Self.text($0.key) == key }
        #expect(agree(found?.value, expected[key].number, relative: 1e-9, absolute: 1e-12), "\(key)")
      }
      let dashboard = try #require(RouteTraffic.routes(growth).first { $0.endpoint == "GET /api/dashboard" })
      #expect(dashboard.successful == oracle[side]["k6"]["GET /api/dashboard"]["n"].number)
    }
  }

  /// `http_requests_total{method="GET",route="/api"}`
  private static func text(_ key: MetricGrowth.Key) -> String {
    let labels = key.labels.pairs.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
    return labels.isEmpty ? key.name : key.name + "{\(labels)}"
  }
}
