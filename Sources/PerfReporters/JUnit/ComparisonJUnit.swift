import PerfAnalysis

/// The gated rows of a comparison as test cases, and its objectives.
enum ComparisonJUnit {
  static func text(_ assessment: Assessment, isStrict: Bool) -> String {
    let rows = assessment.comparisons.filter(\.isGated).map(ComparisonRow.init)
    let content = ComparisonContent(assessment)
    var gate = JUnitReport.Suite(
      name: "perfreport compare", cases: rows.map(testCase),
      remarks: [content.headline.text, LedgerText.line(assessment.ledger)])
    let objectives = CheckJUnit.suites(assessment.objectives.map(\.after), isStrict: isStrict)
    if assessment.judgement == .unjudged, !(gate.cases + objectives.flatMap(\.cases)).contains(where: isBad) {
      gate.cases.append(unjudged(assessment))
    }
    return JUnitReport(name: "perfreport compare", suites: [gate] + objectives).text
  }

  /// Without a case that says so, what could not be judged would look like a pass.
  private static func unjudged(_ assessment: Assessment) -> JUnitReport.Case {
    JUnitReport.Case(
      className: "perfreport compare", name: "judgement",
      outcome: .error(
        type: assessment.verdict.rawValue, message: assessment.obstacles.first ?? "the two sides cannot be judged"))
  }

  private static func isBad(_ testCase: JUnitReport.Case) -> Bool {
    switch testCase.outcome {
    case .failed, .error: true
    case .passed, .skipped: false
    }
  }

  private static func testCase(_ row: ComparisonRow) -> JUnitReport.Case {
    JUnitReport.Case(className: row.subject, name: row.measure, outcome: outcome(row))
  }

  private static func outcome(_ row: ComparisonRow) -> JUnitReport.Outcome {
    let verdict = row.comparison.verdict
    let reason = row.comparison.reason.map { ": " + $0 } ?? ""
    switch verdict {
    case .regressed: return .failed(type: verdict.rawValue, message: sentence(row))
    case .notComparable, .noData: return .error(type: verdict.rawValue, message: Words.verdict(verdict) + reason)
    case .inconclusive, .new, .missing: return .skipped(row.verdictText + reason)
    case .likelyWorse, .worseWithinMargin: return .passed(remark: sentence(row))
    case .equivalent, .likelyImproved, .improved: return .passed(remark: nil)
    }
  }

  /// `p50 went from 44.9 ms to 55.3 ms: +23.1 % (90 % interval +7.9 … +40.4 %), regressed (not replicated)`
  static func sentence(_ row: ComparisonRow) -> String {
    let figures = row.figures
    let interval = figures.interval.isEmpty ? "" : " (90 % interval \(figures.interval))"
    return
      "\(row.measure) went from \(figures.before) to \(figures.after): \(figures.change)\(interval), \(row.verdictText)"
  }
}
