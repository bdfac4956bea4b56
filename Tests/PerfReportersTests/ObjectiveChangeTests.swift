import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

@Suite struct ObjectiveChangeTests {
  @Test(
    arguments: [
      (ObjectiveStatus.met, ObjectiveStatus.breached, ObjectiveChange.newlyBreached),
      (.tooCloseToCall, .breached, .newlyBreached), (.breached, .breached, .stillBreached),
      (.unknown, .breached, .breached),
      (nil, .breached, .breached), (.breached, .met, .newlyMet), (.met, .met, .stillMet), (nil, .met, .met),
      (.unknown, .met, .met), (.breached, .tooCloseToCall, .open), (.met, .unknown, .open),
    ] as [(ObjectiveStatus?, ObjectiveStatus, ObjectiveChange)])
  func `What happened follows from both sides`(
    _ before: ObjectiveStatus?, _ after: ObjectiveStatus, _ change: ObjectiveChange
  ) {
    #expect(ObjectiveChange(Self.comparison("p95", before.map { (0.5, $0) }, (0.6, after))) == change)
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
      ComparisonReport.text(assessment).hasPrefix("BREACHED  3 objectives are breached, 1 of them newly\n"))
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
