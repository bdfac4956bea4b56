import PerfAnalysis
import PerfDiagnostics
import PerfUnits

/// The sentence that everybody reads, and the one or two after it.
struct CheckHeadline {
  let tone: Tone
  /// `BREACHED (red)  2 of 14 objectives are breached`
  let text: String
  let sentences: [[Inline]]

  /// How many objectives a sentence names.
  private static let named = 3

  /// - Parameter open: what is not met, the worst first.
  init(_ assessment: CheckAssessment, open: [ObjectiveRow]) {
    // What could not be judged must not look good, whatever else is known.
    let isOpen = assessment.judgement == .unjudged && assessment.status == .green
    tone = isOpen ? .warning : Words.tone(assessment.status)
    let tally = Tally(assessment.results)
    text = "\(Self.word(assessment)) (\(assessment.status.rawValue))  " + Self.claim(assessment, tally)
    let missed = open.filter { $0.result.decides && $0.result.isMissed }
    sentences = [
      Self.names("Breached: ", missed.filter { $0.status == .breached }),
      Self.names("Missed (too close to call): ", missed.filter { $0.status == .tooCloseToCall }),
      Self.counts(tally, assessment.ledger.notUnderstood),
    ].filter { !$0.isEmpty }
  }

  /// The counts of the objectives that take part in the verdict.
  private struct Tally {
    var total = 0
    /// Those that do not take part.
    var silent = 0
    var met = 0
    var breached = 0
    /// Too close to call, by the side of the bound that the value is on.
    var closeHeld = 0
    var closeMissed = 0
    var unknown = 0

    init(_ results: [ObjectiveResult]) {
      for result in results {
        guard result.decides else {
          silent += 1
          continue
        }
        total += 1
        switch result.status {
        case .met: met += 1
        case .breached: breached += 1
        case .tooCloseToCall where result.isMissed: closeMissed += 1
        case .tooCloseToCall: closeHeld += 1
        case .unknown: unknown += 1
        }
      }
    }
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

  private static func claim(_ assessment: CheckAssessment, _ tally: Tally) -> String {
    switch assessment.verdict {
    case .breached: return claim("breached", tally.breached, "missed", tally.closeMissed, tally.total)
    case _ where assessment.judgement == .unjudged || assessment.verdict == .unknown:
      return assessment.obstacles.first ?? "no objective could be held against a measured value"
    default:
      let isUnbounded = assessment.diagnostics.contains { $0.id == .unboundedErrors }
      return claim("met", tally.met, "met", tally.closeHeld, tally.total)
        + (isUnbounded ? "; requests failed, and none says how many may" : "")
    }
  }

  /// `2 of 5 objectives are met, 1 more met (too close to call)`. The value decides where its uncertainty does not.
  private static func claim(_ word: String, _ certain: Int, _ closeWord: String, _ close: Int, _ total: Int) -> String {
    guard certain > 0 else { return "\(share(close, total)) \(closeWord) (too close to call)" }
    let more = close > 0 ? ", \(NumberText.grouped(close)) more \(closeWord) (too close to call)" : ""
    return "\(share(certain, total)) \(word)\(more)"
  }

  private static func share(_ count: Int, _ total: Int) -> String {
    "\(NumberText.grouped(count)) of \(Words.count(total, "objective")) \(count == 1 ? "is" : "are")"
  }

  private static func names(_ opening: String, _ rows: [ObjectiveRow]) -> [Inline] {
    guard !rows.isEmpty else { return [] }
    var inlines: [Inline] = [.text(opening)]
    for (index, row) in rows.prefix(named).enumerated() {
      if index > 0 { inlines.append(.text(", ")) }
      let tier = row.tier.isEmpty ? "" : " (\(row.tier))"
      inlines +=
        row.name + [
          .text(" \(row.measure) "), .toned(.bad, [.text(row.figures.actual)]),
          .text(" against \(row.figures.bound)\(tier)"),
        ]
    }
    let hidden = rows.count - named
    return inlines + [.text(hidden > 0 ? " and \(Words.count(hidden, "objective")) more." : ".")]
  }

  /// `14 objectives: 11 met, 2 breached, 1 unknown. 3 lines look like a target and were not understood.`
  private static func counts(_ tally: Tally, _ notUnderstood: Int) -> [Inline] {
    let counts: [(Int, String)] = [
      (tally.met, Words.status(.met)), (tally.breached, Words.status(.breached)),
      (tally.closeHeld + tally.closeMissed, Words.status(.tooCloseToCall)), (tally.unknown, Words.status(.unknown)),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
    var text =
      Words.count(tally.total, "objective") + (words.isEmpty ? "." : ": " + words.joined(separator: ", ") + ".")
    if tally.silent > 0 {
      text += " \(NumberText.grouped(tally.silent)) more in code \(tally.silent == 1 ? "does" : "do") not decide."
    }
    var inlines: [Inline] = [.text(text)]
    if notUnderstood > 0 {
      let verb = notUnderstood == 1 ? "looks like a target and was" : "look like targets and were"
      inlines += [
        .text(" "), .toned(.warning, [.text("\(Words.count(notUnderstood, "line")) \(verb) not understood.")]),
      ]
    }
    return inlines
  }
}
