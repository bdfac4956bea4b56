import PerfModel

/// What ran between the first and the last of several captures of one server's counters.
struct SnapshotDifference {
  private(set) var figures: [StatementIdentity: MeasuredStatement] = [:]
  private(set) var notes: [String] = []
  /// Statements whose counters went down, so that nothing is known of them.
  private var refused: Set<StatementIdentity> = []
  private var vanished = 0
  private var evictions = 0
  private var resets: [String] = []

  /// - Parameter snapshots: at least two, in the order of time.
  init(_ snapshots: [Snapshot]) {
    for (earlier, later) in zip(snapshots, snapshots.dropFirst()) { add(earlier, later) }
    for identity in refused { figures[identity] = nil }
    figures = figures.filter { ($0.value.figures.calls ?? 1) > 0 }
    tell(snapshots)
  }

  private mutating func add(_ earlier: Snapshot, _ later: Snapshot) {
    let (old, new) = (earlier.capture.summed(), later.capture.summed())
    if let reset = Self.reset(earlier, later, old, new) {
      resets.append(reset)
      for (identity, statement) in new { add(identity, statement.text, statement.figures) }
      return
    }
    if let before = earlier.evictions, let after = later.evictions, after > before { evictions += after - before }
    vanished += old.keys.count { new[$0] == nil && old[$0]?.text.purpose == .application }
    for (identity, statement) in new {
      guard let before = old[identity] else {
        add(identity, statement.text, statement.figures)
        continue
      }
      guard let difference = statement.figures.counters.subtracting(before.figures.counters) else {
        refused.insert(identity)
        continue
      }
      add(
        identity, statement.text,
        QueryFigures(counters: difference, mean: difference.meanTime, total: difference[.execution]))
    }
  }

  /// Extremes and deviations are of the whole time since the reset, and say nothing of the window.
  private mutating func add(_ identity: StatementIdentity, _ text: QueryText, _ figures: QueryFigures) {
    let part = QueryFigures(counters: figures.counters, mean: figures.mean, total: figures.total)
    self.figures[identity] = MeasuredStatement(
      text: text, figures: self.figures[identity]?.figures.adding(part) ?? part)
  }

  /// Whether all counters were reset between two captures: the server says so, or those of all statements of the application went down.
  private static func reset(
    _ earlier: Snapshot, _ later: Snapshot, _ old: [StatementIdentity: MeasuredStatement],
    _ new: [StatementIdentity: MeasuredStatement]
  ) -> String? {
    if let before = earlier.reset, let after = later.reset, before != after { return "at \(after.rfc3339)" }
    let common = new.filter { $0.value.text.purpose == .application && old[$0.key] != nil }
    guard !common.isEmpty else { return nil }
    let isReset = common.allSatisfy { identity, statement in
      guard let now = statement.figures.calls, let then = old[identity]?.figures.calls else { return false }
      return now < then
    }
    return isReset ? "at an unknown time" : nil
  }

  private mutating func tell(_ snapshots: [Snapshot]) {
    let times = snapshots.compactMap(\.capture.time)
    let window =
      times.count == snapshots.count && !times.isEmpty
      ? ", \(times[0].rfc3339) to \(times[times.count - 1].rfc3339)" : ""
    notes.append(
      "what ran between the first and the last of \(snapshots.count) captures\(window); extremes and deviations cannot be subtracted"
    )
    for reset in resets {
      notes.append(
        "the counters were reset \(reset), between two captures: what ran between the earlier of them and the reset is not counted"
      )
    }
    if evictions > 0 {
      notes.append(
        "\(evictions) times statements were evicted between the captures for want of room (pg_stat_statements.max): figures may be too low"
      )
    }
    if vanished > 0 {
      notes.append(
        "\(vanished) statements of an earlier capture are no longer in a later one, and their last calls are not counted"
      )
    }
    if !refused.isEmpty {
      notes.append(
        "\(refused.count) statements are left out: their counters went down, so that they were reset in between")
    }
  }
}

/// A capture with what is known of the server's counters at its time.
struct Snapshot {
  let capture: QueryCapture
  let reset: Timestamp?
  let evictions: Int?
}
