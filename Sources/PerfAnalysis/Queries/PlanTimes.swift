public import PerfModel

/// What each node of a plan took by itself.
///
/// Times of the server are means of one loop, and contain those of the nodes below. The rules are those of PEV2 (github.com/dalibo/pev2,
/// `plan-service.ts`): a node's time is its mean times its loops, over the number of processes where a gathering node above launched
/// workers; its own is that less its children's, plans that run once before (InitPlan) apart; the time of a common table expression is
/// taken off the scans that read it, and that of an InitPlan off the nodes that name it.
public struct PlanTimes: Sendable, Hashable {
  /// In the order of the text format, without the plans of common table expressions, which come last.
  public let steps: [Step]

  /// One node with its times.
  public struct Step: Sendable, Hashable {
    /// 0 for the root, and for a common table expression.
    public let depth: Int
    public let node: PlanNode
    /// Seconds of all loops; nil where the query was not run.
    public let inclusive: Double?
    /// Seconds without the nodes below.
    public internal(set) var exclusive: Double?
    /// Of the planner, without the nodes below.
    public let exclusiveCost: Double?
    /// Shared blocks found in the buffers, without the nodes below.
    public let exclusiveHits: Int?
    /// Rows of all loops.
    public let rows: Double?
  }

  public init(_ plan: QueryPlan) {
    var builder = PlanTimesBuilder()
    builder.add(plan.root, depth: 0, workers: 0)
    builder.addExpressions()
    if plan.root.actual != nil {
      builder.takeExpressionsOffScans()
      builder.takeInitialPlansOffUsers()
    }
    steps = builder.steps
  }
}

extension PlanNode {
  /// Whether the node is the plan of a common table expression.
  var isExpression: Bool { parentRelationship == "InitPlan" && subplanName?.hasPrefix("CTE") == true }

  /// How far off the planner was: the larger of estimated and real rows over the smaller; nil where one of them is unknown or zero.
  public var rowEstimateError: Double? {
    guard let estimated = estimate?.rows, let real = actual?.rows, estimated > 0, real > 0 else { return nil }
    return max(estimated / real, real / estimated)
  }

  /// Seconds of all loops in each process.
  func inclusive(workers: Int) -> Double? {
    guard let actual, let time = actual.totalTime else { return nil }
    return time * actual.loops / Double(workers + 1)
  }

  /// How many workers share the work of a node below this one.
  func workers(for child: PlanNode, inherited: Int) -> Int {
    guard child.parentRelationship != "InitPlan", child.parentRelationship != "SubPlan" else { return 0 }
    guard let launched = workersLaunched, (1...1024).contains(launched) else { return inherited }
    return launched
  }
}

/// Walks a plan.
private struct PlanTimesBuilder {
  private(set) var steps: [PlanTimes.Step] = []
  private var expressions: [(node: PlanNode, inclusive: Double)] = []

  mutating func add(_ node: PlanNode, depth: Int, workers: Int) {
    var below = 0.0
    var cost = node.estimate?.totalCost
    var hits = node.blocks[.sharedHit]
    for child in node.children {
      let share = node.workers(for: child, inherited: workers)
      let inclusive = child.inclusive(workers: share)
      guard !child.isExpression else {
        expressions.append((child, inclusive ?? 0))
        continue
      }
      if child.parentRelationship != "InitPlan" || node.type == "Result" { below += inclusive ?? 0 }
      cost = cost.map { $0 - (child.estimate?.totalCost ?? 0) }
      if child.subplanName == nil {
        hits = hits.map { $0.subtractingReportingOverflow(child.blocks[.sharedHit] ?? 0).0 }
      }
    }
    let inclusive = node.inclusive(workers: workers)
    steps.append(
      PlanTimes.Step(
        depth: depth, node: node, inclusive: inclusive, exclusive: inclusive.map { max(0, $0 - below) },
        exclusiveCost: cost.map { max(0, $0) }, exclusiveHits: hits,
        rows: node.actual.map { $0.rows * ($0.loops == 0 ? 1 : $0.loops) }))
    for child in node.children where !child.isExpression {
      add(child, depth: depth + 1, workers: node.workers(for: child, inherited: workers))
    }
  }

  /// The plans of common table expressions, and of those within them.
  mutating func addExpressions() {
    var next = 0
    while next < expressions.count {
      add(expressions[next].node, depth: 0, workers: 0)
      next += 1
    }
  }

  /// Off each scan of an expression its part of the time that the expression took.
  mutating func takeExpressionsOffScans() {
    for (node, inclusive) in expressions {
      let scans = steps.indices.filter { place in
        steps[place].node.cteName.map { "CTE " + $0 } == node.subplanName
      }
      let sum = scans.reduce(0) { $0 + (steps[$1].exclusive ?? 0) }
      guard sum > 0 else { continue }
      for place in scans {
        guard let own = steps[place].exclusive else { continue }
        steps[place].exclusive = max(0, own - inclusive * (steps[place].inclusive ?? 0) / sum)
      }
    }
  }

  /// Off each node that names the result of an InitPlan (`$0`, or `InitPlan 1`) the time that it took.
  mutating func takeInitialPlansOffUsers() {
    for initial in steps where initial.node.parentRelationship == "InitPlan" {
      guard let name = Self.resultName(initial.node.subplanName ?? ""), let time = initial.inclusive else { continue }
      for place in steps.indices where steps[place].node.parentRelationship != "InitPlan" {
        guard let own = steps[place].exclusive, own != 0, Self.mentions(steps[place].node, name) else { continue }
        steps[place].exclusive = own - time
      }
    }
  }

  /// `$0` of `InitPlan 1 (returns $0)`, otherwise `InitPlan 1`.
  private static func resultName(_ subplan: String) -> String? {
    let words = subplan.split(separator: " ")
    guard words.count >= 2, words[0] == "InitPlan" else { return nil }
    if words.count >= 4, words[2] == "(returns", words[3].hasPrefix("$") {
      return String(words[3].prefix { $0 == "$" || $0.isNumber })
    }
    return "InitPlan " + words[1]
  }

  /// Lists, such as what is sorted by, are not looked at.
  private static func mentions(_ node: PlanNode, _ name: String) -> Bool {
    node.details.contains { !lists.contains($0.name) && $0.value.contains(name) }
      || node.subplanName?.contains(name) == true
  }

  private static let lists: Set<String> = ["Sort Key", "Presorted Key"]
}
