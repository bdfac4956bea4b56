import PerfImporters
import PerfModel
import PerfUnits
import Testing

struct SubjectReaderTests {
  static let subjects: [(String, Subject?)] = [
    ("P95 Latency", Subject(metric: .requestDuration, statistic: .quantile(0.95))),
    ("p50", Subject(statistic: .median)),
    ("p99 (ms)", Subject(statistic: .quantile(0.99), unit: .milliseconds)),
    ("Goal (p95)", Subject(statistic: .quantile(0.95))),
    ("Target (p95)", Subject(statistic: .quantile(0.95))),
    ("Target (ms)", Subject(unit: .milliseconds)),
    ("Requests/second", Subject(metric: .requestRate, statistic: .value, unit: .perSecond)),
    ("Requests per minute", Subject(metric: .requestRate, statistic: .value, unit: .perMinute)),
    ("Throughput (req/s)", Subject(metric: .requestRate, statistic: .value, unit: .perSecond)),
    ("RPS", Subject(metric: .requestRate, statistic: .value, unit: .perSecond)),
    ("Throughput", Subject(metric: .requestRate, statistic: .value)),
    ("Error rate", Subject(metric: .requestErrorRatio, statistic: .value)),
    ("Error rate (%)", Subject(metric: .requestErrorRatio, statistic: .value, unit: .percent)),
    ("**Error rate**", Subject(metric: .requestErrorRatio, statistic: .value)),
    ("Memory (avg)", Subject(metric: MetricID(rawValue: "memory.used"), statistic: .mean)),
    ("Max memory", Subject(metric: MetricID(rawValue: "memory.used"), statistic: .maximum)),
    ("DB connections (avg)", Subject(metric: MetricID(rawValue: "db.connections.active"), statistic: .mean)),
    ("CPU", Subject(metric: MetricID(rawValue: "cpu.utilization"))),
    ("Response Time", Subject(metric: .requestDuration)),
    ("Avg response time (s)", Subject(metric: .requestDuration, statistic: .mean, unit: .seconds)),
    ("Latency goals (95th percentile, usual load)", Subject(metric: .requestDuration, statistic: .quantile(0.95))),
    ("API latency targets", Subject(metric: .requestDuration)),
    ("Median", Subject(statistic: .median)),
    ("Average", Subject(statistic: .mean)),
    ("Checkout latency", Subject(metric: .requestDuration, scope: .named("Checkout"))),
    ("GET /feed p95", Subject(statistic: .quantile(0.95), scope: .named("GET /feed"))),
    ("All endpoints p95", Subject(statistic: .quantile(0.95), scope: .everyEndpoint)),
    ("Concurrent users", Subject(metric: .loadUsers)),
    ("Endpoint", nil), ("Sign-in", nil), ("Notes", nil), ("Status", nil), ("", nil), ("???", nil), ("Time", nil),
    ("Error handling", nil), ("Hard limit", nil), ("Disk usage", nil), ("Latency improved", nil),
    ("Throughput and latency", nil), ("Duration", nil),
  ]

  @Test(arguments: subjects)
  func readsWhatIsMeasured(_ text: String, _ subject: Subject?) {
    #expect(SubjectReader.read(text) == subject)
  }

