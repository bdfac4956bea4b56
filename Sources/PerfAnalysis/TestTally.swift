import PerfModel

/// What became of each test case of a side, over its reports.
struct TestTally {
  /// Reports.
  private(set) var runs = 0
  /// Cases that are named at all.
  private(set) var known: Set<String> = []
  /// Cases that passed or failed, and were not only skipped.
  private(set) var ran: Set<String> = []
  /// In how many reports each case failed.
  private(set) var failures: [String: Int] = [:]
  private(set) var skipped: Set<String> = []
  private(set) var flaky: Set<String> = []

  init(_ side: Side, filter: Glob?) {
    for run in side.runs where run[SeriesKey(.testCount)] != nil {
      runs += 1
      for series in run.series {
        guard let name = series.key.labels[TestOutcomes.label], series.key.matches(filter) else { continue }
        known.insert(name)
        switch series.key.metric {
        case .testSkipped: skipped.insert(name)
        case TestOutcomes.flaky: flaky.insert(name)
        case .testFailed where (series[.value] ?? 0) > 0:
          failures[name, default: 0] += 1
          ran.insert(name)
        default: ran.insert(name)
        }
      }
    }
  }
}

/// How many of the test cases that ran before ran after.
struct TestCoverage {
  let before: Int
  let matched: Int

  init(_ before: TestTally, _ after: TestTally) {
    self.before = before.ran.count
    matched = before.ran.intersection(after.ran).count
  }
}
