import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

@Suite struct ObjectiveChangeTests {
  /// The bound is 550 ms, so that a value too close to call is missed at 600 and held at 500.
  @Test(
    arguments: [
      ((500, .met), (600, .breached), .newlyBreached), ((500, .tooCloseToCall), (600, .breached), .newlyBreached),
      ((500, .met), (600, .tooCloseToCall), .newlyBreached), ((600, .breached), (600, .breached), .stillBreached),
      ((600, .tooCloseToCall), (600, .tooCloseToCall), .stillBreached), ((nil, .unknown), (600, .breached), .breached),
      (nil, (600, .breached), .breached), ((600, .breached), (500, .met), .newlyMet),
      ((500, .met), (500, .met), .stillMet),
      (nil, (500, .met), .met), ((nil, .unknown), (500, .met), .met),
      ((600, .breached), (500, .tooCloseToCall), .open), ((500, .met), (nil, .unknown), .open),
    ] as [((Double?, ObjectiveStatus)?, (Double?, ObjectiveStatus), ObjectiveComparison.Movement)])
  func `What happened follows from both sides`(
    _ before: (Double?, ObjectiveStatus)?, _ after: (Double?, ObjectiveStatus), _ movement: ObjectiveComparison.Movement
  ) {
    func seconds(_ side: (Double?, ObjectiveStatus)) -> (Double?, ObjectiveStatus) {
      (side.0.map { $0 / 1000 }, side.1)
    }
    #expect(Self.comparison("p95 < 550ms", before.map(seconds), seconds(after)).movement == movement)
  }

  @Test(
    arguments: [
      ([((500, .met), (600, .breached))], "1 objective is newly breached"),
      (
        [((600, .breached), (600, .breached)), ((600, .breached), (610, .breached))],
        "2 objectives are still breached (not new)"
      ),
      ([((500, .met), (560, .tooCloseToCall))], "1 objective is newly missed (too close to call)"),
      ([((570, .breached), (560, .tooCloseToCall))], "1 objective is still missed (not new, too close to call)"),
      ([((nil, .unknown), (600, .breached))], "1 objective is breached (not judged before)"),
      (
        [((500, .met), (600, .breached)), ((600, .breached), (600, .breached)), ((500, .met), (560, .tooCloseToCall))],
        "2 objectives are breached: 1 newly, 1 not new, 1 objective is newly missed (too close to call)"
      ),
    ] as [([((Double?, ObjectiveStatus), (Double?, ObjectiveStatus))], String)])
  func `The headline says whether a breach is new and how sure it is`(
    _ sides: [((Double?, ObjectiveStatus), (Double?, ObjectiveStatus))], _ claim: String
  ) {
    func seconds(_ side: (Double?, ObjectiveStatus)) -> (Double?, ObjectiveStatus) {
      (side.0.map { $0 / 1000 }, side.1)
    }
    let objectives = sides.map { Self.comparison("p95 < 550ms", seconds($0), seconds($1)) }
    #expect(ObjectiveClaim.text(ObjectiveChanges(objectives)) == claim)
  }

