import PerfReporters
import Testing

@Suite struct CheckMarkdownTests {
  private func markdown(_ maximum: Int? = nil) -> String {
    var options = ReportOptions()
    options.id = "nightly"
    options.maximumBytes = maximum
    return CheckReport.markdown(CheckCase.assessment, options)
  }

  private static let marker = "<!-- perfreport:check id=nightly -->"

  @Test func `A pull request comment folds what is met`() {
    expectGolden(markdown(), "check-markdown-folds-what-is-met.md")
  }

  @Test(arguments: [0, 35, 36, 60, 100, 200, 400, 700, 900, 1200, 1800, 2400, 3000])
  func `A report fits its bytes and keeps its marker`(_ maximum: Int) {
    let text = markdown(maximum)
    #expect(text.utf8.count <= max(maximum, Self.marker.utf8.count))
    #expect(text.hasPrefix(Self.marker))
    if maximum >= 60 { #expect(text.contains("BREACHED")) }
  }

  @Test func `Shedding goes from what is met over the worst to the headline`() {
    let full = markdown().utf8.count
    let first = markdown(full - 1)
    #expect(first.contains("Objectives that are met left out to stay below \(full - 1) bytes."))
    #expect(first.contains("✓ 4 objectives met") && !first.contains("error_ratio"))
    let second = markdown(first.utf8.count - 1)
    #expect(second.contains("Objectives that are met and advice left out") && second.contains("### Ledger"))
    let third = markdown(second.utf8.count - 1)
    #expect(third.contains("Objectives that are met, advice and notes on data quality left out"))
    #expect(third.contains("Data quality: 1 "))
    let fourth = markdown(third.utf8.count - 1)
    #expect(fourth.contains("All but the worst 6 objectives left out"))
    #expect(markdown(fourth.utf8.count - 1).contains("and 1 objective more"))
  }
}
