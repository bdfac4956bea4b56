import PerfDiagnostics
import PerfModel

/// Holds both sides of a comparison against objectives.
struct ObjectiveGate {
  let comparisons: [ObjectiveComparison]
  /// What the runs' own thresholds say, for which only a note is left.
  let notes: [Diagnostic]

  init(_ before: Side, _ after: Side, _ rows: [Comparison], _ board: ObjectiveBoard, policy: ComparisonPolicy) {
    var first = ObjectiveEvaluator(before, board.objectives, policy: policy)
    var second = ObjectiveEvaluator(after, board.objectives, policy: policy)
    var changes = ChangeEvaluator(before, after, rows, among: board.objectives, policy: policy)
    let stated = board.objectives.filter { $0.source.origin != .tool }
    let declared = board.declared + board.objectives.filter { $0.source.origin == .tool }
    var results: [ObjectiveResult] = []
    for objective in stated {
      if case .change(let bound) = objective.bound {
        results.append(changes.evaluate(objective, bound: bound))
      } else {
        results.append(second.evaluate(objective))
      }
    }
    ObjectiveRank.apply(to: &results)
    comparisons = results.map { after in
      let objective = after.objective
      if case .change = objective.bound { return ObjectiveComparison(objective: objective, before: nil, after: after) }
      return ObjectiveComparison(objective: objective, before: first.evaluate(objective), after: after)
    }
    notes = declared.compactMap { objective in
      let both = ObjectiveComparison(
        objective: objective, before: first.evaluate(objective), after: second.evaluate(objective))
      guard both.movement == .newlyBreached, both.after.key?.matches(policy.filter) != false else { return nil }
      return Self.note(both)
    }
  }

  /// A run's own thresholds are its tool's to enforce: that one is newly breached is worth a note, not an exit status.
  private static func note(_ comparison: ObjectiveComparison) -> Diagnostic {
    Diagnostic(
      .note, .thresholdNewlyBreached,
      "the runs' own threshold '\(comparison.objective.text)' was met before and is breached after",
      hint: "name it in an objectives document (--slo) to gate on it")
  }
}

extension DiagnosticID {
  /// A threshold that the runs declare themselves is breached after and was not before.
  static let thresholdNewlyBreached = DiagnosticID(rawValue: "threshold-newly-breached")
}
