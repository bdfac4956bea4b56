@testable import PerfAnalysis
import PerfModel
import PerfUnits
import Testing

struct ScenarioTests {
  /// 60 users, 120 requests a second.
  private static let measured = run { builder in
    builder.latency(nil, count: 3600, [.median: 40, .quantile(0.95): 100])
    builder.counter(.requestCount, 3600)
    builder.addGauge(MetricCatalogue.metric(.loadUsersMax)!, last: 60, minimum: 1, maximum: 60, in: .one)
  }

  private func result(_ scenario: LoadScenario, named: String? = nil, _ run: Run = measured) -> ObjectiveResult {
    PerfAnalysisTests.result([run], objective(.requestDuration, .quantile(0.95), .less, 1, scenario: scenario)) {
      $0.scenario = named
    }
  }

  /// A fifth more or less is the same load: 50 to 72 users are 60.
  @Test(arguments: [
    (LoadScenario(name: "peak", users: 60), true), (LoadScenario(name: "peak", users: 50), true),
    (LoadScenario(name: "peak", users: 72), true), (LoadScenario(name: "peak", users: 73), false),
    (LoadScenario(name: "peak", users: 49), false), (LoadScenario(name: "peak", rate: 120), true),
    (LoadScenario(name: "peak", rate: 400), false), (LoadScenario(name: "peak", users: 60, rate: 400), false),
    (LoadScenario(name: "peak", users: 0), false), (LoadScenario(name: "peak"), false),
  ])
  func theLoadTells(_ scenario: LoadScenario, _ matches: Bool) {
    #expect(result(scenario).status == (matches ? .met : .unknown))
  }

  @Test func theReasonNamesBothLoads() {
    #expect(
      result(LoadScenario(name: "peak", users: 400)).reason == "measured at 60 users, the objective is for 400")
    #expect(
      result(LoadScenario(name: "normal", rate: 400)).reason
        == "measured at 120 requests/s, the objective is for 400")
  }

  @Test func aNameAloneHasToBeNamed() {
    let open = result(LoadScenario(name: "soak"))
    #expect(open.reason == "the objective is for 'soak', and nothing tells whether the run is")
    #expect(open.advice == "--scenario 'soak' says that it is")
    #expect(result(LoadScenario(name: "soak"), named: "Soak").status == .met)
    #expect(
      result(LoadScenario(name: "soak"), named: "peak").reason == "the objective is for 'soak', the run is of 'peak'")
  }

  /// Nobody writes how much is usual; the load that a team tests with is it.
  @Test func theUsualLoadIsThatOfTheRun() {
    let usual = result(LoadScenario(name: "normal"))
    #expect(usual.status == .met)
    #expect(usual.reason?.hasPrefix("the run stands in for the normal load") == true)
    #expect(result(LoadScenario(name: "normal"), named: "normal").reason?.contains("stands in") == false)
    #expect(
      result(LoadScenario(name: "normal"), named: "peak").reason
        == "the objective is for 'normal', the run is of 'peak'")
    for name in ["peak", "sustained", "spike", "soak"] {
      #expect(result(LoadScenario(name: name)).status == .unknown, "\(name)")
    }
  }

  /// 60 users and 120 requests a second are not the usual load where the document says that it is 400, or that they are the peak.
  @Test(arguments: [
    (LoadScenario(name: "normal", rate: 400), "measured at 120 requests/s, the objective is for 400"),
    (LoadScenario(name: "normal", rate: 120), "the run stands in for the normal load"),
    (LoadScenario(name: "peak", users: 60), "the objective is for 'normal', the run's load is that of 'peak'"),
    (LoadScenario(name: "peak", users: 400), "the run stands in for the normal load"),
  ])
  func anotherStatementOfTheLoadSpeaksAgainstIt(_ other: LoadScenario, _ reason: String) {
    func p95(_ scenario: LoadScenario) -> Objective {
      objective(.requestDuration, .quantile(0.95), .less, 1, scenario: scenario)
    }
    let board = ObjectiveBoard([.objective(p95(LoadScenario(name: "normal"))), .objective(p95(other))])
    let results = Checker().check(ComparedSide(label: "run", runs: [Self.measured]), board).results
    #expect(results[0].reason?.hasPrefix(reason) == true)
    #expect(results[0].status == (reason.contains("stands in") ? .met : .unknown))
  }

  /// The user's word counts, and what speaks against it is said.
  @Test func theUsersWordCounts() {
    let named = result(LoadScenario(name: "peak", users: 400), named: "peak")
    #expect(named.status == .met)
    #expect(named.reason?.contains("measured at 60 users, the objective is for 400") == true)
  }

  @Test func anUnknownLoadIsUnknown() {
    let bare = run(duration: nil) { $0.latency(nil, count: 10, [.median: 1, .quantile(0.95): 2]) }
    let result = result(LoadScenario(name: "peak", users: 400), bare)
    #expect(result.status == .unknown)
    #expect(result.reason == "the objective is for 'peak' (400 users), and nothing tells whether the run is")
  }
}
