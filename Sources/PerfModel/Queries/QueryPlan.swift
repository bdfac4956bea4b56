/// How the database means to answer a query, and, where it did, what that took (`EXPLAIN`, `EXPLAIN ANALYZE`).
public struct QueryPlan: Sendable, Hashable {
  /// The query, where the source has it.
  public let query: String?
  public let root: PlanNode
  /// Seconds, nil where the source does not say.
  public let planningTime: Double?
  public let executionTime: Double?

  public init(query: String? = nil, root: PlanNode, planningTime: Double? = nil, executionTime: Double? = nil) {
    self.query = query
    self.root = root
    self.planningTime = planningTime
    self.executionTime = executionTime
  }
}

/// One step of a plan.
public struct PlanNode: Sendable, Hashable {
  /// `Seq Scan`, `Hash Join`, as the database calls it.
  public let type: String
  public let relation: String?
  public let alias: String?
  public let index: String?
  /// `Left`, `Semi`; nil where it is inner or no join.
  public let joinType: String?
  /// What the node is to the one above it: `Outer`, `InitPlan`, `SubPlan`.
  public let parentRelationship: String?
  /// `CTE active`, `InitPlan 1 (returns $0)`.
  public let subplanName: String?
  /// The common table expression that a `CTE Scan` reads.
  public let cteName: String?
  public let estimate: PlanEstimate?
  /// Nil where the query was not run.
  public let actual: PlanActual?
  public let workersPlanned: Int?
  public let workersLaunched: Int?
  /// Blocks of this node and of those below it.
  public let blocks: [QueryCount: Int]
  /// Everything else that the source says in words: `Filter`, `Sort Key`, `Output`, in its order.
  public let details: [Detail]
  public let children: [PlanNode]

  public struct Detail: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(
    type: String, relation: String? = nil, alias: String? = nil, index: String? = nil, joinType: String? = nil,
    parentRelationship: String? = nil, subplanName: String? = nil, cteName: String? = nil,
    estimate: PlanEstimate? = nil, actual: PlanActual? = nil, workersPlanned: Int? = nil, workersLaunched: Int? = nil,
    blocks: [QueryCount: Int] = [:], details: [Detail] = [], children: [PlanNode] = []
  ) {
    self.type = type
    self.relation = relation
    self.alias = alias
    self.index = index
    self.joinType = joinType
    self.parentRelationship = parentRelationship
    self.subplanName = subplanName
    self.cteName = cteName
    self.estimate = estimate
    self.actual = actual
    self.workersPlanned = workersPlanned
    self.workersLaunched = workersLaunched
    self.blocks = blocks
    self.details = details
    self.children = children
  }
}

/// What the planner expected of a node, for each time that it runs.
public struct PlanEstimate: Sendable, Hashable {
  /// In the planner's own unit.
  public let startupCost: Double
  public let totalCost: Double
  public let rows: Double
  /// Bytes of a row.
  public let width: Double

  public init(startupCost: Double, totalCost: Double, rows: Double, width: Double) {
    self.startupCost = startupCost
    self.totalCost = totalCost
    self.rows = rows
    self.width = width
  }
}

/// What a node did, on average each time that it ran.
public struct PlanActual: Sendable, Hashable {
  /// Seconds until the first row and until the last; nil where only rows were counted (`TIMING OFF`).
  public let startupTime: Double?
  public let totalTime: Double?
  public let rows: Double
  /// How often it ran; 0 where it never did.
  public let loops: Double

  public init(startupTime: Double?, totalTime: Double?, rows: Double, loops: Double) {
    self.startupTime = startupTime
    self.totalTime = totalTime
    self.rows = rows
    self.loops = loops
  }
}
