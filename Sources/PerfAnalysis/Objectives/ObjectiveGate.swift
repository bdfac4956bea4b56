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
    var changes = ChangeEvaluator(before, after, rows, policy: policy)
    var sides: [(before: ObjectiveResult?, after: ObjectiveResult)] = board.objectives.map { objective in
      if case .change(let bound) = objective.bound { return (nil, changes.evaluate(objective, bound: bound)) }
      return (first.evaluate(objective), second.evaluate(objective))
    }
    var ranked = sides.map(\.after)
    ObjectiveRank.apply(to: &ranked)
    for index in sides.indices {
      sides[index].after = ranked[index]
      sides[index].before?.decides = ranked[index].decides
    }
    let all = sides.map { ObjectiveComparison(objective: $0.after.objective, before: $0.before, after: $0.after) }
    comparisons = all.filter { $0.objective.source.origin != .tool }
    notes = all.filter { $0.objective.source.origin == .tool && $0.movement == .newlyBreached }.map(Self.note)
  }

  /// A run's own thresholds are its tool's to enforce: that one is newly breached is worth a note, not an exit status.
  private static func note(_ comparison: ObjectiveComparison) -> Diagnostic {
    let name = comparison.after.key.map(SeriesText.name) ?? comparison.objective.metric.rawValue
    let source = comparison.objective.source
    return Diagnostic(
      .note, .thresholdNewlyBreached,
      "the run's own threshold '\(comparison.objective.text)' on \(name) was met before and is breached after",
      at: SourceLocation(file: source.file, line: source.line, column: source.column),
      hint: "name it in an objectives document (--slo) to gate on it")
  }
}

extension DiagnosticID {
  /// A threshold that the runs declare themselves is breached after and was not before.
  static let thresholdNewlyBreached = DiagnosticID(rawValue: "threshold-newly-breached")
}
