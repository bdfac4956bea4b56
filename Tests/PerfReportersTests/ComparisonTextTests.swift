import PerfReporters
import Testing

@Suite struct ComparisonTextTests {
  private func text(_ change: (inout ReportOptions) -> Void = { _ in }) -> String {
    var options = ReportOptions()
    change(&options)
    return ComparisonReport.text(ServiceCase.assessment, options)
  }

  @Test func `In a pipe nothing is shortened`() { expectGolden(text(), "text-pipe-shortens-nothing.txt") }

  @Test func `On a terminal of 100 columns the rows fit`() {
    expectGolden(text { $0.width = 100 }, "text-100-columns-drops-noise-first.txt")
  }

  @Test func `On 80 columns names stand above their rows`() {
    expectGolden(text { $0.width = 80 }, "text-80-columns-names-above-rows.txt")
  }

  @Test func `On 60 columns intervals go, and the values stay`() {
    expectGolden(text { $0.width = 60 }, "text-60-columns-keeps-values.txt")
  }

  @Test(arguments: [30, 40, 60, 80, 100, 120, 200])
  func `No line is wider than the terminal`(_ width: Int) {
    let lines = text { $0.width = width }.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines.max { $0.count < $1.count } ?? "")")
  }

  @Test func `Quiet is the headline alone`() {
    #expect(
      text { $0.quiet = true } == "REGRESSED  1 of 13 gated rows is worse than the margin (not replicated)\n")
  }

  @Test func `Only changed keeps the count of the others`() {
    let text = text { $0.onlyChanged = true }
    #expect(text.contains("~ 8 rows not distinguishable from noise"))
    #expect(!text.contains("GET /api/users/me"))
    #expect(text.contains("POST /api/auth/login"))
  }

  @Test func `Colour is in headline and verdicts and nowhere else`() {
    expectGolden(text { $0.color = true }.replacing("\u{1B}", with: "␛"), "text-colours-headline-and-verdicts.txt")
  }

  @Test func `Without colour there is no escape`() { #expect(!text().contains("\u{1B}")) }

  @Test func `A time is printed only on request`() {
    #expect(!text().contains("Generated"))
    #expect(text { $0.generatedAt = "2026-11-21T08:00:00Z" }.contains("Generated at 2026-11-21T08:00:00Z"))
  }

  @Test func `The same assessment gives the same bytes`() { #expect(text() == text()) }

  @Test func `A report within noise is never called no regression`() {
    #expect(!text().lowercased().contains("no regression"))
  }
}
