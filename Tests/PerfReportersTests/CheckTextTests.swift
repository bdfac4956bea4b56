import PerfModel
import PerfReporters
import PerfUnits
import Testing

@testable import PerfAnalysis

@Suite struct CheckTextTests {
  @Test func `What is breached comes first, and the counts add up`() {
    expectGolden(CheckReport.text(CheckCase.assessment), "check-text-breached-first.txt")
  }

  @Test func `A narrow terminal keeps bound, actual and status`() {
    var options = ReportOptions()
    options.width = 80
    let text = CheckReport.text(CheckCase.assessment, options)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.contains("≤ 90 ms  91.5 ms") && text.contains("✗ breached"))
  }

  @Test func `Quiet is the headline alone`() {
    var options = ReportOptions()
    options.quiet = true
    #expect(CheckReport.text(CheckCase.assessment, options) == "BREACHED (red)  2 of 10 objectives are breached\n")
  }

  @Test(arguments: [
    (
      CheckVerdict.met, Status.green, Judgement.good, [ObjectiveStatus.met, .met],
      "MET (green)  2 of 2 objectives are met"
    ),
    (.met, .green, .good, [.met, .unknown], "MET (green)  1 of 2 objectives is met"),
    (.unknown, .yellow, .unjudged, [.unknown], "COULD NOT JUDGE (yellow)  nothing matched"),
    (.met, .yellow, .unjudged, [.met, .unknown], "COULD NOT JUDGE (yellow)  nothing matched"),
    (.breached, .yellow, .bad, [.breached, .met], "BREACHED (yellow)  1 of 2 objectives is breached"),
    (.met, .yellow, .good, [.tooCloseToCall], "MET (yellow)  1 of 1 objective is met (too close to call)"),
    (
      .met, .yellow, .good, [.met, .met, .tooCloseToCall],
      "MET (yellow)  2 of 3 objectives are met, 1 more met (too close to call)"
    ),
  ])
  func `The headline says verdict and colour`(
    _ verdict: CheckVerdict, _ status: Status, _ judgement: Judgement, _ statuses: [ObjectiveStatus], _ headline: String
  ) {
    let objective = Sample.objective("p95 < 1s", .less, .value(1), .seconds, line: 1)
    let check = Sample.check(
      verdict, status, judgement, statuses.map { Sample.result(objective, endpoint: nil, 0.5, $0) },
      obstacles: judgement == .unjudged ? ["nothing matched"] : [])
    let text = CheckReport.text(check)
    #expect(text.split(separator: "\n").first.map(String.init) == headline)
  }

  @Test func `A value on the bad side of a bound that is too close is missed, not breached`() {
    let objective = Sample.objective("p95 < 1s", .less, .value(1), .seconds, line: 1)
    let text = CheckReport.text(
      Sample.check(.breached, .yellow, .bad, [Sample.result(objective, endpoint: nil, 1.01, .tooCloseToCall)]))
    #expect(
      text.hasPrefix(
        """
        BREACHED (yellow)  1 of 1 objective is missed (too close to call)
        Missed (too close to call): whole run p95 1.01 s against < 1 s.

        """))
  }

  @Test func `What does not decide is counted apart`() {
    let objective = Sample.objective("p95 < 1s", .less, .value(1), .seconds, line: 1)
    var silent = Sample.result(objective, endpoint: nil, 2, .breached)
    silent.decides = false
    let text = CheckReport.text(
      Sample.check(.met, .green, .good, [Sample.result(objective, endpoint: nil, 0.5, .met), silent]))
    #expect(
      text.hasPrefix(
        """
        MET (green)  1 of 1 objective is met
        1 objective: 1 met. 1 more in code does not decide.

        """))
  }

  @Test(arguments: [
    (0.2, 0.245, "≤ 200 ms", "245 ms"), (0.2, 0.2004, "≤ 200 ms", "200.4 ms"), (0.2, 3, "≤ 0.2 s", "3.00 s"),
    (1.25, 0.9, "≤ 1.25 s", "0.900 s"), (1.2345, 1.2, "≤ 1.2345 s", "1.20 s"), (0, 0.1, "≤ 0 ms", "100 ms"),
    (0.2, 0.2, "≤ 200 ms", "200 ms"), (1e300, 1e299, "≤ 1e+300 s", "1e+299 s"),
  ])
  func `Bound and actual share a scale and are told apart`(
    _ bound: Double, _ actual: Double, _ boundText: String, _ actualText: String
  ) {
    let objective = Sample.objective("p95", .atMost, .value(bound), .milliseconds, line: 1)
    let check = Sample.check(.met, .green, .good, [Sample.result(objective, endpoint: nil, actual, .met)])
    #expect(CheckReport.text(check).contains("\(boundText)  \(actualText)"))
  }

  @Test(arguments: [
    (Objective.Bound.change(-0.4), -0.352 as Double?, Objective.Comparator.atMost, "change of p95  ≤ -40 %  -35.2 %"),
    (.change(1), 1.2, .atLeast, "change of p95  ≥ +100 %  +120 %"),
    (.timesTarget(2.5), nil, .atMost, "p95      ≤ 2.5 × target       –"),
  ])
  func `A bound that relates to something says to what`(
    _ bound: Objective.Bound, _ actual: Double?, _ comparator: Objective.Comparator, _ row: String
  ) {
    let objective = Sample.objective("goal", comparator, bound, .one, line: 1)
    let check = Sample.check(
      .breached, .yellow, .bad, [Sample.result(objective, endpoint: nil, actual, actual == nil ? .unknown : .breached)])
    #expect(CheckReport.text(check).contains(row))
  }

  @Test func `Advice names the row that it is for, and counts those that share it`() {
    func result(_ endpoint: String, _ statistic: Statistic, _ bound: Double, _ advice: String) -> ObjectiveResult {
      let objective = Sample.objective("goal", .requestDuration, statistic, .less, .value(bound), .seconds, line: 1)
      return Sample.result(objective, endpoint: endpoint, 0.5, .tooCloseToCall, advice: advice)
    }
    let results = [
      result("GET /a", .quantile(0.95), 0.51, "more runs"), result("GET /a", .quantile(0.95), 0.52, "more runs"),
      result("GET /b", .mean, 0.51, "about 900 requests would settle it"),
      result("GET /c", .mean, 0.51, "more runs"),
    ]
    let text = CheckReport.text(Sample.check(.met, .yellow, .good, results))
    #expect(
      text.contains(
        """
        What would settle it
        - GET /a p95 and 1 other: more runs
        - GET /b mean: about 900 requests would settle it

        """))
  }

  @Test func `A thousand rows are enough for people`() {
    let objective = Sample.objective("p95 < 1s", .less, .value(1), .seconds, line: 1)
    let check = Sample.check(
      .breached, .red, .bad, Array(repeating: Sample.result(objective, endpoint: nil, 2, .breached), count: 3000))
    let text = CheckReport.text(check)
    #expect(text.contains("and 2,000 objectives more, see --format json"))
    #expect(text.split(separator: "\n").count < 1100)
  }
}

extension Sample {
  /// The p95 of the request duration.
  static func objective(
    _ text: String, _ comparator: Objective.Comparator, _ bound: Objective.Bound, _ unit: Unit, line: Int
  ) -> Objective {
    objective(text, .requestDuration, .quantile(0.95), comparator, bound, unit, line: line)
  }
}
