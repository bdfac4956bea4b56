package import PerfDiagnostics
import PerfModel

/// Holds the runs of one side against objectives: the engine of `perfreport check`.
public struct Checker: Sendable {
  public let policy: ComparisonPolicy

  public init(policy: ComparisonPolicy = ComparisonPolicy()) { self.policy = policy }

  /// Evaluates every objective of the board, and judges the whole.
  public func check(_ side: ComparedSide, _ board: ObjectiveBoard) -> CheckAssessment {
    let runs = Side(side)
    var evaluator = ObjectiveEvaluator(runs, board.objectives, policy: policy)
    var results = board.objectives.map { evaluator.evaluate($0) }
    ObjectiveRank.apply(to: &results)
    let declared = board.declared.map { objective in
      var result = evaluator.evaluate(objective)
      result.decides = false
      return result
    }
    let errors = UnboundedErrors.finding(runs, results)
    let overall = ObjectiveJudgement(
      results, notUnderstood: board.notUnderstood.count, hasUnboundedErrors: errors != nil, isStrict: policy.isStrict)
    return CheckAssessment(
      verdict: overall.verdict, status: overall.status, judgement: overall.judgement, obstacles: overall.obstacles,
      side: SideSummary(side), results: results, notMeasurable: board.notMeasurable,
      notUnderstood: board.notUnderstood,
      ledger: ObjectiveLedger(
        results, notMeasurable: board.notMeasurable.count, notUnderstood: board.notUnderstood.count),
      diagnostics: side.diagnostics + side.runs.flatMap(\.diagnostics)
        + board.findings(policy: policy, showsSilence: true)
        + [errors].compactMap(\.self), declared: declared)
  }
}

/// Failures that no objective speaks of.
enum UnboundedErrors {
  /// A note where requests failed and no objective about failures was evaluated, nil otherwise.
  static func finding(_ side: Side, _ results: [ObjectiveResult]) -> Diagnostic? {
    let isBounded = results.contains { result in
      let metric = result.objective.metric
      return (metric == .requestErrorRatio || metric == .requestFailed) && result.status != .unknown
    }
    guard !isBounded else { return nil }
    let ratios = side.runs.flatMap(\.series).filter { $0.key.metric == .requestErrorRatio && $0.key.labels.isEmpty }
    guard let worst = ratios.max(by: { ($0[.value] ?? 0) < ($1[.value] ?? 0) }), let share = worst[.value], share > 0
    else { return nil }
    return Diagnostic(
      .note, .unboundedErrors,
      "requests failed (\(SeriesText.name(worst.key)) is \(SeriesText.amount(share, worst.metric))), and no objective says how "
        + "many may", hint: "state one, such as 'error rate < 0.1 %'")
  }
}

extension DiagnosticID {
  /// Requests failed, and no objective says how many may.
  package static let unboundedErrors = DiagnosticID(rawValue: "unbounded-errors")
}
