import PerfCapacity
import PerfUnits

/// Lays a plan into a document for a terminal or a pipe.
///
/// Order: the decision, what has moved, the lines, the tiers, the levels with their curve, what limits, what was refused and what would say
/// it, then what qualifies it all.
struct PlanDocument {
  private let planned: PlannedCapacity
  private let options: ReportOptions
  private var blocks: [Block] = []

  static func make(_ planned: PlannedCapacity, _ options: ReportOptions) -> Document {
    var document = PlanDocument(planned: planned, options: options)
    document.addDecision()
    guard !options.quiet else { return Document(document.blocks) }
    document.addBasis()
    document.addChanges()
    document.addLines()
    document.addTiers()
    document.addLevels()
    document.addBottleneck()
    document.addRefusals()
    document.addQualifications()
    return Document(document.blocks)
  }

  private init(planned: PlannedCapacity, options: ReportOptions) {
    self.planned = planned
    self.options = options
  }

  private var plan: CapacityPlan { planned.plan }

  private mutating func addDecision() {
    let decision = PlanDecision(planned)
    blocks.append(.headline(decision.tone, [.text(decision.headline)]))
    guard !options.quiet else { return }
    if let label = options.label { blocks.append(.paragraph([.strong([.text(label)])])) }
    blocks += decision.sentences.map { .paragraph([.text($0)]) }
  }

  private mutating func addBasis() {
    var items = [SideText.line("measured", planned.side)]
    if let basis = ObjectiveBasisText(planned) {
      items.append([.text("objective: \(basis.goal) (")] + basis.source + [.text(")")])
    } else {
      items.append([.text("objective: none; give one with "), .code("--slo 'p95 < 200 ms'")])
    }
    items += planned.objective.notes.map { [.text($0)] }
    if !planned.evidence.isEmpty {
      items.append([.text("evidence:")] + planned.evidence.flatMap { [.text(" "), .code($0)] })
    }
    blocks.append(.list(items))
  }

  private mutating func addChanges() {
    guard let earlier = planned.earlier else { return }
    let changes = PlanChange.changes(planned)
    blocks.append(.heading(level: 3, [.text("Since "), .code(earlier.name)]))
    blocks.append(.paragraph([.text(PlanChange.sentence(changes))]))
    guard !changes.isEmpty else { return }
    var table = Table([
      .init("line", room: .shortened), .init("before", .right), .init("now", .right),
      .init("change", room: .dropped(order: 1)),
    ])
    for change in changes {
      table.append([[.text(change.title)], [.text(change.before)], [.text(change.after)], [.text(change.change)]])
    }
    blocks.append(.table(table))
  }

  private mutating func addLines() {
    var table = Table([
      .init("line", room: .shortened), .init("value", .right), .init("interval", .right), .init("grade"),
      .init("from", room: .dropped(order: 1)),
    ])
    let rows = plan.lines.map { PlanLineRow($0, plan) }
    for row in rows.prefix(Sections.longest) {
      table.append([
        [.text(row.line.title)],
        row.value.map { [.text($0)] } ?? [.toned(.warning, [.text("not determined")])],
        [.text(row.interval ?? "")], [.text(row.grade)], [.text(row.source)],
      ])
    }
    blocks += Sections.table("The lines", table)
    let grades = Set(plan.lines.map(\.grade))
    let used = PlanLine.Grade.allCases.filter { grades.contains($0) && $0 != .refused }
    if !used.isEmpty {
      let meanings = used.map { "\($0.rawValue) \(PlanLineRow.meaning($0))" }.joined(separator: "; ")
      blocks.append(
        .paragraph([.text("Grades: \(meanings). "), .code("--explain LINE"), .text(" shows the arithmetic.")]))
    }
    let remarks = rows.filter { $0.value != nil && !$0.remark.isEmpty }.map { row -> [Inline] in
      [.text("\(row.line.title): \(row.remark)")]
    }
    blocks += Sections.list("Behind the lines", remarks, Sections.longest)
  }