  /// A row's name and its cell, read one after the other.
  @Test(arguments: [
    ("Availability", "99.9%", PhraseTarget.errors(0.001)),
    ("Uptime", "> 99.95%", .errors(0.0005, .less)),
    ("Success rate", "≥ 99%", .errors(0.01)),
    ("Errors", "< 1%", .errors(0.01, .less)),
    ("Errors", "< 10", .level("request.failed", 10, .less)),
    ("Query time", "< 8ms", .level("query.mean_time", 0.008, .less, .milliseconds)),
    ("Requests/second", "800", .rate(800)),
    ("DB connections (avg)", "<18", .level("db.connections.active", 18, .less, .one, .mean)),
    ("p99", "450ms", .p99(0.45)),
    ("Response time p95 (ms)", "450", .p95(0.45)),
    ("Max response time", "2s", .latency(.maximum, 2, unit: .seconds)),
    ("Cache hit ratio", "> 90%", .level("cache.hit_ratio", 0.9, .greater, .percent)),
  ])
  func goesToTheCell(_ name: String, _ cell: String, _ target: PhraseTarget) throws {
    let subject = try #require(SubjectReader.read(name))
    var context = PhraseContext()
    context.metric = subject.metric
    context.statistic = subject.statistic
    context.unit = subject.unit
    #expect(PhraseReader.readAmount(cell, in: context) == .targets([target]))
  }

  static let scenarios: [(String, LoadScenario?)] = [
    ("Sustained", .sustained), ("Peak", .peak), ("**Peak**", .peak), ("Scenario: peak", .peak),
    ("Soak test", .init(name: "soak")),
    ("Under normal load (400 req/s):", .init(name: "normal", rate: 400)),
    ("Under normal load", .normal), ("At peak (2,000 users)", .init(name: "peak", users: 2000)),
    ("400 concurrent users", .users(400)), ("- 400 concurrent users", .users(400)), ("Users: 400", .users(400)),
    ("Under load (90 req/min)", .init(name: "1.5/s", rate: 1.5)),
    ("Scenario: Black Friday", .init(name: "black friday")),
    ("Black Friday (5,000 users, 900 rps)", .init(name: "black friday", users: 5000, rate: 900)),
    ("Spike load", .init(name: "spike")), ("Steady state", .sustained), ("Typical load", .normal),
    ("Notes", nil), ("Checkout", nil), ("p95 < 200ms at 400 users", nil), ("Error rate", nil), ("", nil), ("400", nil),
    ("P95 latency", nil),
  ]

  @Test(arguments: scenarios)
  func readsLoads(_ text: String, _ scenario: LoadScenario?) {
    #expect(SubjectReader.scenario(text) == scenario)
  }

  static let tiers: [(String, Objective.Tier?)] = [
    ("Target", .target), ("Goal", .target), ("SLO", .target), ("Warning", .warning), ("⚠️ Warning:", .warning),
    ("Warning threshold", .warning), ("Critical", .critical), ("**Critical:**", .critical), ("🔴 Critical", .critical),
    ("Hard limit", .max), ("Max", .max), ("Maximum", .max), ("Limit", .max), ("Max acceptable", .max),
    ("Target (p95)", .target),
    ("Critical alerts:", .critical),
    ("Status", nil), ("Notes", nil), ("Warning signs", nil), ("p95", nil), ("Error rate", nil), ("", nil),
  ]

  @Test(arguments: tiers)
  func readsTiers(_ text: String, _ tier: Objective.Tier?) {
    #expect(SubjectReader.tier(text) == tier)
  }
}

struct PlaceholderTests {
  @Test(arguments: [
    "", "  ", "???", "?", "TBD", "tbd", "**TBD**", "TODO", "N/A", "n/a", "NA", "-", "—", "–", "--", "…", "...", "❓",
    "⏳", "⏳ Pending",
    "Pending", "[To be filled]", "[Action item 1]", "[TBD]", "_to be measured_", "??? ms", "TBD req/s", "TBD ms", "___",
    "`???`",
    "[...]", "XXX", "not measured", "Not tested",
  ])
  func matches(_ text: String) {
    #expect(Placeholder.matches(text))
  }

  @Test(arguments: [
    "0", "90ms", "< 200ms", "Sign-in", "ok", "✅ Pass", "[x]", "[ ]", "[link](https://example.com)", "p95", "low",
    "none", "ms", "no",
    "Pass", "GET /", "??? of 5",
  ])
  func leaves(_ text: String) {
    #expect(!Placeholder.matches(text))
  }
}
