import PerfModel

/// What is known of single requests on both sides, and whether they decide.
struct SampledSides {
  /// Parallel to the runs of each side; nil where a run is a summary.
  let before: [SampledRun?]
  let after: [SampledRun?]
  /// Whether request durations are judged by their samples: all runs are known to the request, and there are fewer than three on a
  /// side. Three show how runs differ, which no number of requests of one run does.
  let isDeciding: Bool

  init(_ before: Side, _ after: Side, policy: ComparisonPolicy) {
    let hasAll = [before, after].allSatisfy { side in
      !side.runs.isEmpty && side.runs.allSatisfy { $0.isSampled }
    }
    let isDeciding = hasAll && min(before.runs.count, after.runs.count) < 3
    self.isDeciding = isDeciding
    self.before = before.runs.map { SampledRun($0, policy: policy, isDeciding: isDeciding) }
    self.after = after.runs.map { SampledRun($0, policy: policy, isDeciding: isDeciding) }
  }

  /// The condition that both sides have a steady part, nil where samples do not decide.
  var steadiness: Precondition? {
    guard isDeciding else { return nil }
    let unsteady = [("before", before), ("after", after)].flatMap { name, runs in
      runs.compactMap { run in run?.shape.unsteadiness.map { "\(name): \($0)" } }
    }
    guard !unsteady.isEmpty else {
      return Precondition(id: Preconditions.steadiness, outcome: .holds, text: "every run has a steady part")
    }
    return Precondition(
      id: Preconditions.steadiness, outcome: .fails,
      text: "never reached a steady state (\(unsteady.joined(separator: "; ")))")
  }

  /// What reports say of it, nil where no run is known to the request.
  func findings(_ table: ComparisonTable) -> SampleFindings? {
    let shapes = (before.compactMap { $0?.shape }, after.compactMap { $0?.shape })
    guard !shapes.0.isEmpty || !shapes.1.isEmpty else { return nil }
    return SampleFindings(
      before: shapes.0, after: shapes.1, isDeciding: isDeciding, shifts: Self.shifts(table.rows),
      statuses: Self.statuses(table.before, table.after), errors: Self.errors(table.before, table.after))
  }

  /// The quantile rows of request durations, by endpoint.
  private static func shifts(_ rows: [Row]) -> [SampleFindings.QuantileShift] {
    var points: [String?: [SampleFindings.QuantileShift.Point]] = [:]
    for row in rows where row.key.metric == .requestDuration && row.key.labels.isEmpty {
      guard case .quantile(let p) = row.statistic, p >= 0.5, let before = row.before, let after = row.after, before > 0
      else { continue }
      let change = after / before - 1
      guard change.isFinite else { continue }
      points[row.key.endpoint, default: []].append(.init(p: p, change: change, isThin: row.isThin))
    }
    return points.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { endpoint, points in
      .init(endpoint: endpoint, points: points.sorted { $0.p < $1.p })
    }
  }

  private static func statuses(_ before: Side, _ after: Side) -> [SampleFindings.StatusCount] {
    let (x, y) = (AnswerCounts.counts(before.runs, "status"), AnswerCounts.counts(after.runs, "status"))
    return Set(x.keys).union(y.keys).sorted().map { .init(status: $0, before: x[$0] ?? 0, after: y[$0] ?? 0) }
  }

  /// The most frequent first.
  private static func errors(_ before: Side, _ after: Side) -> [SampleFindings.ErrorCount] {
    let (x, y) = (AnswerCounts.counts(before.runs, "error"), AnswerCounts.counts(after.runs, "error"))
    let all = Set(x.keys).union(y.keys).map { message in
      SampleFindings.ErrorCount(message: message, before: x[message] ?? 0, after: y[message] ?? 0)
    }
    let sorted = all.sorted { (max($1.before, $1.after), $0.message) < (max($0.before, $0.after), $1.message) }
    return Array(sorted.prefix(AnswerCounts.mostErrors))
  }
}

extension Run {
  /// Whether every request of the run is known with its time.
  var isSampled: Bool {
    origin != nil && !timelines.isEmpty && SampledRun.timed(self[SeriesKey(.requestDuration)]) != nil
  }
}
