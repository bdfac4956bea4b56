import PerfModel
import PerfReporters
import Testing

@testable import PerfAnalysis

/// JUnit: cases are told by what happened to them, not as rows of numbers.
@Suite struct TestCaseReportTests {
  static let assessment = Sample.assessment(
    .regressed, .red, .bad,
    [
      failed("adds", 0, 1, .regressed), failed("divides", 1, 0, .improved), failed("is flaky", 0, 0, .equivalent),
      failed("subtracts", 0, 0, .equivalent), counted("is young", nil, 1, .new), counted("is gone", 1, nil, .missing),
      row("is asleep", .testSkipped, 0, 1, .likelyWorse),
      took("adds", 0.01, 0.011, .inconclusive), took("subtracts", 0.1, 0.31, .likelyWorse),
      took("is young", nil, 0.2, .new),
      took("is gone", 0.2, nil, .missing),
    ])

  private static func failed(_ name: String, _ before: Double?, _ after: Double?, _ verdict: Verdict) -> Comparison {
    row(name, .testFailed, before, after, verdict)
  }

  private static func counted(_ name: String, _ before: Double?, _ after: Double?, _ verdict: Verdict) -> Comparison {
    row(name, .testCount, before, after, verdict)
  }

  private static func row(
    _ name: String, _ metric: MetricID, _ before: Double?, _ after: Double?, _ verdict: Verdict
  ) -> Comparison {
    Sample.row(nil, metric, .value, labels: ["case": name], before: before, after: after, verdict)
  }

  private static func took(_ name: String, _ before: Double?, _ after: Double?, _ verdict: Verdict) -> Comparison {
    Sample.row(nil, .testDuration, .mean, labels: ["case": name], before: before, after: after, verdict, gated: false)
  }

  @Test func `Cases are sorted by what happened to them`() {
    expectGolden(ComparisonReport.text(Self.assessment), "text-test-cases-by-what-happened.txt")
  }

  @Test func `Of a report that must shrink, failing tests go last`() {
    let names = (1...9).map { "case \($0) of a long name " + String(repeating: "x", count: 30) }
    let many = Sample.assessment(.regressed, .red, .bad, names.map { Self.failed($0, 0, 1, .regressed) })
    var options = ReportOptions()
    options.maximumBytes = 550
    let text = ComparisonReport.markdown(many, options)
    #expect(text.contains("9 tests newly fail") && text.contains("`case 1 of"))
    #expect(text.contains("All but the worst 5 rows left out to stay below 550 bytes.") && text.contains("and 4 more"))
  }
}
