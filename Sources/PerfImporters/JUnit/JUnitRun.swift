import PerfDiagnostics
import PerfModel
import PerfUnits

/// Puts a report into the run model.
///
/// Whole run: `test.count`, `test.failed` (cases that failed for good, and suites that failed outside of their cases),
/// `test.skipped`, `test.duration`. Each listed case, by the label `case`: `test.duration` where a time is known, `test.failed` and
/// `test.skipped` where it did, `test.count` where it passed and no time is known, `custom.test.flaky` with its failed attempts
/// where it passed in the end.
struct JUnitRun {
  private let report: JUnitReport
  private let file: String
  private let limit: Int

  private static let duration = MetricCatalogue.metric(.testDuration)
  private static let count = MetricCatalogue.metric(.testCount)
  private static let failed = MetricCatalogue.metric(.testFailed)
  private static let skipped = MetricCatalogue.metric(.testSkipped)
  private static let flaky: Metric? = .custom("test.flaky", unit: .one, instrument: .counter)

  init(_ report: JUnitReport, file: String, limit: Int) {
    self.report = report
    self.file = file
    self.limit = limit
  }

  func add(to run: inout RunBuilder) {
    if let start = report.start { run.setStart(start) }
    if let duration = report.duration { run.setDuration(duration, .seconds) }
    for diagnostic in report.findings.diagnostics { run.record(diagnostic) }
    addTotals(to: &run)
    for index in report.listed.cases.indices { addCase(index, to: &run) }
    if report.unlisted > 0 { run.record(cardinality) }
  }

  private func addTotals(to run: inout RunBuilder) {
    addCounter(Self.count, report.cases, to: &run)
    addDuration(report.times, labels: .none, to: &run)
    // Where nothing ran, a zero of failures would read as a pass.
    guard report.cases + report.suiteErrors > 0 else {
      for metric in [Self.failed, Self.skipped].compactMap(\.self) { run.addNoData(metric) }
      run.record(
        Diagnostic(
          .note, .noData, "the report holds no test case", at: SourceLocation(file: file),
          hint: "did the test runner find any test?"))
      return
    }
    addCounter(Self.failed, report.failed - report.redeemed + report.suiteErrors, to: &run)
    addCounter(Self.skipped, report.skipped, to: &run)
    if report.flaky > 0 { addCounter(Self.flaky, report.flaky, to: &run) }
  }

  private func addCase(_ index: Int, to run: inout RunBuilder) {
    let testCase = report.listed.cases[index]
    let labels: Labels = ["case": report.listed.id(at: index)]
    if testCase.times.count > 0 { addDuration(testCase.times, labels: labels, to: &run) }
    let counters = [
      (Self.failed, testCase.failed), (Self.skipped, testCase.skipped), (Self.count, testCase.untimedPasses),
      (Self.flaky, testCase.flaky),
    ]
    for (metric, value) in counters where value > 0 { addCounter(metric, value, labels: labels, to: &run) }
  }

  private func addCounter(_ metric: Metric?, _ value: Int, labels: Labels = .none, to run: inout RunBuilder) {
    guard let metric else { return }
    run.addCounter(metric, labels: labels, Double(value), in: .one)
  }

  private func addDuration(_ times: TimeStatistics, labels: Labels, to run: inout RunBuilder) {
    guard let metric = Self.duration else { return }
    run.addDistribution(
      metric, labels: labels, count: times.count, statistics: times.statistics, in: .seconds, method: .unstated)
  }

  private var cardinality: Diagnostic {
    Diagnostic(
      .warning, .labelCardinality,
      "\(report.unlisted) of \(report.cases) test cases are counted, but not listed one by one: at most \(limit) are, "
        + "and as many again that failed",
      at: SourceLocation(file: file), hint: "compare the suites in files of their own to see every case")
  }
}
