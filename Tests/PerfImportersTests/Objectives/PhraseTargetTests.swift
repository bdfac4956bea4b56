import PerfImporters
import PerfModel
import PerfUnits
import Testing

/// Lines of targets in varied wording, each with exactly what it says.
struct PhraseTargetTests {
  private static let queryMean = "query.mean_time"

  /// One line, one target.
  private static let single: [(String, PhraseTarget)] = [
    // Latency: signs, words and spellings.
    ("P95 latency < 700ms", .p95(0.7, .less)),
    ("**P95 latency**: < 700ms for API endpoints", .p95(0.7, .less).everywhere),
    ("p95 < 200ms", .p95(0.2, .less)),
    ("- p95: 180ms", .p95(0.18)),
    ("p95 ≤ 200 ms", .p95(0.2)),
    ("p95 =< 200 ms", .p95(0.2)),
    ("p95<=0.2s", .p95(0.2).inUnit(.seconds)),
    ("p99 under 2s", .p99(2, .less).inUnit(.seconds)),
    ("p99 latency below 1.5 seconds", .p99(1.5, .less).inUnit(.seconds)),
    ("95th percentile response time: less than 300 ms", .p95(0.3, .less)),
    ("95th-percentile latency ≤ 250ms", .p95(0.25)),
    ("99th percentile < 900ms", .p99(0.9, .less)),
    ("99th: 1200 ms", .p99(1.2)),
    ("99.9th percentile latency at most 3s", .latency(.quantile(0.999), 3, unit: .seconds)),
    ("p99.9 < 1,500 ms", .latency(.quantile(0.999), 1.5, .less)),
    ("P999 latency: 2000ms", .latency(.quantile(0.999), 2)),
    ("TP99 <= 450ms", .p99(0.45)),
    ("p(95)<250ms", .p95(0.25, .less)),
    ("Median latency: 40 ms", .latency(.median, 0.04)),
    ("Median response time no more than 80ms", .latency(.median, 0.08)),
    ("p50 ~ 45ms", .latency(.median, 0.045)),
    ("Average response time: ~200ms", .latency(.mean, 0.2)),
    ("Average response time ≈ 120 ms", .latency(.mean, 0.12)),
    ("Mean latency must not exceed 75 ms", .latency(.mean, 0.075)),
    ("avg response time: 100-150 ms", .latency(.mean, 0.15)),
    ("Response time: 100-150 ms average", .latency(.mean, 0.15)),
    ("Average latency between 100 and 150 ms", .latency(.mean, 0.15)),
    ("Average latency: 100 to 150 ms", .latency(.mean, 0.15)),
    ("Max response time: 5s", .latency(.maximum, 5, unit: .seconds)),
    ("Maximum latency < 2 seconds", .latency(.maximum, 2, .less, unit: .seconds)),
    ("Worst case latency: 4 s", .latency(.maximum, 4, unit: .seconds)),
    ("Response time (max): 3000ms", .latency(.maximum, 3)),
    ("Response time (p95): < 400ms", .p95(0.4, .less)),
    ("Response time (95th percentile) under 350 ms", .p95(0.35, .less)),
    ("Latency p90 up to 120ms", .latency(.quantile(0.9), 0.12)),
    ("p75 no greater than 90 ms", .latency(.quantile(0.75), 0.09)),
    ("p95 max 200ms", .p95(0.2)),
    ("p95 latency: 200ms max", .p95(0.2)),
    ("p95: 300 ms or less", .p95(0.3)),
    ("p95: 300ms or better", .p95(0.3)),
    ("p95 within 300ms", .p95(0.3)),
    ("p95 latency should be below 300ms", .p95(0.3, .less)),
    ("p95 latency must stay under 0.5s", .p95(0.5, .less).inUnit(.seconds)),
    ("Keep p99 latency below 800ms", .p99(0.8, .less)),
    ("Target: p95 < 300ms", .p95(0.3, .less)),
    ("Our SLO: p99 latency < 1 s", .p99(1, .less).inUnit(.seconds)),
    ("Target: <1.8s P95 latency", .p95(1.8, .less).inUnit(.seconds)),
    ("< 250ms p95", .p95(0.25, .less)),
    ("p95 latency — under 200ms", .p95(0.2, .less)),
    ("P95 Latency - 220 ms", .p95(0.22)),
    ("✅ p95 < 200ms", .p95(0.2, .less)),
    ("- [ ] p99 < 400ms", .p99(0.4, .less)),
    ("1. p95 < 200ms", .p95(0.2, .less)),
    ("p95 < 200ms[^slo]", .p95(0.2, .less)),
    ("p95 latency budget: 200ms", .p95(0.2)),
    ("Latency p99: 2.5s hard limit", .p99(2.5).inUnit(.seconds).with(tier: .max)),
    ("- [x] p99 < 400ms", .p99(0.4, .less)),
    ("`p95` < `200ms`", .p95(0.2, .less)),
    ("p95 < 350000µs", .p95(0.35, .less).inUnit(.microseconds)),
    ("p95 < 900 us", .p95(0.0009, .less).inUnit(.microseconds)),
    ("p95 < 5 min", .p95(300, .less).inUnit(.minutes)),
    ("p95 < 1 500 ms", .p95(1.5, .less)),
    ("http_req_duration p95 < 300ms", .p95(0.3, .less)),
    ("request.duration p95 < 300ms", .p95(0.3, .less)),
    ("95% of requests < 200ms", .p95(0.2, .less)),
    ("95% of requests complete within 200 ms", .p95(0.2)),
    ("99% of all requests must be under 1s", .p99(1, .less).inUnit(.seconds)),
    ("At least 99% of requests below 500ms", .p99(0.5, .less)),
    ("Response time < 200ms for 95% of requests", .p95(0.2, .less)),
    ("p95 < 200ms for all requests", .p95(0.2, .less).everywhere),
    ("Overall p95 latency < 450ms", .p95(0.45, .less).everywhere),
    ("All APIs: p95 < 300ms", .p95(0.3, .less).everywhere),
    ("p99 latency ≤ 600ms across all endpoints", .p99(0.6).everywhere),

    // Endpoints.
    ("GET /api/feed p95 < 200ms", .p95(0.2, .less).named("GET /api/feed")),
    ("POST /carts/{id}: p95 < 180ms", .p95(0.18, .less).named("POST /carts/{id}")),
    ("`PUT /carts/{id}` p99 ≤ 250 ms", .p99(0.25).named("PUT /carts/{id}")),
    ("**GET /orders/:id**: p95 < 90ms", .p95(0.09, .less).named("GET /orders/:id")),
    ("/login p95 < 90ms", .p95(0.09, .less).named("/login")),
    ("p95 < 90ms for /login", .p95(0.09, .less).named("/login")),
    ("p95 < 120ms on GET /search", .p95(0.12, .less).named("GET /search")),
    ("p95 for POST /login under 150ms", .p95(0.15, .less).named("POST /login")),
    ("GET /api/* p99 < 1s", .p99(1, .less).inUnit(.seconds).named("GET /api/*")),
    ("Login: p95 < 90ms", .p95(0.09, .less).named("Login")),
    ("**Sign-in** p95 < 90ms", .p95(0.09, .less).named("Sign-in")),
    ("Checkout p99 latency: 800ms", .p99(0.8).named("Checkout")),
    ("P95 checkout latency < 600ms", .p95(0.6, .less).named("checkout")),
    ("p95 latency < 200ms for login", .p95(0.2, .less).named("login")),
    ("Add to cart: p95 < 150ms", .p95(0.15, .less).named("Add to cart")),
    ("Search results: p95 < 300ms", .p95(0.3, .less).named("Search results")),
    ("Login endpoint p95 < 90ms", .p95(0.09, .less).named("Login")),
    ("95th percentile of login requests < 100ms", .p95(0.1, .less).named("login")),
    ("Checkout error rate < 0.1%", .errors(0.001, .less).named("Checkout")),
    ("POST /pay error rate: 0.05%", .errors(0.0005).named("POST /pay")),
    ("GET /feed throughput > 300 rps", .rate(300, .greater).named("GET /feed")),
    ("Checkout: 90 req/min", .rate(1.5, unit: .perMinute).named("Checkout")),

    // Errors and availability.
    ("Error rate < 0.2%", .errors(0.002, .less)),
    ("Error rate: <1%", .errors(0.01, .less)),
    ("error rate ≤ 0.5 %", .errors(0.005)),
    ("Error rate: 0%", .errors(0)),
    ("Errors < 1%", .errors(0.01, .less)),
    ("<1% errors", .errors(0.01, .less)),
    ("Failure rate below 0.05%", .errors(0.0005, .less)),
    ("Failed requests: less than 0.1 percent", .errors(0.001, .less)),
    ("HTTP 5xx errors < 0.5%", .errors(0.005, .less)),
    ("5xx rate at most 0.1%", .errors(0.001)),
    ("HTTP error rate: no more than 2%", .errors(0.02)),
    ("http_req_failed < 1%", .errors(0.01, .less)),
    ("Fewer than 10 failed requests", .level("request.failed", 10, .less)),
    ("Error count: 0", .level("request.failed", 0)),
    ("Zero errors", .errors(0, .equal).inUnit(.one)),
    ("No failed requests", .errors(0, .equal).inUnit(.one)),
    (
      "- [ ] Zero errors at 80% capacity",
      .errors(0, .equal).inUnit(.one).with(scenario: LoadScenario(name: "80% capacity"))
    ),
    ("Availability: 99.9%", .errors(0.001)),
    ("99.95% availability", .errors(0.0005)),
    ("Availability > 99.5%", .errors(0.005, .less)),
    ("Uptime ≥ 99.99%", .errors(0.0001)),
    ("Fewer than 1% of requests fail", .errors(0.01, .less)),
    ("Minimum availability: 99.9%", .errors(0.001)),
    ("Alert if availability drops below 99.9%", .errors(0.001)),
    ("Success rate: at least 99%", .errors(0.01)),
    ("Success rate > 99.9%", .errors(0.001, .less)),
    ("99.9% of requests succeed", .errors(0.001)),
    ("at least 99.5% successful requests", .errors(0.005)),

    // Throughput.
    ("Throughput: 120+ RPS per instance", .rate(120)),
    ("Throughput > 500 req/s", .rate(500, .greater)),
    ("Throughput: ≥ 1,500 requests/second", .rate(1500)),
    ("Throughput: at least 1.5k rps", .rate(1500)),
    ("Throughput: 2M requests/hour", .rate(2e6 / 3600, unit: .perHour)),
    ("Throughput of at least 90 requests per minute", .rate(1.5, unit: .perMinute)),
    ("Throughput: 6000 RPM", .rate(100, unit: .perMinute)),
    ("Requests/second: 800", .rate(800)),
    ("Requests per second ≥ 800", .rate(800)),
    ("RPS: 500+", .rate(500)),
    ("RPS > 250", .rate(250, .greater)),
    ("Minimum throughput: 100 rps", .rate(100)),
    ("min 100 rps", .rate(100)),
    ("Throughput no less than 75 tps", .rate(75)),
    ("Throughput: 300-400 qps", .rate(300)),
    ("Throughput: 120 rps or more", .rate(120)),
    ("Sustained: 900 requests/second", .rate(900).with(scenario: .sustained)),
    ("Peak: 1,200 req/s", .rate(1200).with(scenario: .peak)),
    ("Sustained throughput: 900 rps", .rate(900).with(scenario: .sustained)),
    ("Peak throughput: 400 rps", .rate(400).with(scenario: .peak)),
    ("Handle 250 requests per second", .rate(250)),
    ("Must support at least 500 rps", .rate(500)),
    ("Iteration rate > 20 iterations/s", .level("iteration.rate", 20, .greater, .perSecond)),

    // Users.
    ("Concurrent users: 4000+", .users(4000)),
    ("4000+ concurrent users", .users(4000)),
    ("Support 10,000 concurrent users", .users(10000)),
    ("Support up to 5k concurrent users", .users(5000)),
    ("At least 300 virtual users", .users(300)),

    // Loads.
    ("p95 < 200ms under normal load", .p95(0.2, .less).with(scenario: .normal)),
    ("p95 < 900ms at peak load", .p95(0.9, .less).with(scenario: .peak)),
    ("p95 < 900ms during peak hours", .p95(0.9, .less).with(scenario: .peak)),
    ("p95 latency < 200ms at 400 rps", .p95(0.2, .less).with(scenario: .rate(400))),
    ("p95 < 200ms with 400 concurrent users", .p95(0.2, .less).with(scenario: .users(400))),
    ("p95 < 200ms under 400 concurrent users", .p95(0.2, .less).with(scenario: .users(400))),
    ("p95 < 200ms @ 1,000 req/s", .p95(0.2, .less).with(scenario: .rate(1000))),
    ("p95 (usual load): < 300ms", .p95(0.3, .less).with(scenario: .normal)),
    (
      "p99 < 500ms at peak load (800 req/s)",
      .p99(0.5, .less).with(scenario: LoadScenario(name: "peak", rate: 800))
    ),
    ("Error rate < 1% at 80% capacity", .errors(0.01, .less).with(scenario: LoadScenario(name: "80% capacity"))),
    ("At peak, p95 < 2s", .p95(2, .less).inUnit(.seconds).with(scenario: .peak)),

    // Resources.
    ("CPU: < 45%", .level("cpu.utilization", 0.45, .less, .percent)),
    ("CPU usage below 70 %", .level("cpu.utilization", 0.7, .less, .percent)),
    ("Average CPU < 60%", .level("cpu.utilization", 0.6, .less, .percent, .mean)),
    ("Max CPU: 80%", .level("cpu.utilization", 0.8, .atMost, .percent, .maximum)),
    ("Peak CPU < 90%", .level("cpu.utilization", 0.9, .less, .percent, .maximum)),
    ("Memory: < 900MB", .level("memory.used", 900e6, .less, .megabytes)),
    ("Memory (avg) <1.2GB", .level("memory.used", 1.2e9, .less, .gigabytes, .mean)),
    ("RSS ≤ 512 MiB", .level("memory.used", 536_870_912, .atMost, .mebibytes)),
    ("Memory usage at most 2Gi", .level("memory.used", 2_147_483_648, .atMost, .gibibytes)),
    ("Peak memory < 1.5 GB", .level("memory.used", 1.5e9, .less, .gigabytes, .maximum)),
    ("Memory: < 512MB per instance", .level("memory.used", 512e6, .less, .megabytes)),
    ("Heap size < 256MB", .level("runtime.heap", 256e6, .less, .megabytes)),
    ("Goroutines: < 400", .level("runtime.goroutines", 400, .less)),
    ("fewer than 2,000 goroutines", .level("runtime.goroutines", 2000, .less)),
    ("Threads: max 200", .level("process.threads", 200, .atMost, .one, .maximum)),
    ("Open files < 1024", .level("process.open_files", 1024, .less)),
    ("GC pause < 10ms", .level("gc.pause", 0.01, .less, .milliseconds)),
    ("Max GC pause: 50 ms", .level("gc.pause", 0.05, .atMost, .milliseconds, .maximum)),
    ("Database connections: < 12 active", .level("db.connections.active", 12, .less)),
    ("DB connections (avg) <18", .level("db.connections.active", 18, .less, .one, .mean)),
    ("Active DB connections: at most 20", .level("db.connections.active", 20)),
    ("Pool: < 18 active connections", .level("db.connections.active", 18, .less)),
    ("Idle database connections < 5", .level("db.connections.idle", 5, .less)),
    ("Pool: < 75% utilisation", .level("db.connections.utilization", 0.75, .less, .percent)),
    ("Connection pool usage under 80%", .level("db.connections.utilization", 0.8, .less, .percent)),
    ("Cache hit ratio: > 95%", .level("cache.hit_ratio", 0.95, .greater, .percent)),
    ("Cache hit rate 90%+", .level("cache.hit_ratio", 0.9, .atLeast, .percent)),
    ("Buffer cache hit ratio ≥ 99%", .level("db.cache_hit_ratio", 0.99, .atLeast, .percent)),
    (
      "Order lookup by number: < 8ms (indexed)",
      .level(queryMean, 0.008, .less, .milliseconds).named("Order lookup by number")
    ),
    ("Query time < 20ms", .level(queryMean, 0.02, .less, .milliseconds)),
    ("Average database query time: 15 ms", .level(queryMean, 0.015, .atMost, .milliseconds)),
    ("Max query time < 200ms", .level("query.max_time", 0.2, .less, .milliseconds)),

    // Other figures.
    ("TTFB p95 < 100ms", .p95(0.1, .less).with(metric: .requestWaiting)),
    ("Median time to first byte: 60 ms", .latency(.median, 0.06).with(metric: .requestWaiting)),
    ("p95 iteration duration < 5s", .p95(5, .less).inUnit(.seconds).with(metric: .iterationDuration)),
    ("Checks pass rate > 99%", .level("check.pass_ratio", 0.99, .greater, .percent)),
    ("Checks: 100%", .level("check.pass_ratio", 1, .atLeast, .percent)),
    (
      "Data received rate > 5 MB/s",
      .level("data.received_rate", 5e6, .greater, Unit(symbol: "MBy/s", dimension: .dataRate, factor: 1e6))
    ),

    // Alerts say the bad side.
    ("Critical: p99 latency > 1800ms for 5 minutes", .p99(1.8).with(tier: .critical, window: 300)),
    ("Warning: error rate > 2% for 10 min", .errors(0.02).with(tier: .warning, window: 600)),
    ("Alert when p95 > 900ms", .p95(0.9)),
    ("Alert if p95 latency exceeds 900ms for more than 5 minutes", .p95(0.9).with(window: 300)),
    ("Alert if throughput drops below 100 rps", .rate(100)),
    ("Page when error rate ≥ 5% over 5 minutes", .errors(0.05, .less).with(window: 300)),
    ("Critical: CPU > 90%", .level("cpu.utilization", 0.9, .atMost, .percent).with(tier: .critical)),
    (
      "Warning: p95 latency > 2x target",
      .p95(0).with(tier: .warning, unit: .one, bound: .timesTarget(2))
    ),
    ("Alert when p95 latency > 150% of target", .p95(0).with(unit: .one, bound: .timesTarget(1.5))),
    ("Alert if p99 is 20% above target", .p99(0).with(unit: .one, bound: .timesTarget(1.2))),
    ("Alert when p95 > 2x baseline", .p95(0).with(unit: .one, bound: .change(1))),

    // Improvements.
    ("40% reduction in P95 latency", .change(.requestDuration, .quantile(0.95), .atMost, -0.4)),
    ("Reduce p95 latency by 30%", .change(.requestDuration, .quantile(0.95), .atMost, -0.3)),
    ("At least 25% lower p99 latency", .change(.requestDuration, .quantile(0.99), .atMost, -0.25)),
    ("2x increase in throughput (RPS)", .change(.requestRate, .value, .atLeast, 1, unit: .one)),
    ("3x increase in throughput", .change(.requestRate, .value, .atLeast, 2, unit: .one)),
    ("Increase throughput by 50%", .change(.requestRate, .value, .atLeast, 0.5)),
    ("10x reduction in error rate", .change(.requestErrorRatio, .value, .atMost, -0.9, unit: .one)),
    ("50% fewer errors", .change(.requestErrorRatio, .value, .atMost, -0.5)),
    ("20% improvement in median latency", .change(.requestDuration, .median, .atMost, -0.2)),
    ("Double the throughput", .change(.requestRate, .value, .atLeast, 1, unit: .one)),
    ("Halve the p95 latency", .change(.requestDuration, .quantile(0.95), .atMost, -0.5, unit: .one)),
    ("2x faster p95", .change(.requestDuration, .quantile(0.95), .atMost, -0.5, unit: .one)),
    ("No more than 10% increase in p95 latency", .change(.requestDuration, .quantile(0.95), .atMost, 0.1)),
    ("p95 must not increase by more than 10%", .change(.requestDuration, .quantile(0.95), .atMost, 0.1)),
    ("Alert when p95 latency regresses by more than 20%", .change(.requestDuration, .quantile(0.95), .atMost, 0.2)),
    ("Alert if throughput drops by more than 15%", .change(.requestRate, .value, .atLeast, -0.15)),
    ("30% less memory", .change(MetricID(rawValue: "memory.used"), .value, .atMost, -0.3)),
    ("Reduce p95 from 800ms to 400ms", .p95(0.4)),
    ("Reduce error rate to 0.5%", .errors(0.005)),
    ("Reduce p99 to under 1s", .p99(1, .less).inUnit(.seconds)),

    // Decimal commas that can be nothing else.
    ("p95 < 0,2 s", .p95(0.2, .less).inUnit(.seconds)),
    ("Error rate < 0,25 %", .errors(0.0025, .less)),
    ("Availability: 99,95 %", .errors(0.0005)),
    ("Throughput ≥ 1.500,5 req/s", .rate(1500.5)),
  ]

