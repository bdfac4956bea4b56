@testable import PerfAnalysis
import PerfModel
import PerfUnits
import Testing

/// 3,600 requests in 30 s; p95 of the whole run 100 ms, of the feed 80 ms, of the login 120 ms.
private let service = run { builder in
  builder.latency(nil, count: 3600, [.mean: 50, .median: 40, .quantile(0.9): 90, .quantile(0.95): 100, .maximum: 400])
  builder.latency("GET /api/feed", count: 2400, [.median: 30, .quantile(0.9): 70, .quantile(0.95): 80])
  builder.latency("POST /api/auth/login", count: 1200, [.median: 60, .quantile(0.9): 110, .quantile(0.95): 120])
  builder.latency("GET /api/never", count: 0, [:])
  builder.counter(.requestCount, 3600)
  builder.errors(9, of: 3600)
  builder.addGauge(MetricCatalogue.metric(.loadUsersMax)!, last: 60, minimum: 1, maximum: 60, in: .one)
  builder.addGauge(
    MetricCatalogue.metric(MetricID(rawValue: "memory.used"))!, last: 1e9, minimum: 5e8, maximum: 1.5e9, in: .bytes)
}

struct ObjectiveEvaluatorTests {
  @Test func theWholeRunAnswersWhereNothingIsSaid() {
    let result = result([service], objective(.requestDuration, .quantile(0.95), .less, 0.2))
    #expect(result.status == .met)
    #expect(result.key == SeriesKey(.requestDuration))
    #expect(result.actual == 0.1)
    // (0.2 − 0.1)/0.2.
    #expect(result.headroom == 0.5)
  }

  @Test(arguments: [
    (Objective.Comparator.less, 0.4, ObjectiveStatus.breached), (.atMost, 0.4, .met), (.less, 0.401, .met),
    (.greater, 0.4, .breached), (.atLeast, 0.4, .met), (.equal, 0.4, .met), (.equal, 0.5, .breached),
  ])
  func comparatorsMeanWhatTheySay(_ comparator: Objective.Comparator, _ bound: Double, _ status: ObjectiveStatus) {
    #expect(result([service], objective(.requestDuration, .maximum, comparator, bound)).status == status)
  }

  @Test func anEndpointIsFoundByItsName() throws {
    let result = result([service], objective(.requestDuration, .quantile(0.95), .less, 0.1, of: .named("/auth/login")))
    #expect(result.key == SeriesKey(.requestDuration, endpoint: "POST /api/auth/login"))
    #expect(result.status == .breached)
    // (0.1 − 0.12)/0.1.
    #expect(abs(try #require(result.headroom) + 0.2) < 1e-12)
  }

  @Test func everyEndpointMeansTheWorst() {
    let result = result([service], objective(.requestDuration, .quantile(0.95), .less, 0.11, of: .everyEndpoint))
    #expect(result.status == .breached)
    #expect(result.key?.endpoint == "POST /api/auth/login")
    #expect(result.reason?.contains("the worst of 4") == true)
    #expect(result.reason?.contains("without an answer: request.duration of GET /api/never counted nothing") == true)
  }

  @Test func severalMappedEndpointsAreJudgedEach() {
    let mapped = objective(.requestDuration, .quantile(0.95), .less, 0.1, of: .named("Screens"))
    let worst = result([service], mapped) { $0.endpoints = ["Screens": ["/feed", "/login"]] }
    #expect(worst.key?.endpoint == "POST /api/auth/login")
    #expect(worst.status == .breached)
    // One that was asked for by name and has no data outranks those that are met.
    let lenient = objective(.requestDuration, .quantile(0.95), .less, 1, of: .named("Screens"))
    let silent = result([service], lenient) { $0.endpoints = ["Screens": ["/feed", "/never"]] }
    #expect(silent.status == .unknown)
    #expect(silent.key?.endpoint == "GET /api/never")
  }

  @Test func withoutAWholeRunEveryEndpointStandsIn() {
    let parts = run { builder in
      builder.latency("GET /a", count: 1000, [.median: 10, .quantile(0.95): 50])
      builder.latency("GET /b", count: 1000, [.median: 10, .quantile(0.95): 90])
    }
    let result = result([parts], objective(.requestDuration, .quantile(0.95), .less, 0.07))
    #expect(result.status == .breached)
    #expect(result.key?.endpoint == "GET /b")
    #expect(result.reason?.contains("no figure for the whole run: the worst of 2 stands in") == true)
  }

  @Test func anotherDimensionIsUnknownInWords() {
    let result = result([service], objective(.requestDuration, .quantile(0.95), .less, 200, unit: .bytes))
    #expect(result.status == .unknown)
    #expect(result.reason == "the bound is an amount of data, request.duration is a time")
  }

  @Test func aMissingStatisticSaysWhatToRecord() {
    let result = result([service], objective(.requestDuration, .quantile(0.99), .less, 0.5))
    #expect(result.status == .unknown)
    #expect(result.reason == "the file holds no p99 of request.duration, only mean, p50, p90, p95, max")
    #expect(result.advice == "record it: k6 run --summary-trend-stats 'avg,min,med,max,p(90),p(95),p(99),count'")
  }

  @Test func noDataIsNoPass() {
    let result = result([service], objective(.requestDuration, .quantile(0.95), .less, 0.5, of: .named("/never")))
    #expect(result.status == .unknown)
    #expect(result.reason == "request.duration of GET /api/never counted nothing")
    #expect(result.actual == nil)
  }

