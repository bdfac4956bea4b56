import PerfAnalysis
import PerfModel

/// What a load test leaves open: it shows what is slow, and not why.
struct ResultsQuestions {
  /// What got slow or failed, each with what would tell why.
  let bottlenecks: [[Inline]]
  /// What would settle what is open.
  let nextSteps: [[Inline]]
  /// What the files lack.
  let missing: [[Inline]]

  init(runs: [Run], seen: SideFindings?, check: CheckContent?, comparison: ComparisonContent?) {
    let missed = (check?.open ?? []).filter(\.result.isMissed).map(Self.question)
    let regressed = (comparison?.changed ?? []).filter { $0.comparison.verdict == .regressed }.map(Self.question)
    bottlenecks = Self.heaviest(seen, comparison) + missed + regressed
    var seen: Set<[Inline]> = []
    nextSteps = ((check?.advice ?? []) + (comparison?.advice ?? [])).filter { seen.insert($0).inserted }
    let silent = Set(runs.flatMap(\.series).filter { !$0.hasData }.map(\.key)).sorted()
    missing =
      Set(runs.flatMap(RunOverview.lacking)).sorted().map { [.text($0)] }
      + silent.map { SeriesName.series($0) + [.text(" is declared, but counted nothing")] }
  }

  /// The three that weigh most: of what moved with endpoints that got worse, and else of where the time goes now.
  private static func heaviest(_ seen: SideFindings?, _ comparison: ComparisonContent?) -> [[Inline]] {
    let moved = EvidenceBlocks.heaviest((comparison?.assessment.evidence ?? []).filter(\.isWorse))
    guard moved.isEmpty else { return moved.map(EvidenceBlocks.named) }
    return (seen?.bottlenecks ?? []).map(EvidenceBlocks.line)
  }

  private static func question(_ row: ObjectiveRow) -> [Inline] {
    let question =
      switch row.result.objective.metric {
      case .requestErrorRatio, .requestFailed: "Which errors are they? The service's log would tell."
      case .requestRate, .iterationRate: "What limits it? Rising load until it stops growing would tell."
      case let metric where metric.rawValue.hasPrefix("request."):
        "What takes the time? A processor profile or the statistics of its queries would tell."
      default: "What uses it up?"
      }
    return row.name + [
      .text(" \(row.measure) is \(row.figures.actual) and has to be \(row.figures.bound). " + question)
    ]
  }

  private static func question(_ row: ComparisonRow) -> [Inline] {
    row.name + [
      .text(
        " \(row.measure) went from \(row.figures.before) to \(row.figures.after) (\(row.figures.change)). "
          + "Which part of the change did that?")
    ]
  }
}
