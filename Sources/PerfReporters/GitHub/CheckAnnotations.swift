import PerfAnalysis
import PerfModel

/// A check as annotations on the lines of its documents: what is broken first, because GitHub shows only the first ten of a level.
enum CheckAnnotations {
  static func text(_ assessment: CheckAssessment) -> String {
    let content = CheckContent(assessment)
    let unread = assessment.notUnderstood.map { target in
      WorkflowCommand(
        level: .notice, file: target.source.file, line: target.source.line, title: "Target not understood",
        message: "\(target.text): \(target.reason)")
    }
    let summary = WorkflowCommand(
      level: level(content.headline.tone), title: "perfreport check", message: content.headline.text)
    return lines(commands(content.open) + unread + [summary])
  }

  /// One annotation for every objective that is not met.
  static func commands(_ rows: [ObjectiveRow]) -> [WorkflowCommand] {
    rows.filter { $0.status != .met }.map { row in
      let source = row.result.objective.source
      let reason = row.result.reason.map { ": " + $0 } ?? ""
      return WorkflowCommand(
        level: level(row), file: source.file, line: source.line, title: "Objective \(Words.status(row.status))",
        message: row.sentence + reason)
    }
  }

  static func level(_ tone: Tone) -> WorkflowCommand.Level {
    switch tone {
    case .bad: .error
    case .warning: .warning
    case .good, .neutral: .notice
    }
  }

  static func lines(_ commands: [WorkflowCommand]) -> String {
    commands.map { $0.text + "\n" }.joined()
  }

  /// A missed warning is a warning.
  private static func level(_ row: ObjectiveRow) -> WorkflowCommand.Level {
    guard row.result.decides else { return .notice }
    return row.status == .breached && row.result.objective.tier != .warning ? .error : .warning
  }
}
