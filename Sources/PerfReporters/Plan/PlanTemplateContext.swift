import PerfAnalysis
import PerfCapacity
import PerfModel
import PerfUnits

/// Everything that a template of a capacity plan may name, finished and in words (docs/templates.md).
struct PlanTemplateContext {
  let root: TemplateObject

  init(_ planned: PlannedCapacity, _ options: ReportOptions = ReportOptions()) {
    let plan = planned.plan
    let decision = PlanDecision(planned)
    let lines = plan.lines.map { PlanLineRow($0, plan) }
    root = TemplateObject([
      ("title", .text(options.label ?? "Capacity plan")), ("headline", .text(decision.headline)),
      ("light", .text(Self.light(decision.tone))), ("decision", .texts(decision.sentences.map { [.text($0)] })),
      ("generatedAt", .optional(options.generatedAt)), ("objective", Self.objective(planned)),
      ("runs", .list(planned.side.runs.map(Self.run))), ("evidence", .texts(planned.evidence.map { [.code($0)] })),
      ("since", Self.since(planned)),
      ("lines", .list(lines.map(Self.line))),
      ("determined", .list(lines.filter { $0.value != nil }.map(Self.line))),
      ("refused", .list(RefusalRow.rows(plan.lines).map { Self.refusal($0, plan) })),
      ("users", .optional(UsersText.sentence(plan.settings))),
      ("tiers", .list(TierText.rows(plan).map(Self.tier))),
      ("quantile", .text(PlanFigure.quantile(LevelRow.order(plan)))),
      ("levels", .list(LevelRow.rows(plan).map(Self.level))),
      ("bottleneck", .optional(Self.told(plan["bottleneck"]))),
      ("strategy", .optional(Self.told(plan["scaling-strategy"]))),
      ("resources", .list(BottleneckRow.rows(plan).map(Self.resource))),
      ("ceiling", .optional(plan.ceiling.map { "\($0.name): \(PlanFigure.rate($0.rate.value))" })),
      ("soak", .texts(plan.soak.map { [.text($0.sentence)] })),
      (
        "findings",
        .list(
          plan.findings.map { TemplateObject([("sentence", .text($0.sentence)), ("code", .name($0.code.rawValue))]) })
      ),
      ("assumptions", .list(AssumptionRow.rows(plan.lines).map(Self.assumption))),
      ("nextTest", Self.nextTest(plan)),
      ("dataQuality", .list(planned.diagnostics.map(ResultsCircumstances.finding))),
    ])
  }

  private static func light(_ tone: Tone) -> String {
    switch tone {
    case .good, .neutral: "🟢"
    case .warning: "🟡"
    case .bad: "🔴"
    }
  }

  private static func told(_ line: PlanLine?) -> String? { line.flatMap { $0.grade == .refused ? nil : $0.detail } }

  /// Unknown where there is nothing to say.
  private static func filled(_ text: String) -> TemplateValue { .optional(text.isEmpty ? nil : text) }

  private static func objective(_ planned: PlannedCapacity) -> TemplateValue {
    guard let basis = ObjectiveBasisText(planned) else { return .unknown }
    return .object(
      TemplateObject([
        ("goal", .text(basis.goal)), ("source", basis.source.isEmpty ? .unknown : .text(basis.source)),
        ("notes", .texts(planned.objective.notes.map { [.text($0)] })),
      ]))
  }

  private static func run(_ run: SideSummary.RunSummary) -> TemplateObject {
    TemplateObject([
      ("label", .name(run.label)),
      ("tool", .text([run.tool, run.toolVersion].compactMap(\.self).joined(separator: " "))),
      ("startedAt", .optional(run.startedAt?.rfc3339)), ("duration", .optional(SideText.durations([run.duration]))),
      ("requests", .optional(run.requests.map { ResultsText.count(Double($0)) })),
      ("files", .list(run.files.map { TemplateObject([("path", .name($0.path))]) })),
    ])
  }

  private static func since(_ planned: PlannedCapacity) -> TemplateValue {
    guard let earlier = planned.earlier else { return .unknown }
    let changes = PlanChange.changes(planned)
    return .object(
      TemplateObject([
        ("plan", .name(earlier.name)), ("sentence", .text(PlanChange.sentence(changes))),
        (
          "changes",
          .list(
            changes.map { change in
              TemplateObject([
                ("title", .text(change.title)), ("before", .text(change.before)), ("after", .text(change.after)),
                ("change", filled(change.change)),
              ])
            })
        ),
      ]))
  }

  private static func line(_ row: PlanLineRow) -> TemplateObject {
    TemplateObject([
      ("id", .name(row.line.id)), ("title", .text(row.line.title)), ("value", .optional(row.value)),
      ("interval", .optional(row.interval)), ("grade", .text(row.grade)),
      ("meaning", .text(PlanLineRow.meaning(row.line.grade))),
      ("source", filled(row.source)),
      ("assumptions", filled(row.line.assumptions.joined(separator: "; "))), ("remark", filled(row.remark)),
      ("formula", .optional(row.line.formula)),
    ])
  }

  private static func refusal(_ row: RefusalRow, _ plan: CapacityPlan) -> TemplateObject {
    TemplateObject([
      ("lines", .text(row.titles.joined(separator: ", "))), ("reason", .text(row.reason)),
      ("next", .optional(row.next(in: plan))),
    ])
  }

  private static func tier(_ tier: TierText) -> TemplateObject {
    TemplateObject([
      ("name", .text(tier.name)), ("load", .text(tier.demand)), ("rate", .optional(tier.rate)),
      ("instances", .optional(tier.instances)), ("reach", .optional(tier.reach)), ("remark", filled(tier.remark)),
    ])
  }

  private static func level(_ row: LevelRow) -> TemplateObject {
    TemplateObject([
      ("load", .text(row.load)), ("goodput", .optional(row.goodput)), ("goodputBar", filled(row.goodputBar)),
      ("latency", .optional(row.quantile)), ("latencyBar", filled(row.latencyBar)), ("mean", .optional(row.mean)),
      ("errors", .optional(row.errors)), ("inFlight", .optional(row.inFlight)), ("requests", .optional(row.requests)),
      ("duration", .optional(row.span)), ("verdict", .optional(row.verdict)), ("because", .optional(row.because)),
      ("source", .text(row.source)),
    ])
  }

  private static func resource(_ row: BottleneckRow) -> TemplateObject {
    TemplateObject([
      ("name", .text(row.name)), ("peak", .optional(row.peak)), ("fullAt", .optional(row.fullAt)),
      ("evidence", filled(row.evidence)),
    ])
  }

  private static func assumption(_ row: AssumptionRow) -> TemplateObject {
    TemplateObject([("text", .text(row.text)), ("lines", .text(row.titles.joined(separator: ", ")))])
  }

  private static func nextTest(_ plan: CapacityPlan) -> TemplateValue {
    let text = NextTestText(plan)
    return .object(
      TemplateObject([("steps", .text(text.steps)), ("sampling", .texts(text.sampling.map { [.text($0)] }))]))
  }
}
