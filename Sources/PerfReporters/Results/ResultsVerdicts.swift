import PerfAnalysis
import PerfModel

/// What was judged, in words.
enum ResultsVerdicts {
  static func check(_ content: CheckContent, _ rows: [ObjectiveRow]) -> TemplateObject {
    let assessment = content.assessment
    return TemplateObject([
      ("headline", .text(content.headline.text)), ("status", .text(assessment.status.rawValue)),
      ("ledger", .text(ObjectiveLedgerText.line(assessment.ledger))),
      ("objectives", .list(ObjectiveRow.worstFirst(rows).map(objective))),
      ("declared", .list(content.declared.map(objective))),
      ("notMeasurable", .list(assessment.notMeasurable.map(unread))),
      ("notUnderstood", .list(assessment.notUnderstood.map(unread))),
    ])
  }

  static func objective(_ row: ObjectiveRow) -> TemplateObject {
    let result = row.result
    let source = ObjectiveTable.source(row)
    return TemplateObject([
      ("endpoint", .text(row.name)), ("measure", .text(row.measure)), ("load", text(row.load)),
      ("tier", .text(result.objective.tier.rawValue)), ("bound", .text(row.figures.bound)),
      ("actual", .optional(result.actual.map { _ in row.figures.actual })), ("interval", text(row.figures.interval)),
      ("headroom", .optional(result.headroom.map { _ in row.figures.headroom })), ("status", .text(row.statusText)),
      ("reason", .optional(result.reason)), ("text", .name(result.objective.text)),
      ("source", source.isEmpty ? .unknown : .text(source)),
    ])
  }

  static func comparison(_ content: ComparisonContent) -> TemplateObject {
    let assessment = content.assessment
    let noise = content.indistinct.isEmpty ? nil : NoiseText.title(content.indistinct)
    return TemplateObject([
      ("headline", .text(content.headline.text)), ("status", .text(assessment.status.rawValue)),
      ("before", .text(SideText.line(nil, assessment.before))), ("after", .text(SideText.line(nil, assessment.after))),
      ("steadyPart", .optional(SideText.steadyPart(assessment))),
      ("changed", .list(content.changed.map(row))), ("unjudged", .list(content.unjudged.map(row))),
      ("indistinct", .optional(noise)), ("objectives", .list(assessment.objectives.map(objectiveChange))),
      ("assumptions", .texts(assessment.assumptions.map { [.text($0)] })),
      ("ledger", .text(LedgerText.line(assessment.ledger))),
    ])
  }

  private static func row(_ row: ComparisonRow) -> TemplateObject {
    TemplateObject([
      ("endpoint", .text(row.name)), ("measure", .text(row.measure)),
      ("before", .optional(row.comparison.before.map { _ in row.figures.before })),
      ("after", .optional(row.comparison.after.map { _ in row.figures.after })),
      ("change", row.figures.change == RowFigures.absent ? .unknown : .text(row.figures.change)),
      ("interval", text(row.figures.interval)), ("verdict", .text(row.verdictText)),
      ("reason", .optional(row.comparison.reason)),
    ])
  }

  private static func objectiveChange(_ comparison: ObjectiveComparison) -> TemplateObject {
    let row = ObjectiveChangeRow(comparison)
    return TemplateObject([
      ("change", .text(row.words)), ("endpoint", .text(row.after.name)), ("measure", .text(row.after.measure)),
      ("bound", .text(row.after.figures.bound)),
      ("before", .optional(comparison.before?.actual.map { _ in row.before })),
      ("after", .optional(comparison.after.actual.map { _ in row.after.figures.actual })),
      ("status", .text(row.after.statusText)),
    ])
  }

  private static func unread(_ target: UnreadTarget) -> TemplateObject {
    TemplateObject([
      ("text", .name(target.text)), ("reason", .text(target.reason)),
      ("source", .name(ObjectiveRow.place(target.source))),
    ])
  }

  private static func text(_ text: String) -> TemplateValue { text.isEmpty ? .unknown : .text(text) }
}
