import PerfAnalysis
import PerfUnits

/// The sentence that everybody reads, and the one or two after it.
struct ComparisonHeadline {
  let tone: Tone
  /// `REGRESSED  2 of 13 gated rows are worse than their margin (not replicated)`
  let text: String
  /// What got worse, what got better, what is not there.
  let sentences: [[Inline]]

  /// How many rows a sentence names.
  private static let named = 3

  init(
    _ assessment: Assessment, gated: [ComparisonRow], changed: [ComparisonRow], tests: TestCases,
    objectives: ObjectiveChanges
  ) {
    tone = assessment.judgement == .unjudged ? .warning : Words.tone(assessment.status)
    text = Self.word(assessment) + "  " + Self.claim(assessment, gated, tests, objectives)
    // The totals of test reports say nothing that the sentence on tests does not.
    func rows(_ verdicts: Verdict...) -> [ComparisonRow] {
      changed.filter { verdicts.contains($0.comparison.verdict) && !TestCases.isTotal($0) }
    }
    sentences = [
      Self.names("Worse: ", rows(.regressed, .worseWithinMargin), .bad),
      Self.names("Likely worse: ", rows(.likelyWorse), .warning), Self.names("Better: ", rows(.improved), .good),
      Self.names("Likely better: ", rows(.likelyImproved), .good),
      Self.counts(gated), Self.tests(tests), objectives.sentence, Self.unmatched(assessment.ledger),
    ].filter { !$0.isEmpty }
  }

  private static func word(_ assessment: Assessment) -> String {
    switch assessment.verdict {
    case .regressed where assessment.judgement == .bad: "REGRESSED"
    // The after side alone can miss an objective, whatever it is compared with.
    case _ where assessment.judgement == .bad: "BREACHED"
    case .notComparable: "NOT COMPARABLE"
    // A verdict that the exit status does not stand behind must not look like one.
    case _ where assessment.judgement == .unjudged: "COULD NOT JUDGE"
    case .regressed: "REGRESSED"
    case .improved: "IMPROVED"
    case .equivalent: "EQUIVALENT"
    case .inconclusive: "INCONCLUSIVE"
    }
  }

  private static func claim(
    _ assessment: Assessment, _ gated: [ComparisonRow], _ tests: TestCases, _ objectives: ObjectiveChanges
  ) -> String {
    if assessment.judgement == .unjudged || assessment.verdict == .notComparable && assessment.judgement != .bad {
      return assessment.obstacles.first ?? "the two sides cannot be judged"
    }
    func share(_ verdicts: Verdict...) -> String {
      let rows = gated.filter { verdicts.contains($0.comparison.verdict) }
      let isOne = rows.count == 1
      return "\(NumberText.grouped(rows.count)) of \(Words.count(gated.count, "gated row")) \(isOne ? "is" : "are")"
    }
    switch assessment.verdict {
    case .regressed:
      let regressed = gated.filter { $0.comparison.verdict == .regressed }
      let isReplicated = regressed.contains(where: \.comparison.isReplicated)
      let rows =
        regressed.isEmpty
        ? nil : share(.regressed) + " worse than the margin" + (isReplicated ? "" : " (not replicated)")
      let cases = tests.newlyFailing.count
      let failing = cases == 0 ? nil : Words.count(cases, "test") + (cases == 1 ? " newly fails" : " newly fail")
      let claims = [failing, rows, ObjectiveClaim.text(objectives)].compactMap(\.self)
      return claims.isEmpty ? "something is worse than it may be" : claims.joined(separator: ", ")
    case _ where assessment.judgement == .bad: return ObjectiveClaim.text(objectives) ?? "an objective is breached"
    case .improved:
      let isOnlyTests = gated.allSatisfy { $0.comparison.verdict != .improved || TestCases.isTotal($0) }
      let fixed = Words.count(tests.fixed.count, "test") + " fixed, none newly fails"
      return isOnlyTests && !tests.fixed.isEmpty ? fixed : share(.improved) + " better than the margin, none is worse"
    case .equivalent: return share(.equivalent) + " within the margin on both sides"
    case .inconclusive:
      func has(_ verdict: Verdict) -> Bool { gated.contains { $0.comparison.verdict == verdict } }
      if has(.likelyWorse) { return share(.likelyWorse) + " likely worse, none is proven worse" }
      let skipped = tests.newlySkipped.count
      if skipped > 0 { return Words.count(skipped, "test") + (skipped == 1 ? " is" : " are") + " newly skipped" }
      if has(.inconclusive) {
        return share(.inconclusive) + " not distinguishable from noise, and a change could hide in it"
      }
      return "nothing is proven worse, but not everything that was there before is there after"
    case .notComparable: return ""
    }
  }

  private static func names(_ opening: String, _ rows: [ComparisonRow], _ tone: Tone) -> [Inline] {
    guard !rows.isEmpty else { return [] }
    var inlines: [Inline] = [.text(opening)]
    for (index, row) in rows.prefix(named).enumerated() {
      if index > 0 { inlines.append(.text(", ")) }
      inlines += row.name + [.text(" \(row.measure) "), .toned(tone, [.text(row.figures.change)])]
    }
    let hidden = rows.count - named
    return hidden > 0 ? inlines + [.text(" and \(Words.count(hidden, "row")) more.")] : inlines + [.text(".")]
  }

  /// `13 gated rows: 1 regressed, 3 improved, 1 equivalent, 7 cannot tell, 1 not comparable.`
  private static func counts(_ gated: [ComparisonRow]) -> [Inline] {
    guard !gated.isEmpty else { return [] }
    let counts = Verdict.allCases.compactMap { verdict in
      let count = gated.filter { $0.comparison.verdict == verdict }.count
      return count == 0 ? nil : "\(NumberText.grouped(count)) \(Words.verdict(verdict))"
    }
    return [.text("\(Words.count(gated.count, "gated row")): " + counts.joined(separator: ", ") + ".")]
  }

  private static func tests(_ tests: TestCases) -> [Inline] {
    guard !tests.isEmpty else { return [] }
    let counts: [(Int, String)] = [
      (tests.newlyFailing.count, "newly failing"), (tests.newlySkipped.count, "newly skipped"),
      (tests.fixed.count, "fixed"), (tests.slower.count, "slower"),
      (tests.faster.count, "faster"), (tests.new.count, "new"), (tests.missing.count, "missing"),
      (tests.unjudged.count, "not judged"), (tests.unchanged, "unchanged"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return [.text("Tests: " + words.joined(separator: ", ") + ".")]
  }

  private static func unmatched(_ ledger: Ledger) -> [Inline] {
    let lost = ledger.endpointsBefore - ledger.endpointsMatched
    guard lost > 0 else { return [] }
    let verb = lost == 1 ? "has" : "have"
    return [
      .toned(
        .warning,
        [.text("\(lost) of \(Words.count(ledger.endpointsBefore, "endpoint")) before \(verb) no partner after.")])
    ]
  }
}
