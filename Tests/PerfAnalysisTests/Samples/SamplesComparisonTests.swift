import Glibc
import PerfDiagnostics
import PerfModel
import PerfStats
import PerfUnits
import Testing

@testable import PerfAnalysis

/// Runs known request by request (docs/statistics.md §7).
@Suite struct SamplesComparisonTests {
  private static func load(_ seed: UInt64, level: Double = 0.05, seconds: Int = 60, perSecond: Int = 40) -> RawLoad {
    var load = RawLoad(seed: seed)
    load.steady(0..<seconds, level: level, perSecond: perSecond)
    return load
  }

  private static func compare(_ before: Run, after: [Run], selfTest: Bool = false) -> Assessment {
    Comparer().compare(
      ComparedSide(label: "before", runs: [before]), ComparedSide(label: "after", runs: after), selfTest: selfTest)
  }

  /// Independent log-normal requests: SE(ln q₅₀)² = (1/4n)/φ(0)²·σ², about 2 % of the assumed run-to-run variance.
  @Test func intervalsAddRunToRunNoise() throws {
    let assessment = Self.compare(Self.load(1).run, after: [Self.load(2).run], selfTest: true)
    let row = try #require(assessment.row("GET /a", .median))
    #expect(row.basis == .samples)
    let sampling = 0.3 * (0.25 / 2400).squareRoot() / 0.3989
    let expected = (2 * sampling * sampling + 2 * 0.05 * 0.05).squareRoot()
    let interval = try #require(row.interval)
    let width = log1p(interval.high) - log1p(interval.low)
    // Two batch estimates of 19 degrees of freedom are a small part of it.
    #expect(abs(width / (2 * 1.645 * expected) - 1) < 0.05)
    #expect(assessment.selfTest?.blind.isEmpty == true)
    #expect(assessment.preconditions.contains { $0.id == "steady-state" && $0.outcome == .holds })
  }

  @Test func largeChangesAreProven() throws {
    let assessment = Self.compare(
      Self.load(1, perSecond: 80).run, after: [Self.load(2, level: 0.075, perSecond: 80).run])
    #expect(assessment.judgement == .bad)
    let row = try #require(assessment.row("GET /a", .median))
    #expect(row.verdict == .regressed && !row.isReplicated)
    #expect(abs(try #require(row.change) - 0.5) < 0.05)
    let shift = try #require(assessment.samples?.shifts.first { $0.endpoint == "GET /a" })
    #expect(shift.points.map(\.p) == [0.5, 0.75, 0.9, 0.95, 0.99, 0.999])
    #expect(shift.points.map(\.isThin) == [false, false, false, false, true, true])
  }

  /// Of 600 requests thirty are beyond p95, enough for a formula; six beyond p99 say nothing.
  @Test func thinTails() throws {
    let assessment = Self.compare(
      Self.load(1, perSecond: 10).run, after: [Self.load(2, perSecond: 10).run])
    let p95 = try #require(assessment.row("GET /a", .quantile(0.95)))
    #expect(p95.warnings.map(\.id) == ["insufficient-tail-data"])
    #expect(p95.interval != nil)
    let p99 = try #require(assessment.row("GET /a", .quantile(0.99)))
    #expect(p99.verdict == .inconclusive && p99.interval == nil)
    #expect(p99.reason?.hasPrefix("insufficient tail data") == true)
  }

  /// Levels that wander from second to second: the batches see more than the formula for independent requests.
  @Test func dependenceIsLearned() throws {
    var load = RawLoad(seed: 3)
    var level = 0.0
    for second in 0..<120 {
      level = 0.9 * level + 0.1 * load.normal()
      load.steady(second..<second + 1, level: 0.05 * exp(level), spread: 0.1)
    }
    let run = load.run
    let samples = try #require(SampledRun.timed(run[SeriesKey(.requestDuration, endpoint: "GET /a")]))
    let window = samples.starts[0]...samples.starts[samples.starts.count - 1]
    let requests = try #require(KeptRequests(samples, window: window))
    #expect(try #require(SampledSeries(requests, assumedEffect: 2).designEffect) > 5)
    let shape = try #require(Self.compare(run, after: [run]).samples?.before.first)
    #expect(try #require(shape.independentRequests) < 500)
  }

