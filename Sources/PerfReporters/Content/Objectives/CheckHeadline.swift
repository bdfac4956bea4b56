import PerfAnalysis
import PerfUnits

/// The sentence that everybody reads, and the one or two after it.
struct CheckHeadline {
  let tone: Tone
  /// `BREACHED (red)  2 of 14 objectives are breached`
  let text: String
  let sentences: [[Inline]]

  /// How many objectives a sentence names.
  private static let named = 3

  /// - Parameter breached: the worst first.
  init(_ assessment: CheckAssessment, breached: [ObjectiveRow]) {
    // What could not be judged must not look good, whatever else is known.
    let isOpen = assessment.judgement == .unjudged && assessment.status == .green
    tone = isOpen ? .warning : Words.tone(assessment.status)
    text = "\(Self.word(assessment)) (\(assessment.status.rawValue))  " + Self.claim(assessment)
    sentences = [Self.names(breached), Self.counts(assessment.ledger)].filter { !$0.isEmpty }
  }

  private static func word(_ assessment: CheckAssessment) -> String {
    switch assessment.verdict {
    case .breached: "BREACHED"
    // A verdict that the exit status does not stand behind must not look like one.
    case _ where assessment.judgement == .unjudged: "COULD NOT JUDGE"
    case .met: "MET"
    case .unknown: "UNKNOWN"
    }
  }

  private static func claim(_ assessment: CheckAssessment) -> String {
    let total = assessment.results.count
    switch assessment.verdict {
    case .breached:
      // The point value decides where the uncertainty does not, so a breach may be one that is too close to call.
      let count = assessment.ledger.breached
      return count == 0
        ? assessment.obstacles.first ?? "an objective is missed, though too closely to call"
        : share(count, total) + " breached"
    case _ where assessment.judgement == .unjudged || assessment.verdict == .unknown:
      return assessment.obstacles.first ?? "no objective could be held against a measured value"
    default: return share(assessment.ledger.met, total) + " met"
    }
  }

  private static func share(_ count: Int, _ total: Int) -> String {
    "\(NumberText.grouped(count)) of \(Words.count(total, "objective")) \(count == 1 ? "is" : "are")"
  }

  private static func names(_ breached: [ObjectiveRow]) -> [Inline] {
    guard !breached.isEmpty else { return [] }
    var inlines: [Inline] = [.text("Breached: ")]
    for (index, row) in breached.prefix(named).enumerated() {
      if index > 0 { inlines.append(.text(", ")) }
      let tier = row.tier.isEmpty ? "" : " (\(row.tier))"
      inlines +=
        row.name + [
          .text(" \(row.measure) "), .toned(.bad, [.text(row.figures.actual)]),
          .text(" against \(row.figures.bound)\(tier)"),
        ]
    }
    let hidden = breached.count - named
    return inlines + [.text(hidden > 0 ? " and \(Words.count(hidden, "objective")) more." : ".")]
  }

  /// `14 objectives: 11 met, 2 breached, 1 unknown. 3 lines look like a target and were not understood.`
  private static func counts(_ ledger: ObjectiveLedger) -> [Inline] {
    let counts: [(Int, ObjectiveStatus)] = [
      (ledger.met, .met), (ledger.breached, .breached), (ledger.tooCloseToCall, .tooCloseToCall),
      (ledger.unknown, .unknown),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \(Words.status($0.1))" }
    let total = ledger.evaluated + ledger.unknown
    var inlines: [Inline] = [
      .text(Words.count(total, "objective") + (words.isEmpty ? "." : ": " + words.joined(separator: ", ") + "."))
    ]
    if ledger.notUnderstood > 0 {
      let verb = ledger.notUnderstood == 1 ? "looks like a target and was" : "look like targets and were"
      inlines += [
        .text(" "),
        .toned(.warning, [.text("\(Words.count(ledger.notUnderstood, "line")) \(verb) not understood.")]),
      ]
    }
    return inlines
  }
}
