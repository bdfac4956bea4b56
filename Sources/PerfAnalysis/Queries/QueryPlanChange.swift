public import PerfModel

/// How a query is answered on both sides: what nodes went and came, and how far the planner is off. Milliseconds of single executions are not
/// compared: one differs from the next by more than most changes.
public struct QueryPlanChange: Sendable, Hashable {
  /// The query, or what the file is called.
  public let label: String
  /// Nodes of the side before that the side after does not have: `Seq Scan on enrollments`.
  public let gone: [String]
  public let new: [String]
  /// Nodes of the side after whose rows the planner expects ten times too many or too few.
  public let misjudged: [Misjudged]

  public struct Misjudged: Sendable, Hashable {
    public let node: String
    public let expected: Double
    public let actual: Double
  }

  /// Whether the query is answered in the same way.
  public var isSame: Bool { gone.isEmpty && new.isEmpty }

  /// From here on an estimate is wrong enough to mislead the planner.
  static let misjudgedFrom = 10.0

  /// The plans that both sides have, by query where they tell it, otherwise by the name of their file; each pair once, though it may have
  /// been recorded in several formats.
  public static func pairs(_ before: [LabelledPlan], _ after: [LabelledPlan]) -> [QueryPlanChange] {
    let old = Dictionary(before.map { ($0.key, $0) }) { first, _ in first }
    var seen: Set<String> = []
    return after.compactMap { now in
      guard let then = old[now.key], seen.insert(now.key).inserted else { return nil }
      return QueryPlanChange(then, now)
    }
  }

  private init(_ before: LabelledPlan, _ after: LabelledPlan) {
    label = after.plan.query.map { QueryText($0).line } ?? after.label
    let (old, new) = (before.plan.root.names, after.plan.root.names)
    gone = Self.difference(old, new)
    self.new = Self.difference(new, old)
    misjudged = Self.misjudged(after.plan.root, isStoppedEarly: false)
  }

  /// - Parameter isStoppedEarly: whether a `Limit` above takes no more rows than it needs: fewer than expected are no error then.
  private static func misjudged(_ node: PlanNode, isStoppedEarly: Bool) -> [Misjudged] {
    var found: [Misjudged] = []
    if let error = node.rowEstimateError, error >= misjudgedFrom, let expected = node.estimate?.rows,
      let actual = node.actual?.rows, !isStoppedEarly || actual > expected
    {
      found.append(Misjudged(node: node.name, expected: expected, actual: actual))
    }
    // These read all that is below them before they give a row.
    let takesAll = ["Sort", "Hash", "HashAggregate"].contains(node.type)
    let stops = node.type == "Limit" || isStoppedEarly && !takesAll
    return found + node.children.flatMap { misjudged($0, isStoppedEarly: stops) }
  }

  /// Those of the first that the second does not have as often.
  private static func difference(_ names: [String], _ others: [String]) -> [String] {
    var counts = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return names.filter { name in
      guard let count = counts[name], count > 0 else { return true }
      counts[name] = count - 1
      return false
    }
  }
}

/// A plan and what its file is called.
public struct LabelledPlan: Sendable, Hashable {
  public let label: String
  public let plan: QueryPlan

  public init(label: String, plan: QueryPlan) {
    self.label = label
    self.plan = plan
  }

  fileprivate var key: String {
    if let query = plan.query { return "query " + QueryText(query).key }
    // Without the folders, and without what tells equal names apart.
    let name = label.split(separator: "/").last.map(String.init) ?? label
    return "file " + (name.split(separator: " ").first.map(String.init) ?? name)
  }
}

extension PlanNode {
  /// `Index Scan on users using users_email_idx`
  public var name: String {
    let target = relation ?? cteName
    return [[type], target.map { ["on", $0] } ?? [], index.map { ["using", $0] } ?? []].joined().joined(separator: " ")
  }

  /// This node and all below it, in the order of the text format.
  var all: [PlanNode] { [self] + children.flatMap(\.all) }

  fileprivate var names: [String] { all.map(\.name) }
}