  /// Answers of 20 and of 80 ms.
  @Test func twoModesAreDescribed() throws {
    var load = RawLoad(seed: 4)
    for second in 0..<60 {
      for place in 0..<20 {
        let level = load.uniform() < 0.7 ? 0.02 : 0.08
        load.request(at: Double(second) + Double(place) / 20, level * exp(0.15 * load.normal()))
      }
    }
    let run = load.run
    let modes = try #require(Self.compare(run, after: [run]).samples?.after.first?.modes.first)
    #expect(modes.endpoint == "GET /a")
    #expect((0.015...0.025).contains(modes.lower) && (0.07...0.09).contains(modes.upper))
  }

  /// The humps have 55 and 45 %: the median of a batch lies in one or the other, as chance will have it.
  @Test func twoModesWithTheMedianBetweenThem() throws {
    var load = RawLoad(seed: 4)
    for second in 0..<60 {
      for place in 0..<20 {
        let level = load.uniform() < 0.52 ? 0.02 : 0.15
        load.request(at: Double(second) + Double(place) / 20, level * exp(0.15 * load.normal()))
      }
    }
    let run = load.run
    let shape = try #require(Self.compare(run, after: [run]).samples?.after.first)
    #expect(shape.modes.first?.endpoint == "GET /a")
  }

  @Test(arguments: [(0.08, 0.008, true), (0.02, 0.03, false)])
  func twoErrorsOfAMedianMayDisagree(_ batches: Double, _ bootstrap: Double, disagree: Bool) {
    let check = RunFindings.BootstrapCheck(
      byBatches: batches, byBootstrap: bootstrap, blockLength: 2, replicates: 500, seed: 2004)
    #expect(check.isDisputed == disagree)
  }

  /// Two different durations of one request a side differ by 50 times, and nothing tells by how much a third would differ.
  @Test(arguments: [1, 9, 19]) func fewRequestsTellNothing(_ count: Int) throws {
    func run(_ seed: UInt64, _ duration: Double) -> Run {
      var load = Self.load(seed)
      for place in 0..<count { load.request(at: 3 * Double(place) + 0.5, duration, endpoint: "GET /rare") }
      return load.run
    }
    let assessment = Self.compare(run(1, 0.001), after: [run(2, 0.05)])
    let p95 = try #require(assessment.row("GET /rare", .quantile(0.95)))
    #expect(p95.verdict == .inconclusive && p95.interval == nil && p95.isGated)
    #expect(p95.reason?.hasSuffix("telling a change of p95 takes 20 at least") == true, "\(p95.reason ?? "")")
    let median = try #require(assessment.row("GET /rare", .median))
    #expect((median.verdict == .regressed) == (count >= 10))
    #expect(median.before == 0.001 && median.after == 0.05)
  }

