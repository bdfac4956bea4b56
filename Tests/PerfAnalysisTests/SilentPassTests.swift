import PerfDiagnostics
import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis

/// Pairs in which something got worse or went missing: none of them may end as a pass.
struct SilentPassTests {
  /// A run of one endpoint with exactly these statistics, in seconds.
  private func run(
    _ statistics: [Statistic: Double], count: Int? = 400, rate: Double? = 40, failures: Ratio? = Ratio(value: 0)
  ) -> Run {
    var builder = RunBuilder(label: "run", tool: "k6", format: "k6-summary-export")
    builder.setDuration(30, .seconds)
    builder.addDistribution(
      metric(.requestDuration), endpoint: "GET /a", count: count, statistics: statistics, in: .seconds, method: .linear)
    if let rate { builder.addScalar(metric(.requestRate), rate, in: .perSecond) }
    if let failures {
      if let events = failures.events, let total = failures.total {
        builder.addRatio(metric(.requestErrorRatio), events: events, of: total)
      } else {
        builder.addRatio(metric(.requestErrorRatio), value: failures.value, in: .one)
      }
    }
    return builder.finish()[0]
  }

  private func metric(_ id: MetricID) -> Metric { MetricCatalogue.metric(id)! }

  private func compare(_ before: [Run], _ after: [Run], isStrict: Bool = false) -> Assessment {
    var policy = ComparisonPolicy()
    policy.isStrict = isStrict
    return Comparer(policy: policy).compare(
      ComparedSide(label: "before", runs: before), ComparedSide(label: "after", runs: after))
  }

  private let usual: [Statistic: Double] = [.median: 0.040, .quantile(0.95): 0.100]

  @Test func anUnchangedRunIsGood() {
    #expect(compare([run(usual)], [run(usual)]).judgement == .good)
  }

