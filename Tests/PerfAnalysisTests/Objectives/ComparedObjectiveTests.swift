@testable import PerfAnalysis
import PerfDiagnostics
import PerfModel
import Testing

/// Two load tests of one shape; latency in milliseconds at p95.
private func test(_ p95: Double) -> LoadTest {
  LoadTest(
    requests: 4000, errors: (0, 4000),
    endpoints: ["": .init(p95 / 2, p95 * 0.9, p95, p99: p95 * 1.3, count: 4000)])
}

private func compared(
  _ before: Double, _ after: Double, _ objectives: [Objective], _ change: (inout ComparisonPolicy) -> Void = { _ in }
) -> Assessment {
  var policy = ComparisonPolicy()
  change(&policy)
  return Comparer(policy: policy).compare(
    ComparedSide(label: "before", runs: [test(before).run]), ComparedSide(label: "after", runs: [test(after).run]),
    objectives: ObjectiveBoard(objectives.map { .objective($0) }))
}

private func below(_ milliseconds: Double, tier: Objective.Tier = .target) -> Objective {
  objective(.requestDuration, .quantile(0.95), .less, milliseconds / 1000, tier: tier)
}

struct ComparedObjectiveTests {
  @Test(arguments: [
    (100.0, 100.0, 200.0, ObjectiveComparison.Movement.stillMet, Judgement.good),
    (100, 104, 70, .stillBreached, .bad), (150, 100, 120, .newlyMet, .good),
    (100, 105, 102.5, .newlyBreached, .bad),
  ])
  func movesAsItShould(
    _ before: Double, _ after: Double, _ bound: Double, _ movement: ObjectiveComparison.Movement, _ judgement: Judgement
  ) {
    let assessment = compared(before, after, [below(bound)])
    #expect(assessment.objectives.map(\.movement) == [movement])
    #expect(assessment.judgement == judgement)
    #expect(assessment.objectives[0].before?.actual == before / 1000)
    #expect(assessment.objectives[0].after.actual == after / 1000)
    #expect(assessment.objectiveLedger.evaluated == 1)
  }

  /// At 4,000 requests the p95 of 130 ms is known to about ± 4 ms, and the rows alone would not fail: one run a side proves little.
  @Test func aNewBreachIsARegression() {
    let assessment = compared(100, 130, [below(115)])
    #expect(assessment.objectives[0].after.status == .breached)
    #expect(assessment.verdict == .regressed)
    #expect(assessment.status == .red)
  }

  /// The contract's "or a breached objective" (CONTRACT §3) does not ask who did it; the colour and the verdict do.
  @Test(arguments: [(Objective.Tier.target, Status.yellow), (.warning, .yellow), (.critical, .red), (.max, .red)])
  func anOldBreachIsBadAndNoRegression(_ tier: Objective.Tier, _ status: Status) {
    let rows = compare([test(100)], [test(104)])
    let assessment = compared(100, 104, [below(70, tier: tier)])
    #expect(assessment.judgement == .bad)
    #expect(assessment.verdict == rows.verdict)
    #expect(assessment.status == status)
    #expect(rows.judgement == .good, "the rows alone are within their margins")
  }

  /// 105 ms against 102.5 ms is inside the interval: the value decides the exit status, and proves no regression.
  @Test func whatIsTooCloseToCallIsNoRegression() {
    let assessment = compared(100, 105, [below(102.5)])
    #expect(assessment.objectives[0].after.status == .tooCloseToCall)
    #expect(assessment.judgement == .bad)
    #expect(assessment.verdict == compare([test(100)], [test(105)]).verdict)
    #expect(compared(100, 105, [below(102.5)]) { $0.isStrict = true }.judgement == .unjudged)
  }

  @Test func objectivesThatNothingAnswersAreNoPass() {
    let assessment = compared(100, 100, [objective(.requestDuration, .quantile(0.999), .less, 1)])
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles.contains { $0.hasPrefix("no objective could be evaluated") })
    #expect(compared(100, 100, []).obstacles == ["the documents named state no objective"])
  }

  @Test func oneUnknownIsNoPassUnderStrict() {
    let objectives = [below(200), objective(.requestDuration, .quantile(0.999), .less, 1)]
    #expect(compared(100, 100, objectives).obstacles.isEmpty)
    #expect(
      compared(100, 100, objectives) { $0.isStrict = true }.obstacles
        .contains("1 of 2 objectives is unknown or too close to call"))
  }

  /// From 100 ms to 50 ms is a reduction of 50 %.
  @Test(arguments: [
    (-0.3, Objective.Comparator.atMost, ObjectiveStatus.met), (-0.7, .atMost, .breached),
    (-0.5, .atMost, .tooCloseToCall), (0.2, .atMost, .met),
  ])
  func improvementGoalsAreJudged(_ bound: Double, _ comparator: Objective.Comparator, _ status: ObjectiveStatus) throws
  {
    let goal = objective(.requestDuration, .quantile(0.95), comparator, .change(bound))
    let result = try #require(compared(100, 50, [goal]).objectives.first)
    #expect(result.before == nil)
    #expect(result.after.actual == -0.5)
    #expect(result.after.status == status)
  }

  /// From 40 of 4,000 to 4: a tenth. The comparison bounds the difference of shares, not their ratio.
  @Test func aReductionOfAShareHasNoInterval() throws {
    var before = test(100)
    var after = test(100)
    before.errors = (40, 4000)
    after.errors = (4, 4000)
    let goal = objective(.requestErrorRatio, .value, .atMost, .change(-0.8))
    let assessment = Comparer().compare(
      ComparedSide(label: "before", runs: [before.run]), ComparedSide(label: "after", runs: [after.run]),
      objectives: ObjectiveBoard([.objective(goal)]))
    let result = try #require(assessment.objectives.first?.after)
    #expect(abs(try #require(result.actual) + 0.9) < 1e-12)
    #expect(result.status == .met)
    #expect(result.interval == nil)
  }

  @Test func aGoalWithoutABaseIsUnknown() throws {
    let goal = objective(.requestErrorRatio, .value, .atMost, .change(-0.8))
    let result = try #require(compared(100, 100, [goal]).objectives.first?.after)
    #expect(result.status == .unknown)
    #expect(result.reason == "the value before is zero: there is no ratio")
  }

  /// The runs' own thresholds are their tool's to enforce.
  @Test func aThresholdThatIsNewlyBreachedIsANote() {
    let threshold = objective(.requestDuration, .quantile(0.95), .less, 0.1025, origin: .tool, text: "p(95)<102.5")
    let (before, after) = (test(100).run, test(105).run)
    let thresholds = [before, after].map {
      RunThresholds(run: $0, thresholds: [.init(objective: threshold, isMet: nil)])
    }
    let assessment = Comparer().compare(
      ComparedSide(label: "before", runs: [before]), ComparedSide(label: "after", runs: [after]),
      objectives: ObjectiveBoard(nil, thresholds: thresholds))
    #expect(assessment.judgement == .good)
    #expect(assessment.objectives.isEmpty)
    #expect(assessment.diagnostics.map(\.id.rawValue).contains("threshold-newly-breached"))
  }
}
