import PerfDiagnostics
import PerfModel
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

struct QueryReportTests {
  private static func capture(_ texts: [String], calls: Int = 200) -> QueryCapture {
    QueryCapture(
      source: .counters,
      statements: texts.enumerated().map { index, text in
        QueryStatement(
          text: QueryText(text),
          counters: QueryCounters(
            counts: [.calls: calls, .rows: calls * (index + 1)], times: [.execution: Double(index + 1)]))
      })
  }

  private static func assessment(_ analysis: QueryAnalysis, _ plans: [QueryPlanChange] = []) -> Assessment {
    var assessment = Sample.assessment(.equivalent, .green, .good, [])
    assessment.queries = analysis
    assessment.queryPlans = plans
    return assessment
  }

  @Test func showsTheTenThatChangedMost() {
    let texts = (0..<12).map { "SELECT c\($0) FROM t" }
    let analysis = QueryAnalysis(before: [Self.capture(texts)], after: [Self.capture(Array(texts.reversed()))])
    let text = ComparisonReport.text(Self.assessment(analysis))
    #expect(text.contains("12 statements by the change of their total time."))
    // From 1 s to 12 s, and the other way round, are the largest changes; 6 s to 7 s the least.
    #expect(text.contains("SELECT c0 FROM t") && text.contains("SELECT c11 FROM t"))
    #expect(!text.contains("SELECT c5 FROM t") && text.contains("and 2 statements more"))
  }

  @Test func saysWhatIsAbsent() {
    let analysis = QueryAnalysis(
      before: [Self.capture(["SELECT a FROM t"])], after: [Self.capture(["SELECT b FROM t"])])
    let markdown = ComparisonReport.markdown(Self.assessment(analysis))
    #expect(markdown.contains("| `SELECT a FROM t` | 200 | – | 5.00 ms | – | 1.00 s | – | gone |"))
    #expect(markdown.contains("| `SELECT b FROM t` | – | 200 | – | 5.00 ms | – | 1.00 s | new |"))
  }

  @Test func writesJSONToItsSchema() throws {
    let analysis = QueryAnalysis(
      before: [Self.capture(["/* route='/a' */ SELECT a", "SELECT b"])], after: [Self.capture(["SELECT b"])])
    let node = PlanNode(
      type: "Seq Scan", estimate: PlanEstimate(startupCost: 0, totalCost: 1, rows: 100, width: 1),
      actual: PlanActual(startupTime: nil, totalTime: nil, rows: 1, loops: 1))
    let plans = [LabelledPlan(label: "p", plan: QueryPlan(root: node))]
    let json = ComparisonReport.json(Self.assessment(analysis, QueryPlanChange.pairs(plans, plans)))
    let schema = try JSONSchema(try #require(SchemaCatalogue.text(SchemaCatalogue.comparison)))
    #expect(try schema.complaints(about: json) == [])
    #expect(json.contains(#""route": "/a""#) && json.contains(#""presence": "gone""#))
    #expect(json.contains(#""expectedRows": 100"#))
  }

  /// A comparison and a run in which every text is the name.
  private static func hostile(_ name: String) -> (Assessment, [InspectedFile]) {
    let statement = "SELECT '\(name)', \(name) /* route='\(name)' */"
    let analysis = QueryAnalysis(before: [capture([statement, name])], after: [capture([statement])])
    let plan = QueryPlan(query: name, root: PlanNode(type: name, relation: name, index: name))
    let other = QueryPlan(query: name, root: PlanNode(type: "x"))
    let plans = QueryPlanChange.pairs([LabelledPlan(label: name, plan: plan)], [LabelledPlan(label: name, plan: other)])
    let run = Run(
      label: name, tool: name, toolVersion: nil, format: "x", startedAt: nil, duration: nil, files: [], context: [:],
      series: [], declaredObjectives: [], queries: [capture([statement, name])], plans: [plan], diagnostics: [])
    let format = FormatText(id: "x", tool: "x", title: "x", holds: "", lacks: "", record: "")
    return (assessment(analysis, plans), [InspectedFile(path: "x", format: format, runs: [run])])
  }

  @Test(arguments: HostileNameTests.names)
  func survivesHostileStatements(name: String) throws {
    let (assessment, inspected) = Self.hostile(name)
    let (plain, _) = Self.hostile("plain")
    HostileNameTests.expectHarmless(ComparisonReport.markdown(assessment), like: ComparisonReport.markdown(plain))
    for text in [
      ComparisonReport.text(assessment), InspectReport.text(inspected), InspectReport.markdown(inspected),
    ] {
      #expect(!text.unicodeScalars.contains { $0 != "\n" && PrintableText.isUnsafe($0) })
    }
    let json = ComparisonReport.json(assessment)
    let schema = try JSONSchema(try #require(SchemaCatalogue.text(SchemaCatalogue.comparison)))
    #expect(try schema.complaints(about: json) == [])
  }
}
