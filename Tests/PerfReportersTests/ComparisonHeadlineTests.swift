import PerfModel
import PerfReporters
import Testing

@testable import PerfAnalysis

@Suite struct ComparisonHeadlineTests {
  private func headline(_ assessment: Assessment) -> String {
    var options = ReportOptions()
    options.quiet = true
    return ComparisonReport.text(assessment, options)
  }

  private let same = Sample.row("a", before: 1, after: 1, .equivalent)

  @Test func `Verdicts in a sentence`() {
    let better = Sample.row("b", before: 1, after: 0.5, .improved)
    #expect(
      headline(Sample.assessment(.improved, .green, .good, [same, better]))
        == "IMPROVED  1 of 2 gated rows is better than the margin, none is worse\n")
    #expect(
      headline(Sample.assessment(.equivalent, .green, .good, [same, same]))
        == "EQUIVALENT  2 of 2 gated rows are within the margin on both sides\n")
    let open = Sample.row("c", before: 1, after: 1, .inconclusive)
    #expect(
      headline(Sample.assessment(.inconclusive, .yellow, .good, [open, same]))
        == "INCONCLUSIVE  1 of 2 gated rows is not distinguishable from noise, and a change could hide in it\n")
  }

  @Test func `Exploratory rows are no part of the count`() {
    let beside = Sample.row("x", before: 1, after: 9, .regressed, gated: false)
    #expect(
      headline(Sample.assessment(.equivalent, .green, .good, [same, beside]))
        == "EQUIVALENT  1 of 1 gated row is within the margin on both sides\n")
  }

  @Test func `What was not judged never reads like a verdict`() {
    let reason = "no endpoint of the before side has a partner"
    #expect(
      headline(Sample.assessment(.inconclusive, .yellow, .unjudged, obstacles: [reason], [same]))
        == "COULD NOT JUDGE  \(reason)\n")
    #expect(
      headline(Sample.assessment(.notComparable, .yellow, .unjudged, obstacles: [reason], []))
        == "NOT COMPARABLE  \(reason)\n")
  }

  @Test func `Lost endpoints are counted right under the headline`() {
    let ledger = Ledger(
      seriesBefore: 6, seriesAfter: 4, compared: 4, new: 0, missing: 2, renamedCandidates: 0, noData: 0,
      endpointsBefore: 6, endpointsMatched: 4)
    let text = ComparisonReport.text(Sample.assessment(.equivalent, .yellow, .good, [same], ledger: ledger))
    #expect(text.contains("\n2 of 6 endpoints before have no partner after.\n"))
    #expect(
      text.contains(
        "6 series before = 4 compared + 0 without data + 2 missing; 4 after = 4 compared + 0 without data + 0 new"))
  }
}
