import PerfCapacity
import PerfDiagnostics
import PerfUnits

/// The next test as a script for k6: steps of rising arrival rate around one iteration of the test that was planned from.
enum K6Script {
  private static let importLine = "import iteration from './script.js';"

  static func text(_ planned: PlannedCapacity) -> String {
    let plan = planned.plan
    let steps = K6Steps(plan)
    return """
      // \(comment(steps.title)): \(comment(plan.nextTest.basis)).
      //
      //   k6 run --out json=steps.ndjson.gz next-test.js
      //   perfreport plan steps.ndjson.gz\(planned.objective.latency == nil ? " --slo 'p95 < 200 ms'" : "")
      //
      // Sample meanwhile, every 15 seconds or oftener, with the time of each value:
      \(plan.nextTest.sampling.map { "//   * " + comment($0) }.joined(separator: "\n"))
      //
      // Let the load generator keep a fifth of its processors idle: else it is what the test measures.

      // One iteration of the test that was planned from: put the name of its file here.
      \(importLine)
      // If it has setup or teardown: export { setup, teardown } from './script.js';

      export const options = {
        scenarios: {
          steps: {
            executor: 'ramping-arrival-rate',
            startRate: \(steps.startRate),
            timeUnit: '\(steps.timeUnit)', // \(steps.iteration)
            preAllocatedVUs: \(steps.users),
            maxVUs: \(steps.mostUsers),
            gracefulStop: '30s',
            stages: [
      \(steps.stages.map { "        " + $0 }.joined(separator: "\n"))
            ],
          },
        },
      \(thresholds(plan.settings.objective))};

      export default function (data) {
        iteration(data);
      }

      """
  }

  /// The user's objective. The steps are there to miss it in the end, so it stops nothing.
  private static func thresholds(_ objective: ServiceObjective?) -> String {
    guard let objective else { return "" }
    let order = number(objective.p * 100)
    return """
        // Steps beyond the capacity miss these: k6 then ends with status 99, and the results are good all the same.
        thresholds: {
          http_req_duration: ['p(\(order))<=\(number(objective.latency.value * 1000))'],
          http_req_failed: ['rate<=\(number(objective.errorShare))'],
        },

      """
  }

  /// A number as JavaScript has it, without the noise of binary fractions.
  private static func number(_ value: Double) -> String {
    var text = NumberText.fixed(value, decimals: 6)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Text that cannot end the comment it stands in.
  private static func comment(_ text: String) -> String { PrintableText.escape(text) }
}

/// The stages of the next test in whole iterations, as k6 wants them.
struct K6Steps {
  let title: String
  let startRate: Int
  let timeUnit: String
  /// What an iteration is in requests.
  let iteration: String
  let stages: [String]
  /// Users to begin with: those in flight at the highest step by Little's law, and twice as many when it gets slow.
  let users: Int
  let mostUsers: Int

  /// Beyond this no generator starts anyway.
  private static let mostThatStart = 50_000.0

  init(_ plan: CapacityPlan) {
    let test = plan.nextTest
    let q = plan.settings.requestsPerIteration ?? 1
    // Whole numbers must not bend the steps: a low rate is told by the minute, a very low one by the hour.
    let lowest = (test.rates.first?.value ?? 1) / q
    let (unit, seconds) = lowest >= 20 ? ("1s", 1.0) : lowest >= 0.3 ? ("1m", 60) : ("1h", 3600)
    func target(_ rate: RequestRate) -> Int { Int(min(1e9, max(1, (rate.value / q * seconds).rounded()))) }
    let hold = "\(Int(min(1e6, test.hold.value.rounded())))s"
    let ramp = "\(Int(min(1e6, test.ramp.value.rounded())))s"
    title = "\(test.rates.count) steps of rising load, \(PlanFigure.time(test.hold.value)) each"
    timeUnit = unit
    startRate = test.rates.first.map(target) ?? 1
    iteration = "one iteration is \(PlanFigure.counted(q, "requests"))"
    stages = test.rates.enumerated().flatMap { place, rate -> [String] in
      let step = "{ target: \(target(rate)), duration: '\(hold)' }, // \(PlanFigure.rate(rate.value))"
      return place == 0 ? [step] : ["{ target: \(target(rate)), duration: '\(ramp)' },", step]
    }
    let slowest = plan.levels.compactMap(\.latency?.value).max() ?? 1
    let round = q * slowest + (plan.settings.scriptedThinkTime?.value ?? 0)
    let inFlight = (test.rates.last?.value ?? 1) / q * round
    let needed = inFlight.isFinite ? min(Self.mostThatStart, max(10, (inFlight * 2).rounded(.up))) : 10
    users = Int(needed)
    mostUsers = Int(min(Self.mostThatStart, needed * 4))
  }
}
