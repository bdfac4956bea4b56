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
  }

  private func report(_ cases: [String: Outcome]) -> Run {
    var builder = RunBuilder(label: "report", tool: "junit", format: "junit")
    var failed = 0
    for (name, outcome) in cases {
      let seconds: Double
      switch outcome {
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
    return builder.finish()[0]
  }

  private func compare(_ before: Run, _ after: Run) -> Assessment {
    Comparer().compare(ComparedSide(label: "before", runs: [before]), ComparedSide(label: "after", runs: [after]))
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

  @Test func noReportOnOneSideCannotBeJudged() {
    let empty = LoadTest().run
    #expect(compare(report(["login": .passed(1)]), empty).judgement == .unjudged)
  }
}
