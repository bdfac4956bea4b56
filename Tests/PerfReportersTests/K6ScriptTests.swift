import PerfCapacity
import PerfUnits
import Testing

@testable import PerfReporters

@Suite struct K6ScriptTests {
  /// The workers are full at 160 req/s: an eighth of that is 20/s, three times 480/s.
  @Test func `Steps begin at an eighth and end at three times what is expected to be full`() {
    let script = PlanReport.k6(PlanCase.full)
    #expect(script.contains("executor: 'ramping-arrival-rate'"))
    #expect(script.contains("{ target: 20, duration: '180s' }, // 20 req/s"))
    #expect(script.contains("{ target: 480, duration: '10s' },"))
    #expect(script.contains("{ target: 480, duration: '180s' }, // 480 req/s"))
    #expect(script.contains("http_req_duration: ['p(95)<=200']") && script.contains("http_req_failed: ['rate<=0.01']"))
    #expect(script.contains("//   * database connections by state"))
  }

  /// 1/s is told as 60 a minute, so that whole numbers do not bend the steps; without an objective there is no threshold.
  @Test func `Low rates are told by the minute`() {
    let script = PlanReport.k6(PlanCase.empty)
    #expect(script.contains("timeUnit: '1m'") && script.contains("{ target: 60, duration: '180s' }, // 1 req/s"))
    #expect(!script.contains("thresholds"))
  }

  /// A resource's name comes from a file, and stands in a comment of the script.
  @Test(arguments: ["CPU\nprocess.exit()", "CPU\u{2028}process.exit()", "*/ process.exit()"])
  func `No name ends the comment that it stands in`(_ name: String) {
    let level = Level(load: .users(PlanCase.rate(1) * PlanCase.time(1)), throughput: PlanCase.rate(1))
    let evidence = ResourceEvidence(name: name, kind: .cpu, samples: [.init(level: 0, utilization: 0.5)])
    let plan = CapacityPlanner(settings: CapacitySettings(), resources: [evidence]).plan([level])
    let planned = PlannedCapacity(plan: plan, side: PlanCase.nobody, objective: ObjectiveBasis())
    let lines = PlanReport.k6(planned).split { $0.isNewline }
    for line in lines where line.contains("exit") { #expect(line.hasPrefix("//")) }
  }
}
