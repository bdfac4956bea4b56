import PerfModel
import PerfStats

/// The rows that the exit status looks at, declared before the numbers are seen (docs/statistics.md §2): `request.duration` p50
/// and p95 and `request.error_ratio` of every endpoint, `request.rate`, test failures, and what the configuration adds.
enum GatedFamily {
  static let quantiles: [Statistic] = [.median, .quantile(0.95)]

  /// Whether a series belongs to the family wherever it is measured.
  static func declares(_ key: SeriesKey) -> Bool {
    key.labels.isEmpty && [.requestDuration, .requestErrorRatio, .requestRate].contains(key.metric)
  }

  /// One-sided error rate of the gate.
  static let alpha = 0.05

  /// Marks the members.
  static func mark(_ rows: inout [Row], policy: ComparisonPolicy) {
    let standIns = standIns(rows)
    let hasWholeRate = rows.contains { $0.key == SeriesKey(.requestRate) && !$0.isOneSided }
    for index in rows.indices where rows[index].key.labels.isEmpty || isRepeatedTest(rows[index]) {
      let row = rows[index]
      switch row.key.metric {
      case .requestErrorRatio: rows[index].isGated = true
      // In a closed loop the rates of the endpoints are all the whole run's.
      case .requestRate: rows[index].isGated = row.key.endpoint == nil || !hasWholeRate
      case .requestDuration, .testDuration:
        if row.key.metric == .testDuration, !isRepeatedTest(row) { continue }
        if quantiles.contains(row.statistic) { rows[index].isGated = true }
        guard standIns[row.key]?.contains(row.statistic) == true else { continue }
        rows[index].isGated = true
        rows[index].warnings.append(
          row.statistic == .mean
            ? .init(id: "mean-stands-in", text: "p50 or p95 is not in the files of both sides: the mean stands in")
            : .init(id: "quantile-stands-in", text: "neither p50, p95 nor the mean is in the files of both sides"))
      case let metric where policy.gatedMetrics.contains(metric): rows[index].isGated = true
      default: continue
      }
    }
    for index in rows.indices where rows[index].isOneSided { rows[index].isGated = false }
  }

  /// Holm's step-down over the members that have a p-value: what does not survive it is likely, not proven. Rows outside the
  /// family have no such control, so one run a side proves nothing about them either.
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
    for index in rows.indices where !rows[index].isGated && rows[index].effect.map({ $0.basis != .runs }) == true {
      if rows[index].verdict == .regressed { rows[index].verdict = .likelyWorse }
      if rows[index].verdict == .improved { rows[index].verdict = .likelyImproved }
    }
  }

  /// What is gated where p50 or p95 is not on both sides: the mean, and without one and either of them, every quantile there is.
  private static func standIns(_ rows: [Row]) -> [SeriesKey: Set<Statistic>] {
    var found: [SeriesKey: Set<Statistic>] = [:]
    for row in rows where row.key.metric == .requestDuration && row.key.labels.isEmpty {
      found[row.key, default: []].insert(row.statistic)
    }
    return found.compactMapValues { statistics in
      if quantiles.allSatisfy(statistics.contains) { return nil }
      if statistics.contains(.mean) { return [.mean] }
      return quantiles.contains(where: statistics.contains) ? nil : statistics
    }
  }

  /// A test case's duration counts only when it was repeated.
  private static func isRepeatedTest(_ row: Row) -> Bool {
    row.key.metric == .testDuration && row.statistic == .mean && row.effect?.basis == .runs
  }
}
