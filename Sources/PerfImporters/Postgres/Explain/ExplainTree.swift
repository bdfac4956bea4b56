import PerfModel
import PerfUnits

/// Makes a plan of its properties, whichever syntax they came in.
enum ExplainTree {
  /// The plans in a document; a table of one column `QUERY PLAN` may be around each.
  static func plans(_ value: ExplainValue) -> [QueryPlan] {
    value.elements.flatMap { element -> [QueryPlan] in
      if let inner = element["QUERY PLAN"] { return plans(inner) }
      guard let plan = element["Plan"], let root = node(plan) else { return [] }
      return [
        QueryPlan(
          query: element["Query Text"]?.text, root: root, planningTime: seconds(element["Planning Time"]),
          executionTime: seconds(element["Execution Time"] ?? element["Total Runtime"]))
      ]
    }
  }

  /// The server gives milliseconds.
  private static func seconds(_ value: ExplainValue?) -> Double? { (value?.number).map(Unit.milliseconds.toBase) }

  private static func node(_ value: ExplainValue) -> PlanNode? {
    guard let name = value["Node Type"]?.text else { return nil }
    let children = value["Plans"]?.elements.compactMap(node) ?? []
    let loops = value["Actual Loops"]?.number
    var actual: PlanActual?
    if let loops, let rows = value["Actual Rows"]?.number {
      actual = PlanActual(
        startupTime: seconds(value["Actual Startup Time"]), totalTime: seconds(value["Actual Total Time"]), rows: rows,
        loops: loops)
    }
    var estimate: PlanEstimate?
    if let startup = value["Startup Cost"]?.number, let total = value["Total Cost"]?.number,
      let rows = value["Plan Rows"]?.number
    {
      estimate = PlanEstimate(
        startupCost: startup, totalCost: total, rows: rows, width: value["Plan Width"]?.number ?? 0)
    }
    let join = value["Join Type"]?.text
    return PlanNode(
      type: type(name, value), relation: value["Relation Name"]?.text, alias: value["Alias"]?.text,
      index: value["Index Name"]?.text, joinType: join == "Inner" ? nil : join,
      parentRelationship: value["Parent Relationship"]?.text, subplanName: value["Subplan Name"]?.text,
      cteName: value["CTE Name"]?.text, estimate: estimate, actual: actual,
      workersPlanned: whole(value["Workers Planned"]), workersLaunched: whole(value["Workers Launched"]),
      blocks: blocks(value), details: details(value), children: children)
  }

  /// As the text format names it.
  private static func type(_ name: String, _ value: ExplainValue) -> String {
    switch (name, value["Strategy"]?.text) {
    case ("Aggregate", "Sorted"): "GroupAggregate"
    case ("Aggregate", "Hashed"): "HashAggregate"
    case ("Aggregate", "Mixed"): "MixedAggregate"
    case ("ModifyTable", _): value["Operation"]?.text ?? name
    default: name
    }
  }

  private static func whole(_ value: ExplainValue?) -> Int? { (value?.number).flatMap { Int(exactly: $0) } }

  private static func blocks(_ value: ExplainValue) -> [QueryCount: Int] {
    var blocks: [QueryCount: Int] = [:]
    for (name, count) in blockNames { blocks[count] = whole(value[name]) }
    return blocks
  }

  private static let blockNames: [(String, QueryCount)] = [
    ("Shared Hit Blocks", .sharedHit), ("Shared Read Blocks", .sharedRead), ("Shared Dirtied Blocks", .sharedDirtied),
    ("Shared Written Blocks", .sharedWritten), ("Local Hit Blocks", .localHit), ("Local Read Blocks", .localRead),
    ("Local Dirtied Blocks", .localDirtied), ("Local Written Blocks", .localWritten), ("Temp Read Blocks", .tempRead),
    ("Temp Written Blocks", .tempWritten),
  ]

  /// What has no field of its own.
  private static func details(_ value: ExplainValue) -> [PlanNode.Detail] {
    guard case .object(let members) = value else { return [] }
    return members.compactMap { name, value in
      guard !fields.contains(name), !blockNames.contains(where: { $0.0 == name }) else { return nil }
      switch value {
      case .text(let text): return PlanNode.Detail(name: name, value: text)
      case .list(let elements):
        let texts = elements.compactMap(\.text)
        return texts.count == elements.count ? PlanNode.Detail(name: name, value: texts.joined(separator: ", ")) : nil
      case .object: return nil
      }
    }
  }

  private static let fields: Set<String> = [
    "Node Type", "Plans", "Workers", "Relation Name", "Alias", "Index Name", "Join Type", "Parent Relationship",
    "Subplan Name", "CTE Name", "Startup Cost", "Total Cost", "Plan Rows", "Plan Width", "Actual Startup Time",
    "Actual Total Time", "Actual Rows", "Actual Loops", "Workers Planned", "Workers Launched", "Parallel Aware",
    "Async Capable", "Schema", "I/O Read Time", "I/O Write Time", "Temp I/O Read Time", "Temp I/O Write Time",
    "Shared I/O Read Time", "Shared I/O Write Time", "Local I/O Read Time", "Local I/O Write Time",
  ]
}
