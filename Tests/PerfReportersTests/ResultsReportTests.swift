import Foundation
import PerfDiagnostics
import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis
@testable import PerfReporters

@Suite struct ResultsReportTests {
  @Test func `A realistic run fills the template`() throws {
    expectGolden(try ResultsReport.render(ResultsCase.full), "results-of-a-realistic-run.md")
  }

  @Test func `What nobody knows stays a question`() throws {
    expectGolden(try ResultsReport.render(ResultsCase.bare), "results-of-a-bare-run-are-questions.md")
  }

  @Test func `The built-in template is the file of the repository`() throws {
    let file = try #require(TestCorpus.bytes(ofPath: TestCorpus.repository + "/templates/LOAD_TEST_RESULTS.md"))
    let template = try ResultsTemplate(String(decoding: file, as: UTF8.self), file: "mine.md")
    #expect(try ResultsReport.render(ResultsCase.full, template: template) == ResultsReport.render(ResultsCase.full))
  }

  @Test func `No way of writing a variable leaves out the escape`() throws {
    let text = "{{environment.commit}} {{{environment.commit}}} {{&environment.commit}}"
    #expect(try render(text, "mine.md") == "`abc1234` `abc1234` `abc1234`")
  }

  @Test(arguments: [
    ("{{#runs}}{{label}}{{/runs}}", "nightly", "a.txt"), ("{{#runs}}{{label}}{{/runs}}", "`nightly`", "a.md"),
    ("{{#runs}}{{label}}{{/runs}}", "`nightly`", "no-suffix"),
    ("{{#runs}}{{label}}{{/runs}}", "<code>nightly</code>", "a.html"),
    (
      "{{#load}}{{#users}}yes {{.}}{{/users}}{{^offeredRate}}, unknown{{/offeredRate}}{{/load}}", "yes 1 … 60, unknown",
      "a.txt"
    ),
    ("{{#runs}}{{#files}}{{label}} {{path}}{{/files}}{{/runs}}", "nightly run.json", "a.txt"),
    ("{{! a comment }}x{{=<% %>=}}<%status%>", "xred", "a.txt"),
    ("{{#hasChecks}}<{{#checks}}{{name}}{{/checks}}>{{/hasChecks}}", "<status is 200>", "a.txt"),
    ("{{#hasRuns}}{{=<% %>=}}<%status%><%/hasRuns%>{{status}}", "redred", "a.txt"),
    ("{{#environment.facts}}{{name}}={{value}}{{/environment.facts}}", "server=nginx/1.28", "a.txt"),
  ])
  func `Sections, comments and delimiters are those of Mustache`(
    _ text: String, _ expected: String, _ file: String
  ) throws {
    #expect(try render(text, file) == expected)
  }

  /// An endpoint without a p99 must not show that of the whole run, whose object stands around it.
  @Test func `An unknown value is not looked for in the objects around it`() throws {
    let text = "{{#wholeRun}}{{#endpoints}}{{name}}: {{p99}}\n{{/endpoints}}{{/wholeRun}}"
    #expect(try render(text, "a.txt") == "GET /api/feed: not recorded\nPOST /api/auth/login: not recorded\n")
  }

  @Test func `What is inside an unknown object asks the object's question`() throws {
    let template = try ResultsTemplate("{{check.ledger}} {{#check}}no{{/check}}{{^check}}none{{/check}}", file: "a.txt")
    #expect(
      try ResultsReport.render(ResultsCase.bare, template: template)
        == "No targets of the run itself were given: which does this service have? --slo DOC none")
  }

  /// A blank or a zero in place of what nobody knows would be read as a result.
  @Test func `No variable of the context is blank`() throws {
    func texts(_ fields: [TemplateField], _ prefix: String) -> [String] {
      fields.flatMap { field -> [String] in
        switch field.kind {
        case .text, .optional: [prefix + field.name]
        case .object(let fields, _): texts(fields, prefix + field.name + ".")
        case .flag, .texts, .list: []
        }
      }
    }
    for name in texts(ResultsFields.all, "") {
      for file in ["a.md", "a.html", "a.txt"] {
        let template = try ResultsTemplate("{{\(name)}}", file: file)
        let text = try ResultsReport.render(ResultsCase.bare, template: template)
        #expect(!text.allSatisfy(\.isWhitespace) && text != "0", "\(name) is blank")
      }
    }
  }

  @Test func `Several runs are shown as one with their interval`() throws {
    let slower = Run(
      label: "again", tool: "k6", toolVersion: nil, format: "k6-summary-export", startedAt: nil, duration: 31,
      files: [], context: ["commit": "fff0000"], series: ResultsCase.run.series, declaredObjectives: [], diagnostics: []
    )
    let context = ResultsContext(runs: [ResultsCase.run, slower, slower])
    let template = try ResultsTemplate(
      "{{environment.commit}} {{load.duration}} {{throughput.requests}} {{#wholeRun}}{{median}}{{/wholeRun}}",
      file: "a.txt")
    // Three times the same median: nothing varies from run to run.
    #expect(
      try ResultsReport.render(context, template: template)
        == "abc1234, fff0000 30.5–31.0 s 21,303 30.0 ms (30.0 … 30.0)")
  }

  @Test(arguments: HostileNameTests.names)
  func `No name gets out of its place`(_ name: String) throws {
    func context(_ name: String) -> ResultsContext {
      let run = Run(
        label: name, tool: name, toolVersion: name, format: name, startedAt: nil, duration: nil,
        files: [InputFile(path: name, sha256: name)], context: ["commit": name, "command": name, "x\(name)": name],
        series: ["z", "y"].map {
          Series(
            key: SeriesKey(.requestErrorRatio, endpoint: name + $0),
            metric: MetricCatalogue.metric(.requestErrorRatio)!,
            content: .ratio(Ratio(value: 0.5)))
        }, declaredObjectives: [], diagnostics: [])
      return ResultsContext(
        runs: [run], check: HostileNameTests.check(name), comparison: HostileNameTests.assessment(name),
        formats: [FormatText(id: name, tool: name, title: name, holds: name, lacks: name, record: name)])
    }
    HostileNameTests.expectHarmless(
      try ResultsReport.render(context(name)), like: try ResultsReport.render(context("plain")))
    let html = try ResultsTemplate("<p title=\"{{title}}\">{{#runs}}{{tool}}{{label}}{{/runs}}</p>", file: "a.html")
    let text = try ResultsReport.render(context(name), template: html)
    #expect(text.replacing("<code>", with: "").replacing("</code>", with: "").count { $0 == "<" } == 2)
  }

  private func render(_ text: String, _ file: String) throws -> String {
    try ResultsReport.render(ResultsCase.full, template: try ResultsTemplate(text, file: file))
  }
}