  /// One line, several conditions.
  private static let several: [(String, [PhraseTarget])] = [
    (
      "**Warning**: P95 > 900ms, Error rate > 2%, CPU > 75%",
      [
        .p95(0.9).with(tier: .warning), .errors(0.02).with(tier: .warning),
        .level("cpu.utilization", 0.75, .atMost, .percent).with(tier: .warning),
      ]
    ),
    ("Target: <1.8s P95 latency, <1% errors", [.p95(1.8, .less).inUnit(.seconds), .errors(0.01, .less)]),
    ("p50 < 40ms, p95 < 90ms, p99 < 140ms", [.latency(.median, 0.04, .less), .p95(0.09, .less), .p99(0.14, .less)]),
    ("p95 < 200ms and p99 < 400ms", [.p95(0.2, .less), .p99(0.4, .less)]),
    ("p95 < 300ms; error rate < 1%", [.p95(0.3, .less), .errors(0.01, .less)]),
    ("p95 < 300ms with < 1% errors", [.p95(0.3, .less), .errors(0.01, .less)]),
    (
      "GET /feed: p95 < 200ms, p99 < 400ms", [.p95(0.2, .less).named("GET /feed"), .p99(0.4, .less).named("GET /feed")]
    ),
    ("Login p95 < 90ms, search p95 < 200ms", [.p95(0.09, .less).named("Login"), .p95(0.2, .less).named("search")]),
    (
      "Checkout: p95 < 600ms, error rate < 0.1%",
      [.p95(0.6, .less).named("Checkout"), .errors(0.001, .less).named("Checkout")]
    ),
    ("Throughput > 500 rps, p95 latency < 200ms", [.rate(500, .greater), .p95(0.2, .less)]),
    (
      "Peak load: p95 < 2s, error rate < 1%",
      [.p95(2, .less).inUnit(.seconds).with(scenario: .peak), .errors(0.01, .less).with(scenario: .peak)]
    ),
    ("Latency: p50 100ms, p95 250ms", [.latency(.median, 0.1), .p95(0.25)]),
  ]

  static let cases =
    single.map { PhraseCase(text: $0.0, expected: .targets([$0.1])) }
    + several.map { PhraseCase(text: $0.0, expected: .targets($0.1)) }

  @Test(arguments: cases)
  func readsExactly(_ line: PhraseCase) {
    #expect(PhraseReader.read(line.text, in: line.context) == line.expected)
  }

  @Test func theTableIsLongEnough() {
    #expect(Self.cases.count >= 150)
    #expect(Set(Self.cases.map(\.text)).count == Self.cases.count)
  }
}
