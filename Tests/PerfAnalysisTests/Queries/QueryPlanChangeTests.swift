import PerfAnalysis
import PerfModel
import Testing

struct QueryPlanChangeTests {
  private static func plan(
    _ nodes: [PlanNode], query: String? = nil, label: String = "plan", under type: String = "Unique"
  ) -> LabelledPlan {
    LabelledPlan(label: label, plan: QueryPlan(query: query, root: PlanNode(type: type, children: nodes)))
  }

  private static func node(_ type: String, expected: Double, actual: Double, _ children: [PlanNode] = []) -> PlanNode {
    PlanNode(
      type: type, estimate: PlanEstimate(startupCost: 0, totalCost: 1, rows: expected, width: 4),
      actual: PlanActual(startupTime: 0, totalTime: 1, rows: actual, loops: 1), children: children)
  }

  @Test func tellsWhichNodesChanged() throws {
    let before = Self.plan([PlanNode(type: "Seq Scan", relation: "users")], label: "before/plan")
    let after = Self.plan([PlanNode(type: "Index Scan", relation: "users", index: "users_email")], label: "after/plan")
    let change = try #require(QueryPlanChange.pairs([before], [after]).first)
    #expect(change.gone == ["Seq Scan on users"] && change.new == ["Index Scan on users using users_email"])
  }

  @Test func pairsByQueryWhereItIsKnown() {
    let before = [Self.plan([], query: "SELECT 1"), Self.plan([], query: "SELECT a FROM b", label: "x")]
    let after = [Self.plan([], query: "select 7", label: "z"), Self.plan([], query: "SELECT c", label: "x")]
    let changes = QueryPlanChange.pairs(before, after)
    #expect(changes.map(\.label) == ["select 7"] && changes.allSatisfy(\.isSame))
  }

  @Test func oneQueryInTwoFormatsIsOne() {
    let plans = [Self.plan([], label: "a/plan"), Self.plan([], label: "a/plan (2)")]
    #expect(QueryPlanChange.pairs(plans, plans).count == 1)
  }

  @Test(
    "an estimate that is ten times off is said", arguments: [(100.0, 10.0, true), (10, 100, true), (99, 10, false)])
  func tellsMisjudgedRows(expected: Double, actual: Double, isMisjudged: Bool) throws {
    let node = Self.node("Seq Scan", expected: expected, actual: actual)
    let change = try #require(QueryPlanChange.pairs([Self.plan([node])], [Self.plan([node])]).first)
    #expect(change.misjudged.isEmpty == !isMisjudged)
  }

  /// `LIMIT 5` takes five of the thousand rows that the sort has; the sort took all that the scan found, which are far fewer than expected.
  @Test func aLimitStopsWhatIsBelowEarly() throws {
    let scan = Self.node("Seq Scan", expected: 50_000, actual: 1000)
    let sort = Self.node("Sort", expected: 1007, actual: 5, [scan])
    let plan = Self.plan([Self.node("Nested Loop", expected: 1007, actual: 5, [sort])], under: "Limit")
    let change = try #require(QueryPlanChange.pairs([plan], [plan]).first)
    #expect(change.misjudged.map(\.node) == ["Seq Scan"])
    let tooMany = Self.plan([Self.node("Seq Scan", expected: 1, actual: 40)], under: "Limit")
    #expect(try #require(QueryPlanChange.pairs([tooMany], [tooMany]).first).misjudged.count == 1)
  }
}