  @Test func `A bound on the change that is missed is called one`() {
    #expect(
      ObjectiveClaim.text(ObjectiveChanges([Self.objectives[5]])) == "1 objective is missed (a bound on the change)")
  }

  @Test func `What does not decide is no part of the headline`() {
    let breached = Self.objectives[0]
    var after = breached.after
    after.decides = false
    let silent = ObjectiveComparison(objective: breached.objective, before: breached.before, after: after)
    let changes = ObjectiveChanges([silent, Self.objectives[3]])
    #expect(ObjectiveClaim.text(changes) == nil)
    #expect(changes.sentence == [.text("Objectives: 1 still met, 1 in code that does not decide.")])
  }

  @Test func `A thousand rows of a kind are enough for people`() {
    var assessment = ServiceCase.assessment
    assessment.objectives =
      Array(repeating: Self.objectives[1], count: 3000) + Array(repeating: Self.objectives[3], count: 1001)
    let text = ComparisonReport.text(assessment)
    #expect(text.contains("and 2,000 objectives more, see --format json"))
    #expect(text.contains("and 1 objective more, see --format json"))
    #expect(text.split(separator: "\n").count < 2200)
  }

  @Test func `A comparison shows the objectives before its rows`() {
    expectGolden(ComparisonReport.text(Self.assessment), "comparison-text-with-objectives.txt")
  }

  @Test func `Its JSON is valid and counts them`() throws {
    let schema = try JSONSchema(try #require(SchemaCatalogue.text("perfreport/comparison/1")))
    let json = ComparisonReport.json(Self.assessment)
    #expect(try schema.complaints(about: json) == [])
    #expect(
      json.contains("\"objectives\": 6,") && json.contains("\"evaluated\": 5,") && json.contains("\"unknown\": 1,"))
    for change in ["newlyBreached", "stillBreached", "newlyMet", "stillMet", "open", "breached"] {
      #expect(json.contains("\"change\": \"\(change)\""))
    }
  }

  @Test func `Its test report has a suite of objectives`() {
    let xml = ComparisonReport.junit(Self.assessment)
    #expect(xml.contains("<testsuite name=\"docs/slo.md\" tests=\"6\" failures=\"3\" errors=\"0\" skipped=\"1\">"))
  }

  @Test func `A breach without a regression is the headline`() {
    var assessment = Sample.assessment(.equivalent, .red, .bad, [])
    assessment.objectives = Self.objectives
    #expect(
      ComparisonReport.text(assessment).hasPrefix(
        "BREACHED  3 objectives are breached: 1 newly, 1 as a bound on the change, 1 not new\n"))
  }

  @Test func `Too little room keeps the newly breached objectives`() {
    var options = ReportOptions()
    options.maximumBytes = 1300
    let text = ComparisonReport.markdown(Self.assessment, options)
    #expect(text.utf8.count <= 1300)
    #expect(text.contains("### Objectives: newly breached") && !text.contains("### Objectives: newly met"))
  }

  static let objectives = [
    comparison("p95 < 550ms", (0.5, .met), (0.6, .breached)),
    comparison("p95 < 400ms", (0.5, .breached), (0.6, .breached), bound: 0.4),
    comparison("p95 < 590ms", (0.7, .breached), (0.45, .met), bound: 0.59),
    comparison("p95 < 2s", (0.5, .met), (0.6, .met), bound: 2),
    comparison("p95 at peak < 1s", nil, (nil, .unknown), bound: 1),
    ObjectiveComparison(
      objective: goal, before: nil,
      after: Sample.result(goal, endpoint: nil, 0.2, bound: -0.4, .breached, headroom: -1.5)),
  ]

  static let assessment: Assessment = {
    var assessment = ServiceCase.assessment
    assessment.objectives = objectives
    assessment.notUnderstood = [Sample.unread("p95 around lunch: fast", "no number to hold it against", line: 33)]
    return assessment
  }()

  private static let goal = Sample.objective("40% reduction in P95 latency", .atMost, .change(-0.4), .one, line: 9)

  private static func comparison(
    _ text: String, _ before: (Double?, ObjectiveStatus)?, _ after: (Double?, ObjectiveStatus), bound: Double = 0.55
  ) -> ObjectiveComparison {
    let objective = Sample.objective(text, .less, .value(bound), .milliseconds, line: 3)
    func result(_ actual: Double?, _ status: ObjectiveStatus) -> ObjectiveResult {
      Sample.result(
        objective, endpoint: "GET /api/feed", actual, status, headroom: actual.map { 1 - $0 / bound },
        reason: status == .unknown ? "measured at 60 users" : nil)
    }
    return ObjectiveComparison(
      objective: objective, before: before.map { result($0.0, $0.1) }, after: result(after.0, after.1))
  }
}