  @Test func statusesAreCounted() throws {
    var load = Self.load(1)
    for second in 0..<12 { load.request(at: Double(second) + 0.5, 0.05, isFailed: true) }
    let statuses = try #require(Self.compare(Self.load(1).run, after: [load.run]).samples?.statuses)
    #expect(
      statuses == [
        .init(status: "200", before: 2400, after: 2400), .init(status: "500", before: 0, after: 12),
      ])
  }

  @Test(
    "what is counted in parts is counted to the nearest, and what came is never 0",
    arguments: [
      (2.6, 3), (0.2, 1), (0, 0), (1e300, Int.max),
    ] as [(Double, Int)])
  func countsWithFractions(count: Double, whole: Int) throws {
    let metric = try #require(MetricCatalogue.metric(.requestCount))
    let run = Self.load(1).run.with(series: [
      Series(key: SeriesKey(.requestCount, labels: ["error": "refused"]), metric: metric, content: .counter(count))
    ])
    #expect(AnswerCounts([run]).errors.map(\.count) == [whole])
  }

  @Test("error messages are counted by side, the most frequent first")
  func errorsAreCounted() {
    func run(_ errors: [String: Double]) -> Run {
      let load = Self.load(1).run
      let metric = MetricCatalogue.metric(.requestCount)
      let counted = errors.compactMap { message, count in
        metric.map {
          Series(
            key: SeriesKey(.requestCount, labels: ["error": message]), metric: $0, content: .counter(count))
        }
      }
      return load.with(series: (load.series + counted).sorted { $0.key < $1.key })
    }
    let errors = Self.compare(run(["refused": 3, "reset": 2]), after: [run(["reset": 7, "timeout": 3])]).samples?.errors
    #expect(
      errors == [
        .init(message: "reset", before: 2, after: 7), .init(message: "refused", before: 3, after: 0),
        .init(message: "timeout", before: 0, after: 3),
      ])
  }

  /// Sixty failures, one each second, are no bursts: φ = 1 instead of 3, and the interval is narrower for it. All in two seconds
  /// they are one burst, and say next to nothing about the next run.
  @Test func burstsAreLearned() throws {
    func failing(_ seconds: [Double]) -> Run {
      var load = Self.load(1)
      for second in seconds { load.request(at: second, 0.01, isFailed: true) }
      return load.run
    }
    func row(_ after: Run) throws -> Comparison {
      try #require(Self.compare(Self.load(2).run, after: [after]).row(SeriesKey(.requestErrorRatio)))
    }
    let even = try row(failing((0..<60).map { Double($0) + 0.5 }))
    #expect(even.basis == .samples)
    #expect(even.verdict == .regressed)
    let burst = try row(failing((0..<60).map { 20 + Double($0) / 30 }))
    #expect(burst.verdict == .inconclusive || burst.verdict == .likelyWorse)
    let few = try row(failing((0..<9).map { Double($0) + 0.5 }))
    #expect(few.basis == .summary)
  }

  // MARK: A summary on one side

  private static func summary(_ statistics: [Statistic: Double], method: QuantileMethod = .linear) throws -> Run {
    var builder = RunBuilder(label: "summary", tool: "k6", format: "k6-summary-export")
    builder.setDuration(60, .seconds)
    builder.addDistribution(
      try #require(MetricCatalogue.metric(.requestDuration)), endpoint: "GET /a", count: 2400, statistics: statistics,
      in: .milliseconds, method: method)
    return try #require(builder.finish().first)
  }

  /// What both can know: the summary's own statistics, p92 among them, which no raw file publishes; of the whole raw run.
  @Test func mixedSides() throws {
    let raw = Self.load(1).run
    let summary = try Self.summary([.median: 50, .quantile(0.92): 76, .quantile(0.95): 82])
    let assessment = Self.compare(summary, after: [raw])
    let rows = assessment.comparisons.filter { $0.key == SeriesKey(.requestDuration, endpoint: "GET /a") }
    #expect(rows.map(\.statistic) == [.median, .quantile(0.92), .quantile(0.95)])
    #expect(rows.allSatisfy { $0.basis == .summary && $0.verdict != .notComparable })
    #expect(rows[1].after == raw[rows[1].key]?[.quantile(0.92)])
    #expect(assessment.samples?.isDeciding == false)
    #expect(assessment.diagnostics.map(\.id.rawValue).contains("mixed-sides"))
  }

  /// ab takes the value at the index ⌊np⌋; so does the raw side then.
  @Test func mixedSidesShareTheDefinition() throws {
    let raw = Self.load(1).run
    let key = SeriesKey(.requestDuration, endpoint: "GET /a")
    let samples = try #require(SampledRun.timed(raw[key]))
    let summary = try Self.summary([.median: 50, .quantile(0.9): 73], method: .floorIndex)
    let row = try #require(Self.compare(summary, after: [raw]).row("GET /a", .median))
    #expect(row.verdict != .notComparable)
    #expect(row.after == samples.values.sorted()[1200])
  }
}
