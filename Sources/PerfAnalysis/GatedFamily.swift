import PerfModel
import PerfStats

/// The rows that the exit status looks at, declared before the numbers are seen (docs/statistics.md §2): `request.duration` p50
/// and p95 and `request.error_ratio` of every endpoint, `request.rate`, test failures, and what the configuration adds.
enum GatedFamily {
  static let quantiles: [Statistic] = [.median, .quantile(0.95)]

  /// One-sided error rate of the gate.
  static let alpha = 0.05

  /// Marks the members.
  static func mark(_ rows: inout [Row], policy: ComparisonPolicy) {
    let standIns = meanStandIns(rows)
    for index in rows.indices where rows[index].key.labels.isEmpty || isRepeatedTest(rows[index]) {
      let row = rows[index]
      switch row.key.metric {
      case .requestErrorRatio, .requestRate: rows[index].isGated = true
      case .requestDuration, .testDuration:
        if row.key.metric == .testDuration, !isRepeatedTest(row) { continue }
        if standIns.contains(row.key), row.statistic == .mean {
          rows[index].isGated = true
          rows[index].warnings.append(
            .init(id: "mean-stands-in", text: "p50 or p95 is not in the files of both sides: the mean stands in"))
        }
        if quantiles.contains(row.statistic) { rows[index].isGated = true }
      case let metric where policy.gatedMetrics.contains(metric): rows[index].isGated = true
      default: continue
      }
    }
    for index in rows.indices where rows[index].verdict == .missing || rows[index].verdict == .new {
      if rows[index].key.metric != .testFailed { rows[index].isGated = false }
    }
  }

  /// Holm's step-down over the members that have a p-value: what does not survive it is likely, not proven. Rows outside the
  /// family have no such control, so one summary a side proves nothing about them either.
  static func correct(_ rows: inout [Row]) {
    let members = rows.indices.filter { rows[$0].isGated && rows[$0].pWorse != nil }
    let adjusted = Holm.adjusted(members.compactMap { rows[$0].pWorse })
    for (index, p) in zip(members, adjusted) {
      if rows[index].effect?.basis == .runs { rows[index].adjustedP = p }
      guard rows[index].verdict == .regressed, p > alpha else { continue }
      rows[index].verdict = .likelyWorse
      rows[index].warnings.append(
        .init(
          id: "family-correction",
          text: "worse than the margin by itself, but not after Holm's correction over \(members.count) gated rows"))
    }
    for index in rows.indices where !rows[index].isGated && rows[index].effect?.basis == .summary {
      if rows[index].verdict == .regressed { rows[index].verdict = .likelyWorse }
      if rows[index].verdict == .improved { rows[index].verdict = .likelyImproved }
    }
  }

  /// Series of which neither p50 nor p95 is on both sides: the mean is what both can know.
  private static func meanStandIns(_ rows: [Row]) -> Set<SeriesKey> {
    var found: [SeriesKey: Set<Statistic>] = [:]
    for row in rows where row.key.metric == .requestDuration && row.key.labels.isEmpty {
      found[row.key, default: []].insert(row.statistic)
    }
    return Set(found.filter { !quantiles.allSatisfy($0.value.contains) }.keys)
  }

  /// A test case's duration counts only when it was repeated.
  private static func isRepeatedTest(_ row: Row) -> Bool {
    row.key.metric == .testDuration && row.statistic == .mean && row.effect?.basis == .runs
  }
}