  @Test(arguments: [
    ([Statistic.maximum], [Statistic.maximum]), ([.minimum, .maximum], [.minimum, .maximum]),
    ([.mean], [.median]), ([.quantile(0.9)], [.quantile(0.95)]),
  ])
  func noStatisticInCommonCannotBeJudged(before: [Statistic], after: [Statistic]) throws {
    func statistics(_ names: [Statistic], _ value: Double) -> [Statistic: Double] {
      Dictionary(uniqueKeysWithValues: names.map { ($0, value) })
    }
    let assessment = compare([run(statistics(before, 0.040))], [run(statistics(after, 0.120))])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles.first?.contains("GET /a p50") == true)
  }

  @Test func whereOnlyTheTailIsKnownTheTailIsGated() throws {
    let assessment = compare([run([.quantile(0.99): 0.1])], [run([.quantile(0.99): 0.3])])
    let row = try #require(assessment.row("GET /a", .quantile(0.99)))
    #expect(row.verdict == .regressed && row.warnings.map(\.id).contains("quantile-stands-in"))
    #expect(assessment.judgement == .bad)
  }

  @Test func zeroBeforeIsNoPass() {
    let zero: [Statistic: Double] = [.median: 0, .quantile(0.95): 0]
    #expect(compare([run(zero)], [run(usual)]).judgement == .unjudged)
    #expect(compare([run(usual)], [run(zero)]).judgement == .unjudged)
  }

  @Test func oneRowThatCannotBeComparedIsEnough() {
    let negative: [Statistic: Double] = [.median: -1, .quantile(0.95): 0.1]
    let assessment = compare([run(usual)], [run(negative)])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles == ["cannot be compared: GET /a p50: a value is negative"])
  }

  @Test func failuresThatAreNotCountedAnyMore() {
    let assessment = compare([run(usual)], [run(usual, failures: nil)])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles == ["measured before and not after: whole run request.error_ratio"])
  }

  @Test func aRateThatIsNotMeasuredAnyMore() {
    #expect(compare([run(usual)], [run(usual, rate: nil)]).judgement == .unjudged)
    #expect(compare([run(usual)], [run(usual, rate: 0)]).judgement == .unjudged)
  }

  @Test func aShareWithoutCounts() {
    func failing(_ share: Double) -> Run { run(usual, failures: Ratio(value: share)) }
    #expect(compare([failing(0)], [failing(0.4)]).judgement == .unjudged, "worse, and nobody knows how sure")
    #expect(compare([failing(0)], [failing(0)]).judgement == .good)
    #expect(compare([failing(0.4)], [failing(0)]).judgement == .good)
  }

  @Test func likelyWorseIsNotGoodEnoughForStrict() {
    let slower: [Statistic: Double] = [.median: 0.048, .quantile(0.95): 0.120]
    let assessment = compare([run(usual)], [run(slower)], isStrict: true)
    #expect(assessment.comparisons.contains { $0.isGated && $0.verdict == .likelyWorse })
    #expect(assessment.judgement == .unjudged)
  }

  @Test func aRunThatFailsAltogetherIsNoRunOfItsSide() {
    let fine = run(usual, failures: Ratio(events: 2, of: 400))
    let broken = run(usual, failures: Ratio(events: 400, of: 400))
    let assessment = compare([fine, fine, fine], [fine, fine, broken])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles.first?.hasPrefix("every request failed in 1 of 3 runs after") == true)
  }

  @Test func aSeriesThatOnlySomeRunsHoldIsTold() {
    let assessment = compare([run(usual), run(usual)], [run(usual), run(usual, failures: nil)])
    let told = assessment.diagnostics.filter { $0.id.rawValue == "partial-series" }
    #expect(told.map(\.message) == ["not every run of a side holds request.error_ratio"])
  }

  @Test func runsOfOneEndpointEachArePartsOfATest() {
    func parts() -> [LoadTest] { ["GET /a", "GET /b"].map { LoadTest(endpoints: [$0: .init(40, 80, 100)]) } }
    #expect(PerfAnalysisTests.compare(parts(), parts()).diagnostics == [])
  }

  /// 100 of 1,000 requests are of a named endpoint before, 200 after; the others are three times as slow and nobody's.
  @Test func aMovedMixHidesNothingThatNoEndpointTells() throws {
    func side(_ named: Int, _ pooled: LoadTest.Endpoint) -> LoadTest {
      LoadTest(requests: 1000, endpoints: ["": pooled, "GET /a": .init(10, 20, 30, count: named)])
    }
    let slower = PerfAnalysisTests.compare(
      [side(100, .init(40, 80, 100, count: 1000))], [side(200, .init(120, 240, 300, count: 1000))])
    #expect(slower.judgement == .unjudged)
    #expect(slower.row(nil, .median)?.isGated == true)
    let same = PerfAnalysisTests.compare(
      [side(100, .init(40, 80, 100, count: 1000))], [side(200, .init(40, 80, 100, count: 1000))])
    #expect(same.judgement == .good)
    #expect(same.diagnostics.map(\.id.rawValue) == ["endpoint-mix"], "the reader is told why pooled rows say nothing")
  }

  @Test func missingEndpointsAreNeverEquivalent() {
    let whole = LoadTest(
      endpoints: ["GET /a": .init(40, 40.1, 40.2, count: 80_000), "GET /b": .init(40, 40.1, 40.2, count: 80_000)])
    var part = whole
    part.endpoints["GET /b"] = nil
    func judged(_ after: LoadTest) -> Assessment {
      PerfAnalysisTests.compare([whole], [after]) { $0.runToRunDeviation = 0.01 }
    }
    #expect(judged(whole).verdict == .equivalent)
    #expect(judged(part).verdict == .inconclusive && judged(part).status == .yellow)
  }

  @Test func aFilterThatMatchesNothing() {
    let test = LoadTest(requests: 400, endpoints: ["GET /a": .init(40, 80, 100)])
    let assessment = PerfAnalysisTests.compare([test], [test]) { $0.filter = Glob("nothing") }
    #expect(assessment.judgement == .unjudged && assessment.obstacles == ["the filter matches nothing"])
  }

  /// Numbers at the ends of the range: from nothing measurable to a tenth of a second is worse, and nothing printed is infinite.
  @Test(arguments: [Double.leastNonzeroMagnitude, 1e-308, 1e-200]) func numbersAtTheEndOfTheRange(tiny: Double) {
    let nothing: [Statistic: Double] = [.median: tiny, .quantile(0.95): tiny]
    let assessment = compare([run(nothing)], [run(usual)])
    #expect(assessment.judgement == .bad)
    for row in assessment.comparisons {
      let shown = [row.change, row.interval?.low, row.interval?.high, row.noiseFloor, row.margin, row.smallestVisible]
      #expect(shown.allSatisfy { $0?.isFinite ?? true })
    }
  }
}
