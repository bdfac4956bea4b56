import PerfModel

/// Reads a line whose label may be only the word for target or tier: "Target: <1.8s P95 latency, <1% errors".
enum LabelledTargets {
  static func read(_ line: TargetLine, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    var context = place.context()
    var text = line.text
    if let (label, rest) = Wording.labelled(text), let tier = tier(label) {
      context.tier = tier
      text = rest
    }
    return sheet.add(TargetReading.phrase(text, context, inAlertList: place.isAlertList), at: line.spot)
  }

  /// The tier of a label that says nothing else.
  static func tier(_ label: String) -> Objective.Tier? {
    let words = Wording.words(label)
    guard (1...3).contains(words.count), words.allSatisfy(tierWords.contains) else { return nil }
    return SubjectReader.tier(label) ?? (words.contains(where: TargetWords.wanted.contains) ? .target : nil)
  }

  private static let tierWords: Set<String> = [
    "target", "targets", "goal", "goals", "slo", "slos", "sla", "objective", "expected", "required", "requirement",
    "warning", "warn", "critical", "crit", "alert", "alerts", "threshold", "hard", "limit", "level", "performance",
  ]
}
