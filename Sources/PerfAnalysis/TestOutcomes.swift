import PerfModel
import PerfUnits

/// What JUnit reports need beside durations: a case that fails now and did not before is a regression, whatever statistics say.
enum TestOutcomes {
  /// The label that names a test case.
  static let label = "case"

  /// The run-to-run deviation assumed of the duration of one test case; far noisier than a load test's median.
  static let assumedDeviation = 0.20

  /// A case that failed and then passed in the same report.
  static let flaky = MetricID(rawValue: "custom.test.flaky")

  /// Whether a series' rows are made here and not from its statistics.
  static func owns(_ key: SeriesKey) -> Bool {
    key.metric == .testFailed || key.metric == flaky
  }

  /// The rows of failures: newly failing, fixed and flaky cases, and the totals.
  static func rows(_ before: Side, _ after: Side) -> [Row] {
    guard measuresTests(before), measuresTests(after) else { return [] }
    let left = Tally(before)
    let right = Tally(after)
    var rows = [total(before, after, left, right)]
    for name in Set(left.failures.keys).union(right.failures.keys).sorted() {
      if let row = failure(name, left, right) { rows.append(row) }
    }
    for name in right.flaky.subtracting(left.flaky).sorted() where right.failures[name] == nil {
      rows.append(
        row(
          SeriesKey(flaky, labels: [label: name]), left.known.contains(name) ? 0 : nil, 1, left, right, .likelyWorse,
          "failed first and passed on a rerun"))
    }
    return rows
  }

  /// Whether a side holds test cases at all.
  static func measuresTests(_ side: Side) -> Bool {
    side.runs.contains { $0[SeriesKey(.testCount)] != nil }
  }

  private static func failure(_ name: String, _ left: Tally, _ right: Tally) -> Row? {
    let failedBefore = left.failures[name] ?? 0
    let failedAfter = right.failures[name] ?? 0
    let key = SeriesKey(.testFailed, labels: [label: name])
    let before = left.known.contains(name) ? Double(failedBefore) : nil
    let after = right.known.contains(name) ? Double(failedAfter) : nil
    switch (failedBefore > 0, failedAfter > 0) {
    case (false, true):
      let isFlaky = failedAfter < right.runs
      let reason =
        before == nil
        ? "new and failing"
        : isFlaky ? "fails in \(failedAfter) of \(right.runs) runs; passed before" : "newly failing"
      return row(key, before, after, left, right, isFlaky ? .likelyWorse : .regressed, reason)
    case (true, false) where after != nil: return row(key, before, after, left, right, .improved, "fixed")
    case (true, false): return row(key, before, after, left, right, .missing, "failed before and is gone")
    case (true, true): return row(key, before, after, left, right, .equivalent, "fails on both sides")
    case (false, false): return nil
    }
  }

  /// Totals guard what is not listed case by case; a case that was exchanged for another shows in the rows of the cases.
  private static func total(_ before: Side, _ after: Side, _ left: Tally, _ right: Tally) -> Row {
    let x = mean(before)
    let y = mean(after)
    let verdict: Verdict =
      switch (x, y) {
      case (let x?, let y?):
        y > x ? (right.failures.isEmpty ? .regressed : .likelyWorse) : y < x ? .improved : .equivalent
      default: .noData
      }
    return row(SeriesKey(.testFailed), x, y, left, right, verdict, nil)
  }

  private static func mean(_ side: Side) -> Double? {
    let totals = side.values(SeriesKey(.testFailed), .value)
    return totals.isEmpty ? nil : totals.reduce(0, +) / Double(totals.count)
  }

  private static func row(
    _ key: SeriesKey, _ before: Double?, _ after: Double?, _ left: Tally, _ right: Tally, _ verdict: Verdict,
    _ reason: String?
  ) -> Row {
    let metric =
      MetricCatalogue.metric(key.metric)
      ?? Metric(id: key.metric, unit: .one, instrument: .counter, direction: .lowerIsBetter)
    var row = Row(
      key: key, metric: metric, statistic: .value, before: before, after: after,
      runs: .init(before: left.runs, after: right.runs), verdict: verdict)
    row.reason = reason
    row.isGated = true
    return row
  }

  /// In how many runs each case failed, and which cases are known at all.
  private struct Tally {
    var runs = 0
    var known: Set<String> = []
    var failures: [String: Int] = [:]
    var flaky: Set<String> = []

    init(_ side: Side) {
      for run in side.runs where run[SeriesKey(.testCount)] != nil {
        runs += 1
        for series in run.series {
          guard let name = series.key.labels[TestOutcomes.label] else { continue }
          known.insert(name)
          if series.key.metric == .testFailed, (series[.value] ?? 0) > 0 { failures[name, default: 0] += 1 }
          if series.key.metric == TestOutcomes.flaky { flaky.insert(name) }
        }
      }
    }
  }
}
