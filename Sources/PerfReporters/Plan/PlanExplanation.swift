import PerfCapacity

/// One line of a plan with all that stands behind it.
enum PlanExplanation {
  static func document(_ line: PlanLine, in plan: CapacityPlan) -> Document {
    let row = PlanLineRow(line, plan)
    let value = row.value ?? "not determined"
    let interval = row.interval.map { " (\($0))" } ?? ""
    var blocks: [Block] = [
      .headline(row.value == nil ? .warning : .neutral, [.text("\(line.title): \(value)\(interval)")])
    ]
    var facts: [[Inline]] = []
    if line.grade != .refused { facts.append([.text("grade \(row.grade): \(PlanLineRow.meaning(line.grade))")]) }
    if let formula = line.formula { facts.append([.text("formula: \(formula)")]) }
    if !line.source.isEmpty { facts.append([.text("from: \(line.source.joined(separator: ", "))")]) }
    if !line.codes.isEmpty {
      facts.append([.text("codes: \(line.codes.map(\.rawValue).joined(separator: ", "))")])
    }
    blocks.append(.list(facts))
    if let detail = line.detail { blocks.append(.paragraph([.text(detail)])) }
    if let reason = line.reason { blocks.append(.paragraph([.text(reason)])) }
    if !line.arithmetic.isEmpty {
      blocks.append(.heading(level: 3, [.text("Arithmetic")]))
      blocks.append(.code(line.arithmetic.joined(separator: "\n")))
    }
    blocks += Sections.list("Assumed", line.assumptions.map { [.text($0)] })
    if let next = line.next { blocks += Sections.list("To know better", [[.text(next)]]) }
    return Document(blocks)
  }
}
