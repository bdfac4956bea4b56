import PerfAnalysis
import PerfModel

/// A comparison as annotations: what regressed, what could not be compared, the objectives on their lines, and the summary.
enum ComparisonAnnotations {
  static func text(_ assessment: Assessment) -> String {
    let content = ComparisonContent(assessment)
    let failing = content.tests.newlyFailing.map {
      WorkflowCommand(level: .error, title: "Test newly fails", message: $0)
    }
    let rows = ComparisonRow.worstFirst(assessment.comparisons.filter(\.isGated).map(ComparisonRow.init))
    let objectives = ObjectiveRow.worstFirst(assessment.objectives.map { ObjectiveRow($0.after) })
    let summary = WorkflowCommand(
      level: CheckAnnotations.level(content.headline.tone), title: "perfreport compare", message: content.headline.text)
    return CheckAnnotations.lines(
      failing + rows.compactMap(command) + CheckAnnotations.commands(objectives) + [summary])
  }

  private static func command(_ row: ComparisonRow) -> WorkflowCommand? {
    // A test case that fails has been named already.
    guard !TestCases.owns(row) || row.comparison.metric.id == .testDuration else { return nil }
    let place = "\(row.subject): "
    switch row.comparison.verdict {
    case .regressed:
      return WorkflowCommand(level: .error, title: "Regressed", message: place + ComparisonJUnit.sentence(row))
    case .notComparable, .noData:
      let reason = row.comparison.reason.map { ": " + $0 } ?? ""
      return WorkflowCommand(
        level: .warning, title: "Could not compare", message: "\(place)\(row.measure) \(row.verdictText)\(reason)")
    default: return nil
    }
  }
}
