import PerfAnalysis
import PerfModel
import Testing

struct QueryPlanChangeTests {
  private static func plan(
    _ nodes: [PlanNode], query: String? = nil, label: String = "plan"
  ) -> LabelledPlan {
    LabelledPlan(label: label, plan: QueryPlan(query: query, root: PlanNode(type: "Limit", children: nodes)))
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
    let node = PlanNode(
      type: "Seq Scan", relation: "t",
      estimate: PlanEstimate(startupCost: 0, totalCost: 1, rows: expected, width: 4),
      actual: PlanActual(startupTime: 0, totalTime: 1, rows: actual, loops: 1))
    let change = try #require(QueryPlanChange.pairs([Self.plan([node])], [Self.plan([node])]).first)
    #expect(change.misjudged.isEmpty == !isMisjudged)
  }
}
