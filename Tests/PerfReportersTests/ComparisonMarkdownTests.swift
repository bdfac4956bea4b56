import PerfReporters
import Testing

@Suite struct ComparisonMarkdownTests {
  private func markdown(_ change: (inout ReportOptions) -> Void = { _ in }) -> String {
    var options = ReportOptions()
    options.id = "nightly"
    change(&options)
    return ComparisonReport.markdown(ServiceCase.assessment, options)
  }

  private static let marker = "<!-- perfreport:compare id=nightly -->"

  @Test func `A pull request comment folds what few need`() {
    expectGolden(markdown(), "markdown-folds-what-few-need.md")
  }

  @Test(arguments: [0, 1, 37, 38, 39, 60, 100, 150, 300, 500, 700, 900, 1200, 1800, 2400, 3000, 3500])
  func `A report fits its bytes and keeps its marker`(_ maximum: Int) {
    let text = markdown { $0.maximumBytes = maximum }
    #expect(text.utf8.count <= max(maximum, Self.marker.utf8.count))
    #expect(text.hasPrefix(Self.marker))
    if maximum >= 60 { #expect(text.contains("REGRESSED")) }
  }

  @Test func `Shedding goes from unchanged rows over the worst to the headline`() {
    let full = markdown().utf8.count
    let first = markdown { $0.maximumBytes = full - 1 }
    #expect(first.contains("Unchanged rows left out to stay below \(full - 1) bytes."))
    #expect(first.contains("~ 8 rows not distinguishable"))
    #expect(!first.contains("GET /api/users/me"))
    let second = markdown { $0.maximumBytes = first.utf8.count - 1 }
    #expect(second.contains("Unchanged rows and exploratory rows left out"))
    #expect(second.contains("Exploratory (not gated): 2 of 4 rows") && !second.contains("iteration.duration p95"))
    // One part after another goes, and the changed rows stay.
    var least = second
    var steps = 0
    while case let next = markdown({ $0.maximumBytes = least.utf8.count - 1 }), !next.contains("All but the worst") {
      least = next
      steps += 1
      #expect(next.contains("### Changed rows, worst first") && next.contains("### Ledger"))
    }
    // What this report has: series of one side, assumptions and advice, notes on data quality.
    #expect(steps == 3)
    let third = markdown { $0.maximumBytes = least.utf8.count - 1 }
    #expect(third.contains("All but the worst 4 rows left out"))
    #expect(!third.contains("Exploratory") && third.contains("whole run"))
    let fourth = markdown { $0.maximumBytes = third.utf8.count - 1 }
    #expect(fourth.contains("All but the worst 3 rows left out") && fourth.contains("and 1 changed row more"))
    let headline = markdown { $0.maximumBytes = 450 }
    #expect(headline.contains("All rows left out to stay below 450 bytes.") && !headline.contains("| --"))
  }

  @Test func `Enough bytes leave the report alone`() {
    let full = markdown()
    #expect(markdown { $0.maximumBytes = full.utf8.count } == full)
  }

  @Test func `Quiet is marker and headline`() {
    #expect(
      markdown { $0.quiet = true }
        == Self.marker + "\n\n## 🔴 REGRESSED  1 of 13 gated rows is worse than the margin (not replicated)\n")
  }
}
