import PerfAnalysis
import Testing

@testable import PerfReporters

@Suite struct PlanTextTests {
  private func sentences(_ planned: PlannedCapacity) -> [String] { PlanDecision(planned).sentences }

  /// 113.7·0.8 = 90.96; 100 users make 100/1.055 = 94.8 req/s; 0.7·4/0.0012 = 2,333 req/s.
  @Test func `The decision is three sentences with the numbers in them`() {
    let decision = PlanDecision(PlanCase.full)
    #expect(decision.headline.hasPrefix("CAPACITY  plan with 91 req/s"))
    #expect(
      decision.sentences[0]
        == "Plan with 91 req/s of what was tested: it keeps p95 ≤ 200 ms, errors ≤ 1 % up to 114 req/s (120 users) and misses it "
        + "at 147 req/s, and 20 % stay free.")
    #expect(
      decision.sentences[1].hasPrefix("Instances needed: Small (100 users) 2; Medium (1,000 users) 11, budgetary."))
    #expect(decision.sentences[1].contains("the ceiling of DB CPU is 2,333 req/s"))
    #expect(decision.sentences[2].hasPrefix("API workers limits it"))
    #expect(decision.sentences[2].contains("At today's peak 34 % is free, and 8.5 months are left"))
    #expect(decision.sentences.count == 3 && decision.tone == .good)
  }

  @Test func `Without levels there is no plan`() {
    #expect(PlanDecision(PlanCase.empty).headline == "NO PLAN  no level of steady load was found")
    #expect(PlanCase.empty.judgement == .unjudged)
  }

  @Test func `An objective that the lowest level misses is no capacity`() {
    let decision = PlanDecision(PlanCase.infeasible)
    #expect(decision.headline.hasPrefix("NOT DETERMINED"))
    #expect(decision.sentences[1].contains("adding instances cannot help"))
    #expect(PlanCase.infeasible.judgement == .good, "lines have values")
  }

  /// Months left and what was not determined before have no change in percent.
  @Test func `Two plans are told apart`() {
    let changes = PlanChange.changes(PlanCase.full)
    let texts = changes.map { "\($0.id): \($0.before) → \($0.after) \($0.change)" }
    #expect(texts.contains("max-request-rate: 80 req/s → 160 req/s +100 %, beyond both intervals"))
    #expect(texts.contains("headroom: 12 % → 34 % "))
    #expect(texts.contains("growth: not determined → 8.5 months "))
    #expect(texts.contains("instances:Huge: 9 instances → – "))
    #expect(
      PlanChange.sentence(changes).contains("headroom now 12 % → 34 %")
        && PlanChange.sentence(changes).contains("bottleneck moved from orders pool to API workers"))
    #expect(PlanChange.sentence([]) == "No line has changed.")
  }

  @Test func `A line is explained with its arithmetic`() throws {
    let text = try #require(PlanReport.explanation(of: "planning-rate", in: PlanCase.full))
    #expect(text.contains("    113.7 × 0.8 = 90.96 req/s\n"))
    #expect(text.contains("formula: min(SLO capacity, lower end of X_max)·(1 − h)"))
    #expect(PlanReport.explanation(of: "planning", in: PlanCase.full) == nil)
  }

  @Test(arguments: [
    (0.0, "0"), (91.0, "91"), (90.96, "91"), (113.7, "114"), (999.4, "999"), (999.6, "1,000"), (2333.3, "2,333"),
    (0.00523, "0.00523"), (-4.5, "-4.5"), (1e300, "1e+300"),
  ])
  func `Numbers have three digits, and whole digits are never cut`(_ value: Double, _ text: String) {
    #expect(PlanFigure.number(value) == text)
  }

  @Test(arguments: [(0.088, "88 ms"), (1.28, "1.28 s"), (1, "1 s"), (180, "3 min"), (0, "0 ms")])
  func `Times have the unit that fits`(_ seconds: Double, _ text: String) {
    #expect(PlanFigure.time(seconds) == text)
  }

  /// 150 users of 300 make a bar of half the length: 6 of 12 cells.
  @Test func `Bars are drawn to scale`() {
    let rows = LevelRow.rows(PlanCase.full.plan)
    #expect(rows.last?.latencyBar == String(repeating: "█", count: 12))
    #expect(rows.map(\.load).first == "20 users" && rows.first?.latencyBar == "▋")
  }
}
