import PerfModel
import PerfReporters
import PerfUnits
import Testing

@testable import PerfAnalysis

@Suite struct FillTextTests {
  private func result(
    _ status: ObjectiveStatus, _ actual: Double? = 0.5, tier: Objective.Tier = .target
  ) -> ObjectiveResult {
    let objective = Sample.objective(
      "p95 < 1s", .requestDuration, .quantile(0.95), .less, .value(1), .seconds, tier: tier, line: 1)
    return Sample.result(objective, endpoint: nil, actual, status, reason: status == .unknown ? "no data" : nil)
  }

  /// A document's own word or sign, in its own case, decides how the others are written.
  @Test(
    arguments: [
      ([], "✅ ⚠️ ❌"), (["12ms", "❓"], "✅ ⚠️ ❌"), (["✅"], "✅ ⚠️ ❌"), (["🟡", "p95"], "🟢 🟡 🔴"), (["🔴"], "🟢 🟡 🔴"),
      (["pass"], "pass close fail"), (["FAIL"], "PASS CLOSE FAIL"), (["Passed"], "Passed Close Failed"),
      (["Met"], "Met Close Missed"), (["missed"], "met close missed"), (["OK"], "OK CLOSE NOT OK"),
      (["Not ok"], "Ok Close Not ok"), (["pass", "🟢"], "🟢 🟡 🔴"),
    ] as [([String], String)])
  func `Statuses are written as the document writes them`(_ cells: [String], _ signs: String) {
    let written = StatusSigns(usedIn: cells)
    #expect("\(written.met) \(written.close) \(written.missed)" == signs)
  }

  @Test func `A sign is that of the whole row`() {
    func sign(_ results: [ObjectiveResult], _ cells: [String] = ["Pass"]) -> FillText.Answer {
      FillText.status(results, StatusSigns(usedIn: cells))
    }
    #expect(sign([result(.met), result(.met)]) == .text("Pass"))
    #expect(sign([result(.met), result(.breached, 2)]) == .text("Fail"))
    #expect(sign([result(.met), result(.tooCloseToCall, 0.99)]) == .text("Close"))
    #expect(sign([result(.tooCloseToCall, 1.01)]) == .text("Fail"))
    #expect(sign([result(.met), result(.unknown, nil)]) == .none(reason: "no data"))
    #expect(sign([]) == .none(reason: "no objective of the row is understood"))
  }

  /// Green when every target is met, yellow when a target is missed and no critical or maximum bound is, red otherwise.
  @Test(
    arguments: [
      ([(.met, .target), (.met, .max)], "🟢"), ([(.breached, .target)], "🟡"),
      ([(.breached, .target), (.met, .max)], "🟡"),
      ([(.breached, .warning)], "🟡"), ([(.breached, .target), (.breached, .critical)], "🔴"), ([(.breached, .max)], "🔴"),
      ([(.met, .target), (.tooCloseToCall, .max)], "🟡"),
    ] as [([(ObjectiveStatus, Objective.Tier)], String)])
  func `Colours follow the tiers`(_ row: [(ObjectiveStatus, Objective.Tier)], _ colour: String) {
    let results = row.map { result($0, $0 == .breached ? 2 : 0.5, tier: $1) }
    #expect(FillText.status(results, StatusSigns(usedIn: ["🟢"])) == .text(colour))
  }

  /// The change and its direction: 0.424 of the value before is 57.6 % less.
  @Test(arguments: [(-0.576, "-57.6 %"), (0.2, "+20.0 %"), (0, "0 %")])
  func `The actual value of a bound on the change is the change`(_ change: Double, _ text: String) {
    let goal = Sample.objective("40% reduction in P95 latency", .atMost, .change(-0.4), .one, line: 9)
    let result = Sample.result(goal, endpoint: nil, change, bound: -0.4, .met)
    #expect(FillText.actual(result) == .text(text))
  }
}
