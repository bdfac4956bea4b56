import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis

/// JUnit reports: failures are facts, durations of single cases are described.
struct TestOutcomeTests {
  private enum Outcome {
    case passed(Double)
    case failed(Double)
    case flaky(Double)
    case skipped
    /// Passed, and the report has no times.
    case untimed
  }

  private func report(_ cases: [String: Outcome]) -> Run {
    var builder = RunBuilder(label: "report", tool: "junit", format: "junit")
    var failed = 0
    var skipped = 0
    for (name, outcome) in cases {
      let seconds: Double
      switch outcome {
      case .skipped:
        skipped += 1
        builder.addCounter(MetricCatalogue.metric(.testSkipped)!, labels: ["case": name], 1, in: .one)
        continue
      case .untimed:
        builder.addCounter(MetricCatalogue.metric(.testCount)!, labels: ["case": name], 1, in: .one)
        continue
      case .passed(let time): seconds = time
      case .failed(let time):
        seconds = time
        failed += 1
        builder.addCounter(MetricCatalogue.metric(.testFailed)!, labels: ["case": name], 1, in: .one)
      case .flaky(let time):
        seconds = time
        builder.addCounter(
          .custom("test.flaky", unit: .one, instrument: .counter), labels: ["case": name], 1, in: .one)
      }
      builder.addDistribution(
        MetricCatalogue.metric(.testDuration)!, labels: ["case": name], count: 1, statistics: [.mean: seconds],
        in: .seconds, method: .unstated)
    }
    builder.addCounter(MetricCatalogue.metric(.testCount)!, Double(cases.count), in: .one)
    builder.addCounter(MetricCatalogue.metric(.testFailed)!, Double(failed), in: .one)
    builder.addCounter(MetricCatalogue.metric(.testSkipped)!, Double(skipped), in: .one)
    return builder.finish()[0]
  }

  private func compare(
    _ before: Run, _ after: Run, _ change: (inout ComparisonPolicy) -> Void = { _ in }
  ) -> Assessment {
    var policy = ComparisonPolicy()
    change(&policy)
    return Comparer(policy: policy).compare(
      ComparedSide(label: "before", runs: [before]), ComparedSide(label: "after", runs: [after]))
  }

  private func row(_ assessment: Assessment, _ name: String) -> Comparison? {
    assessment.row(SeriesKey(.testFailed, labels: ["case": name]))
  }

  @Test func newlyFailingIsARegression() {
    let assessment = compare(
      report(["login": .passed(1), "feed": .passed(1)]), report(["login": .failed(1), "feed": .passed(1)]))
    #expect(row(assessment, "login")?.verdict == .regressed)
    #expect(row(assessment, "login")?.reason == "newly failing")
    #expect(assessment.judgement == .bad)
  }

  @Test func aNewCaseThatFailsIsARegression() {
    let assessment = compare(report(["login": .passed(1)]), report(["login": .passed(1), "feed": .failed(1)]))
    #expect(row(assessment, "feed")?.reason == "new and failing")
    #expect(assessment.judgement == .bad)
  }

  @Test func fixedIsAnImprovement() {
    let assessment = compare(report(["login": .failed(1)]), report(["login": .passed(1)]))
    #expect(row(assessment, "login")?.verdict == .improved)
    #expect(assessment.verdict == .improved && assessment.judgement == .good)
  }

  @Test func oneFixedDoesNotHideOneBroken() {
    let assessment = compare(
      report(["login": .failed(1), "feed": .passed(1)]), report(["login": .passed(1), "feed": .failed(1)]))
    #expect(assessment.judgement == .bad)
  }

  @Test func stillFailingIsNoNews() {
    let assessment = compare(report(["login": .failed(1)]), report(["login": .failed(1)]))
    #expect(row(assessment, "login")?.verdict == .equivalent)
    #expect(assessment.judgement == .good)
  }