  @Test func ratesFollowFromExactCounts() {
    // 3,600 requests in 30 s, 2,400 of them of the feed.
    #expect(result([service], objective(.requestRate, .value, .atLeast, 100)).actual == 120)
    let feed = result([service], objective(.requestRate, .value, .atLeast, 50, of: .named("Feed")))
    #expect(feed.actual == 80)
    #expect(feed.status == .met)
    // 6,000 a minute are 100 a second: the reader has converted them.
    #expect(result([service], objective(.requestRate, .value, .atLeast, Unit.perMinute.toBase(6000))).bound == 100)
    let untimed = run(duration: nil) { $0.counter(.requestCount, 10) }
    #expect(result([untimed], objective(.requestRate, .value, .atLeast, 1)).status == .unknown)
  }

  /// Rates add up: that every endpoint has 100 requests a second is not what "throughput of all endpoints" asks for.
  @Test func throughputOfAllEndpointsIsThatOfTheRun() {
    let result = result([service], objective(.requestRate, .value, .atLeast, 100, of: .everyEndpoint))
    #expect(result.key == SeriesKey(.requestRate))
    #expect(result.status == .met)
  }

  @Test func aCeilingHoldsForTheHighestLevel() {
    let memory = MetricID(rawValue: "memory.used")
    let result = result([service], objective(memory, .value, .less, 1.2e9))
    #expect(result.actual == 1.5e9)
    #expect(result.status == .breached)
    #expect(PerfAnalysisTests.result([service], objective(memory, .mean, .less, 1.2e9)).status == .unknown)
    #expect(PerfAnalysisTests.result([service], objective(.loadUsersMax, .value, .atLeast, 50)).actual == 60)
  }

  @Test func aWindowIsSaidToBeTheWholeRun() {
    let alert = objective(.requestDuration, .quantile(0.95), .atMost, 1.8, tier: .critical, window: 300)
    #expect(result([service], alert).reason?.contains("the whole run stands in for 300 s") == true)
  }

  @Test func aMultipleOfATargetRelatesToIt() {
    let target = objective(.requestDuration, .quantile(0.95), .less, 0.04)
    let alert = objective(.requestDuration, .quantile(0.95), .atMost, .timesTarget(2), tier: .critical)
    let results = check([service], [target, alert]).results
    // 2 × 40 ms = 80 ms against 100 ms.
    #expect(results[1].bound == 0.08)
    #expect(results[1].status == .breached)
    let lonely = result([service], alert)
    #expect(lonely.status == .unknown)
    #expect(lonely.reason?.contains("no target says") == true)
  }

  /// An alert for the whole service holds for each endpoint's own target.
  @Test func aMultipleOfTargetsOfEndpointsIsJudgedForEach() {
    let objectives = [
      objective(.requestDuration, .quantile(0.95), .less, 0.1, of: .named("Feed")),
      objective(.requestDuration, .quantile(0.95), .less, 0.05, of: .named("Login")),
      objective(.requestDuration, .quantile(0.95), .atMost, .timesTarget(2), tier: .critical),
    ]
    let alert = check([service], objectives).results[2]
    // The feed has 80 of 200 ms, the login 120 of 100.
    #expect(alert.key?.endpoint == "POST /api/auth/login")
    #expect(alert.bound == 0.1)
    #expect(alert.status == .breached)
  }

  @Test func aBoundOnTheChangeNeedsABeforeSide() {
    let goal = objective(.requestDuration, .quantile(0.95), .atMost, .change(-0.4))
    #expect(result([service], goal).status == .unknown)
    #expect(result([service], goal).reason == "a bound on the change needs a before side")
  }

  @Test func queriesAreFoundByTheirText() {
    let mean = MetricID(rawValue: "query.mean_time")
    let database = run { builder in
      let metric = MetricCatalogue.metric(mean)!
      builder.addScalar(metric, labels: ["query": "select order by number"], 6, in: .milliseconds)
      builder.addScalar(metric, labels: ["query": "insert cart"], 20, in: .milliseconds)
    }
    let named = result([database], objective(mean, .value, .less, 0.008, of: .named("Order by number")))
    #expect(named.status == .met)
    #expect(named.key?.labels == ["query": "select order by number"])
    #expect(result([database], objective(mean, .value, .less, 0.008)).status == .breached)
  }

  /// Fast because nothing worked: that is no latency of the service.
  @Test func whereEverythingFailedOnlyFailuresAreJudged() {
    let broken = run { builder in
      builder.latency(nil, count: 100, [.median: 1, .quantile(0.95): 2])
      builder.errors(100, of: 100)
    }
    #expect(result([broken], objective(.requestDuration, .quantile(0.95), .less, 0.1)).status == .unknown)
    #expect(result([broken], objective(.requestErrorRatio, .value, .less, 0.01)).status == .breached)
    let threshold = objective(.requestDuration, .quantile(0.95), .less, 0.1, origin: .tool)
    #expect(result([broken], threshold).status == .met, "a tool's threshold means what the tool means")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func aBoundThatIsNoNumberIsUnknown(_ bound: Double) {
    #expect(result([service], objective(.requestDuration, .quantile(0.95), .less, bound)).status == .unknown)
  }

  @Test func nothingMeasuredIsUnknown() {
    #expect(result([], objective(.requestDuration, .quantile(0.95), .less, 1)).status == .unknown)
    #expect(
      result([run { _ in }], objective(.requestErrorRatio, .value, .less, 1, of: .everyEndpoint)).status == .unknown)
    let unnamed = result([service], objective(MetricID(rawValue: "query.calls"), .value, .less, 1, of: .named("x")))
    #expect(unnamed.reason == "the run names no query, so none is called 'x'")
  }

  @Test func aLatencyWithoutAStatisticIsUnknown() {
    #expect(result([service], objective(.requestDuration, .value, .less, 1)).reason == "no statistic is named")
  }
}
