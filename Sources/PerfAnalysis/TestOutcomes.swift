import PerfModel
import PerfUnits

/// What JUnit reports need beside durations: a case that fails now and did not before is a regression, whatever statistics say,
/// and a case that is not run any more is no pass.
struct TestOutcomes {
  /// The label that names a test case.
  static let label = "case"

  /// The run-to-run deviation assumed of the duration of one test case; far noisier than a load test's median.
  static let assumedDeviation = 0.20

  /// A case that failed and then passed in the same report.
  static let flaky = MetricID(rawValue: "custom.test.flaky")

  let coverage: TestCoverage
  private let before: Side
  private let after: Side
  private let left: TestTally
  private let right: TestTally
  private let filter: Glob?

  init(_ before: Side, _ after: Side, filter: Glob?) {
    self.before = before
    self.after = after
    self.filter = filter
    left = TestTally(before, filter: filter)
    right = TestTally(after, filter: filter)
    coverage = TestCoverage(left, right)
  }

  /// Whether a series' rows are made here and not from its statistics.
  static func owns(_ key: SeriesKey) -> Bool {
    switch key.metric {
    case .testFailed, .testCount, flaky: true
    case .testSkipped: key.labels[label] != nil
    default: false
    }
  }

  /// Whether a side holds test cases at all.
  static func measuresTests(_ side: Side) -> Bool {
    side.runs.contains { $0[SeriesKey(.testCount)] != nil }
  }

  /// The totals, and the rows of cases that fail, were fixed, are flaky, are skipped now, went or came.
  func rows() -> [Row] {
    var rows = Self.measuresTests(before) && Self.measuresTests(after) ? changes() : []
    for name in left.known.subtracting(right.known).sorted() {
      rows.append(row(.testCount, name, 1, nil, .missing, nil))
    }
    for name in right.known.subtracting(left.known).sorted() { rows.append(row(.testCount, name, nil, 1, .new, nil)) }
    return rows
  }

  /// What happened to tests of which both sides have reports.
  private func changes() -> [Row] {
    var rows = [total(), executed()].compactMap(\.self)
    for name in Set(left.failures.keys).union(right.failures.keys).sorted() {
      if let row = failure(name) { rows.append(row) }
    }
    for name in right.flaky.subtracting(left.flaky).sorted() where right.failures[name] == nil {
      rows.append(
        row(
          Self.flaky, name, left.known.contains(name) ? 0 : nil, 1, .likelyWorse, "failed first and passed on a rerun"))
    }
    for name in left.ran.subtracting(right.ran).intersection(right.skipped).sorted() {
      rows.append(row(.testSkipped, name, 0, 1, .likelyWorse, "ran before and is skipped now"))
    }
    return rows
  }

  private func failure(_ name: String) -> Row? {
    let failedBefore = left.failures[name] ?? 0
    let failedAfter = right.failures[name] ?? 0
    let before = left.known.contains(name) ? Double(failedBefore) : nil
    let after = right.known.contains(name) ? Double(failedAfter) : nil
    switch (failedBefore > 0, failedAfter > 0) {
    case (false, true):
      let isFlaky = failedAfter < right.runs
      let reason =
        before == nil
        ? "new and failing"
        : isFlaky ? "fails in \(failedAfter) of \(right.runs) runs; passed before" : "newly failing"
      return row(.testFailed, name, before, after, isFlaky ? .likelyWorse : .regressed, reason)
    case (true, false) where right.ran.contains(name): return row(.testFailed, name, before, after, .improved, "fixed")
    case (true, false) where after == nil:
      return row(.testFailed, name, before, after, .missing, "failed before and is gone")
    case (true, true): return row(.testFailed, name, before, after, .equivalent, "fails on both sides")
    // What failed and is skipped now is told as skipped; nothing has been fixed.
    case (true, false), (false, false): return nil
    }
  }

  /// Totals guard what is not listed case by case; a case that was exchanged for another shows in the rows of the cases.
  private func total() -> Row? {
    let totals: (before: Double?, after: Double?)
    if SeriesKey(.testFailed).matches(filter) {
      totals = (mean(before, SeriesKey(.testFailed)), mean(after, SeriesKey(.testFailed)))
    } else {
      // Under a filter the total is that of the cases that match.
      guard !left.known.isEmpty || !right.known.isEmpty else { return nil }
      totals = (filteredMean(left), filteredMean(right))
    }
    let verdict: Verdict =
      switch totals {
      case (let x?, let y?):
        y > x ? (right.failures.isEmpty ? .regressed : .likelyWorse) : y < x ? .improved : .equivalent
      default: .noData
      }
    return row(.testFailed, nil, totals.before, totals.after, verdict, nil)
  }

  /// How many tests ran. Fewer than before are no pass; it also guards the cases beyond the limit of those that are listed.
  private func executed() -> Row? {
    guard SeriesKey(.testCount).matches(filter), let x = executed(before), let y = executed(after) else { return nil }
    if y < x { return row(.testCount, nil, x, y, .likelyWorse, "fewer tests ran; skipped ones are not counted") }
    var row = row(.testCount, nil, x, y, x == y ? .equivalent : .inconclusive, "informational: more tests ran")
    row.isGated = false
    if x == y { row.reason = nil }
    return row
  }

  /// Tests of a report that were not skipped, over the reports of a side.
  private func executed(_ side: Side) -> Double? {
    mean(side, SeriesKey(.testCount)).map { $0 - (mean(side, SeriesKey(.testSkipped)) ?? 0) }
  }

  private func mean(_ side: Side, _ key: SeriesKey) -> Double? {
    let totals = side.values(key, .value)
    return totals.isEmpty ? nil : totals.reduce(0, +) / Double(totals.count)
  }

  private func filteredMean(_ tally: TestTally) -> Double? {
    tally.known.isEmpty ? nil : Double(tally.failures.values.reduce(0, +)) / Double(tally.runs)
  }

  private func row(
    _ metric: MetricID, _ name: String?, _ before: Double?, _ after: Double?, _ verdict: Verdict, _ reason: String?
  ) -> Row {
    let key = SeriesKey(metric, labels: name.map { [Self.label: $0] } ?? .none)
    let metric =
      MetricCatalogue.metric(metric)
      ?? Metric(id: metric, unit: .one, instrument: .counter, direction: .lowerIsBetter)
    var row = Row(
      key: key, metric: metric, statistic: .value, before: before, after: after,
      runs: .init(before: left.runs, after: right.runs), verdict: verdict)
    row.reason = reason
    row.isGated = !row.isOneSided
    return row
  }
}