  @Test func passedOnARerunWarns() {
    let assessment = compare(report(["login": .passed(1)]), report(["login": .flaky(1)]))
    let flaky = assessment.row(SeriesKey(TestOutcomes.flaky, labels: ["case": "login"]))
    #expect(flaky?.verdict == .likelyWorse)
    #expect(assessment.judgement == .good)
  }

  @Test func aSlowerCaseIsDescribedNotGated() {
    let assessment = compare(report(["login": .passed(1)]), report(["login": .passed(9)]))
    let duration = assessment.row(SeriesKey(.testDuration, labels: ["case": "login"]), .mean)
    #expect(duration?.verdict == .likelyWorse)
    #expect(duration?.isGated == false)
    #expect(assessment.judgement == .good)
  }

  @Test func newlySkippedIsNoPass() {
    let before = report(["login": .passed(1), "feed": .passed(1)])
    let after = report(["login": .skipped, "feed": .passed(1)])
    let skipped = compare(before, after).row(SeriesKey(.testSkipped, labels: ["case": "login"]))
    #expect(skipped?.verdict == .likelyWorse && skipped?.reason == "ran before and is skipped now")
    #expect(compare(before, after).verdict == .inconclusive && compare(before, after).judgement == .good)
    #expect(compare(before, after) { $0.isStrict = true }.judgement == .unjudged)
  }

  @Test func skippingAFailingCaseFixesNothing() {
    let assessment = compare(
      report(["login": .failed(1), "feed": .passed(1)]), report(["login": .skipped, "feed": .passed(1)]))
    #expect(row(assessment, "login") == nil)
    #expect(assessment.verdict == .inconclusive)
  }

  @Test func aCaseThatIsGoneIsNamedAndIsNoPass() {
    let before = report(["login": .passed(1), "feed": .passed(1)])
    let after = report(["feed": .passed(1)])
    let assessment = compare(before, after)
    #expect(assessment.row(SeriesKey(.testCount, labels: ["case": "login"]))?.verdict == .missing)
    #expect(assessment.row(SeriesKey(.testCount))?.verdict == .likelyWorse)
    #expect(assessment.verdict == .inconclusive)
    #expect(compare(before, after) { $0.isStrict = true }.judgement == .unjudged)
  }

  @Test func aRenamedCaseIsNeitherAPassNorAFailure() {
    let assessment = compare(
      report(["login": .passed(1), "feed": .passed(1)]), report(["log in": .passed(1), "feed": .passed(1)]))
    #expect(assessment.verdict == .inconclusive && assessment.judgement == .good)
    #expect(assessment.row(SeriesKey(.testCount, labels: ["case": "log in"]))?.verdict == .new)
  }

  @Test func noCaseInCommonCannotBeJudged() {
    let assessment = compare(report(["a": .passed(1), "b": .passed(1)]), report(["c": .passed(1), "d": .passed(1)]))
    #expect(assessment.judgement == .unjudged)
    #expect(assessment.obstacles.first == "none of the 2 tests that ran before ran after")
    #expect(compare(report(["a": .passed(1)]), report(["a": .skipped])).judgement == .unjudged)
  }

  @Test func aReportWithoutTimesMissesNoCase() {
    let assessment = compare(report(["login": .passed(1)]), report(["login": .untimed]))
    #expect(!assessment.comparisons.contains { $0.key.metric == .testCount && $0.verdict == .missing })
    #expect(assessment.judgement == .good)
  }

  @Test func aFilterChoosesCases() {
    let before = report(["login": .passed(1), "feed": .passed(1)])
    let after = report(["login": .failed(1), "feed": .passed(1)])
    #expect(compare(before, after) { $0.filter = Glob("feed") }.judgement == .good)
    #expect(compare(before, after) { $0.filter = Glob("log*") }.judgement == .bad)
    #expect(compare(before, after) { $0.filter = Glob("nothing") }.judgement == .unjudged)
  }

  @Test func noReportOnOneSideCannotBeJudged() {
    let empty = LoadTest().run
    #expect(compare(report(["login": .passed(1)]), empty).judgement == .unjudged)
  }
}