  private mutating func addTiers() {
    var table = Table([
      .init("tier", room: .shortened), .init("load", .right), .init("rate", .right), .init("instances", .right),
      .init("reach"), .init("remark", room: .dropped(order: 1)),
    ])
    for tier in TierText.rows(plan).prefix(Sections.longest) {
      table.append([
        [.text(tier.name)], [.text(tier.demand)], [.text(tier.rate ?? "–")], [.text(tier.instances ?? "–")],
        [.text(tier.reach ?? "–")], [.text(tier.remark)],
      ])
    }
    // Rows without a rate say nothing that the refused lines do not.
    guard plan.tiers.contains(where: { $0.rate != nil }) else { return }
    blocks += Sections.table("Tiers", table)
    if let users = UsersText.sentence(plan.settings) { blocks.append(.paragraph([.text(users)])) }
  }

  private mutating func addLevels() {
    let rows = LevelRow.rows(plan)
    let quantile = PlanFigure.quantile(LevelRow.order(plan))
    var table = Table([
      .init("load", .right), .init("goodput", .right), .init("", room: .dropped(order: 1)),
      .init(quantile, .right), .init(" ", room: .dropped(order: 2)),
      .init("objective"), .init("errors", .right, room: .dropped(order: 3)),
      .init("mean", .right, room: .dropped(order: 4)), .init("in flight", .right, room: .dropped(order: 5)),
      .init("requests", .right, room: .dropped(order: 6)), .init("lasted", .right, room: .dropped(order: 7)),
    ])
    for row in rows.prefix(Sections.longest) {
      table.append([
        [.text(row.load)], [.text(row.goodput ?? "–")], [.text(row.goodputBar)], [.text(row.quantile ?? "–")],
        [.text(row.latencyBar)], [.text(row.verdict ?? "–")], [.text(row.errors ?? "–")], [.text(row.mean ?? "–")],
        [.text(row.inFlight ?? "–")], [.text(row.requests ?? "–")], [.text(row.span ?? "–")],
      ])
    }
    blocks += Sections.table("Levels, and the curve of goodput and latency", table)
    blocks += Sections.hidden(rows.count - Sections.longest, "level")
    if !plan.otherCurves.isEmpty {
      let others = plan.otherCurves.map { "\(Words.count($0.levels.count, "level"))" }.joined(separator: ", ")
      blocks.append(.paragraph([.text("On curves of their own, not in this plan: \(others).")]))
    }
  }

  private mutating func addBottleneck() {
    var table = Table([
      .init("resource", room: .shortened), .init("at most", .right), .init("full at", .right), .init("evidence"),
    ])
    for row in BottleneckRow.rows(plan) {
      table.append([
        [.text(row.name)], [.text(row.peak ?? "–")], [.text(row.fullAt ?? "–")],
        [.text(row.evidence.isEmpty ? "not saturated" : row.evidence)],
      ])
    }
    blocks += Sections.table("What limits, and what does not", table)
    if let ceiling = plan.ceiling {
      let rate = PlanFigure.rate(ceiling.rate.value)
      blocks.append(.paragraph([.text("All instances share \(ceiling.name), which is good for \(rate).")]))
    }
    blocks += Sections.list("Soak", plan.soak.map { [.text($0.sentence)] }, Sections.longest)
  }

  private mutating func addRefusals() {
    let items = RefusalRow.rows(plan.lines).map { row -> [Inline] in
      let titles = row.titles.joined(separator: ", ")
      return [.strong([.text(titles)]), .text(": \(row.reason)")]
        + (row.next(in: plan).map { [.text(" To get it: \($0)")] } ?? [])
    }
    blocks += Sections.list("Not determined, and what would say it", items, Sections.longest)
  }

  private mutating func addQualifications() {
    blocks += Sections.list(
      "What qualifies it", plan.findings.map { [.text($0.sentence + " ["), .code($0.code.rawValue), .text("]")] },
      Sections.longest)
    blocks += Sections.list(
      "Assumed",
      AssumptionRow.rows(plan.lines).map { row in
        [.text("\(row.text) (\(row.titles.joined(separator: ", ")))")]
      }, Sections.longest)
    let next = NextTestText(plan)
    blocks.append(.heading(level: 3, [.text("The next test")]))
    blocks.append(
      .paragraph([.text(next.steps + " "), .code("--next-test k6"), .text(" prints the script.")]))
    blocks += DataQuality.blocks(planned.diagnostics)
    if let time = options.generatedAt { blocks.append(.paragraph([.text("Generated at \(time)")])) }
  }
}
