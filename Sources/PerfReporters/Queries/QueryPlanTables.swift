import PerfAnalysis
import PerfModel
import PerfUnits

/// Plans: the tree of one, and what changed between two.
enum QueryPlanTables {
  /// A plan of more nodes is no glance.
  private static let mostNodes = 60
  private static let mostChanges = 20

  // MARK: One plan

  static func blocks(_ plan: QueryPlan) -> [Block] {
    let steps = PlanTimes(plan).steps
    var facts: [[Inline]] = []
    if let query = plan.query { facts.append([.text("query: "), QueryName.inline(QueryText(query).line)]) }
    for (name, time) in [("planning", plan.planningTime), ("execution", plan.executionTime)] {
      if let time { facts.append([.text("\(name): " + DisplayScale(for: [time], dimension: .time).text(time))]) }
    }
    var table = Table([
      .init("node", room: .shortened), .init("own time", .right), .init("with those below", .right),
      .init("rows", .right), .init("expected", .right), .init("loops", .right),
    ])
    let scale = DisplayScale(for: steps.compactMap(\.inclusive), dimension: .time)
    for step in steps.prefix(mostNodes) {
      let actual = step.node.actual
      table.append([
        [.text(String(repeating: "· ", count: step.depth)), .code(step.node.name)],
        [.text(step.exclusive.map { scale.text($0) } ?? "–")], [.text(step.inclusive.map { scale.text($0) } ?? "–")],
        [.text((actual?.rows).map(number) ?? "–")], [.text((step.node.estimate?.rows).map(number) ?? "–")],
        [.text((actual?.loops).map(number) ?? "–")],
      ])
    }
    let hidden = steps.count - mostNodes
    return (facts.isEmpty ? [] : [.list(facts)]) + [.table(table)]
      + (hidden > 0 ? [.paragraph([.text("and \(Words.count(hidden, "node")) more")])] : [])
  }

  private static func number(_ value: Double) -> String { DisplayScale(for: [value], dimension: .one).text(value) }

  // MARK: Two plans

  static func blocks(_ changes: [QueryPlanChange]) -> [Block] {
    let told = changes.filter { !$0.isSame || !$0.misjudged.isEmpty }
    guard !changes.isEmpty else { return [] }
    let same = changes.count(where: \.isSame)
    var items: [[Inline]] = told.prefix(mostChanges).map { change in
      [QueryName.inline(change.label), .text(": " + text(change))]
    }
    let hidden = told.count - items.count
    if hidden > 0 { items.append([.text("and \(hidden) more, see "), .code("--format json")]) }
    if same > 0 {
      items.append([.text("\(Words.count(same, "query", plural: "queries")) with the same nodes as before")])
    }
    return [.heading(level: 3, [.text("Plans")]), .list(items)]
  }

  private static func text(_ change: QueryPlanChange) -> String {
    let rows = change.misjudged.prefix(3).map { node in
      "\(node.node) expects \(number(node.expected)) rows and gets \(number(node.actual))"
    }
    return [
      change.gone.isEmpty ? nil : "gone " + change.gone.joined(separator: ", "),
      change.new.isEmpty ? nil : "new " + change.new.joined(separator: ", "),
      rows.isEmpty ? nil : rows.joined(separator: ", "),
    ].compactMap(\.self).joined(separator: "; ")
  }
}
