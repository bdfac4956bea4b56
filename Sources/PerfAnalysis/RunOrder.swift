import PerfDiagnostics
import PerfModel

/// What the start times of the runs say about how they were recorded.
enum RunOrder {
  /// Whether the runs were recorded in turn: taken in time order, each consecutive pair has one run of each side.
  static func isInterleaved(_ before: Side, _ after: Side) -> Bool {
    guard before.runs.count == after.runs.count, before.runs.count >= 3, let order = timeline(before, after) else {
      return false
    }
    return stride(from: 0, to: order.count, by: 2).allSatisfy { order[$0] != order[$0 + 1] }
  }

  /// Whether several runs a side were recorded one side after the other, so that drift looks like a change.
  static func isSequential(_ before: Side, _ after: Side) -> Bool {
    guard before.runs.count >= 2, after.runs.count >= 2, let order = timeline(before, after) else { return false }
    return zip(order, order.dropFirst()).filter { $0 != $1 }.count == 1
  }

  /// What is wrong with the order of the recording, nil where nothing is.
  static func note(_ before: Side, _ after: Side) -> Diagnostic? {
    if let order = timeline(before, after), order.first == true, zip(order, order.dropFirst()).allSatisfy({ $0 || !$1 })
    {
      return Diagnostic(
        .warning, .swappedSides, "everything of the after side was recorded before the before side",
        hint: "are the two exchanged? compare takes BEFORE first")
    }
    guard isSequential(before, after) else { return nil }
    return Diagnostic(
      .warning, .sequentialRuns, "all runs of one side were recorded before all of the other",
      hint: "drift of the machine looks like a change: record before and after in turn")
  }

  /// Pairs were asked for and cannot be made.
  static var cannotPair: Diagnostic {
    Diagnostic(
      .warning, .cannotPair, "the runs cannot be judged as pairs: that takes three or more a side, and as many on both",
      hint: "leave --paired away")
  }

  /// Both sides with their runs in time order, for pairing the first with the first.
  static func inTimeOrder(_ side: Side) -> Side {
    let stamped = side.runs.compactMap { run in run.startedAt.map { ($0, run) } }
    guard stamped.count == side.runs.count else { return side }
    return Side(runs: stamped.sorted { $0.0 < $1.0 }.map(\.1))
  }

  /// Which side each run is of, in time order; nil where a run has no start or two start together.
  private static func timeline(_ before: Side, _ after: Side) -> [Bool]? {
    var stamped: [(Timestamp, Bool)] = []
    for (side, isAfter) in [(before, false), (after, true)] {
      for run in side.runs {
        guard let start = run.startedAt else { return nil }
        stamped.append((start, isAfter))
      }
    }
    guard Set(stamped.map(\.0)).count == stamped.count else { return nil }
    return stamped.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension DiagnosticID {
  /// All runs of one side were recorded before all runs of the other.
  static let sequentialRuns = DiagnosticID(rawValue: "sequential-runs")
  /// The after side is older than the before side.
  static let swappedSides = DiagnosticID(rawValue: "swapped-sides")
  /// Runs that were to be judged as pairs are none.
  static let cannotPair = DiagnosticID(rawValue: "cannot-pair")
}
