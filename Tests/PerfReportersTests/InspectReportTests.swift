import PerfModel
import PerfReporters
import PerfUnits
import Testing

@Suite struct InspectReportTests {
  private static let format = FormatText(
    id: "k6-summary-export", tool: "k6", title: "k6 legacy summary export",
    holds: "Statistics of every metric and tag that has a threshold.",
    lacks: "no requests one by one, so no comparison from raw samples",
    record:
      "k6 run --summary-export summary.json \\\n  --summary-trend-stats 'avg,min,med,max,p(90),p(95),p(99),count' script.js"
  )

  @Test func `A file shows what it is, what it holds and what it lacks`() {
    let file = InspectedFile(path: "summary.json", format: Self.format, runs: [RunJSONTests.run])
    expectGolden(
      TextRenderer(width: 100).render(InspectReport.document([file])), "inspect-what-it-is-holds-and-lacks.txt")
  }

  @Test func `An empty run lacks everything and claims nothing`() {
    let run = RunBuilder(label: "empty", tool: "k6", format: "k6-summary-export").finish()[0]
    let text = TextRenderer().render(
      InspectReport.document([InspectedFile(path: "x.json", format: Self.format, runs: [run])]))
    #expect(text.contains("- no start time"))
    #expect(!text.contains("p95"))
  }

  @Test func `Formats are listed in a table`() {
    let text = TextRenderer().render(FormatsReport.list([Self.format]))
    #expect(
      text == """
        format             tool  title                     holds
        k6-summary-export  k6    k6 legacy summary export  Statistics of every metric and tag that has a threshold.

        """)
  }

  @Test func `A format has a page`() {
    expectGolden(MarkdownRenderer().render(FormatsReport.page(Self.format)), "formats-page-of-one-format.md")
  }
}
