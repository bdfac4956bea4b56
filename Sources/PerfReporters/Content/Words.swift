import PerfAnalysis
import PerfUnits

/// Small pieces of English that several reports share.
enum Words {
  /// `1 row`, `2 rows`, `1,204 rows`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    NumberText.grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
  }

  /// `a`, `a and b`, `a, b and c`
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A sentence that goes on after a colon; what begins like a name or an abbreviation stays.
  static func lowered(_ text: String) -> String {
    guard let first = text.first, let second = text.dropFirst().first, first.isUppercase, !second.isUppercase else {
      return text
    }
    return first.lowercased() + text.dropFirst()
  }

  /// What a verdict is called in a sentence.
  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .regressed: "regressed"
    case .likelyWorse: "likely worse"
    case .worseWithinMargin: "worse within the margin"
    case .equivalent: "equivalent"
    case .likelyImproved: "likely improved"
    case .improved: "improved"
    case .inconclusive: "cannot tell"
    case .notComparable: "not comparable"
    case .noData: "no data"
    case .new: "new"
    case .missing: "missing"
    }
  }

  /// One character that tells verdicts apart without colours; `~` is "not distinguishable".
  static func symbol(_ verdict: Verdict) -> String {
    switch verdict {
    case .regressed: "✗"
    case .likelyWorse: "!"
    case .worseWithinMargin: "≲"
    case .equivalent, .inconclusive: "~"
    case .likelyImproved, .improved: "✓"
    case .notComparable: "≠"
    case .noData: "?"
    case .new: "+"
    case .missing: "-"
    }
  }

  static func tone(_ verdict: Verdict) -> Tone {
    switch verdict {
    case .regressed: .bad
    case .likelyWorse, .notComparable, .noData: .warning
    case .likelyImproved, .improved: .good
    case .worseWithinMargin, .equivalent, .inconclusive, .new, .missing: .neutral
    }
  }

  static func tone(_ status: Status) -> Tone {
    switch status {
    case .green: .good
    case .yellow: .warning
    case .red: .bad
    }
  }

  /// What the status of an objective is called in a sentence.
  static func status(_ status: ObjectiveStatus) -> String {
    switch status {
    case .met: "met"
    case .breached: "breached"
    case .tooCloseToCall: "too close to call"
    case .unknown: "unknown"
    }
  }

  static func symbol(_ status: ObjectiveStatus) -> String {
    switch status {
    case .met: "✓"
    case .breached: "✗"
    case .tooCloseToCall: "~"
    case .unknown: "?"
    }
  }

  static func tone(_ status: ObjectiveStatus) -> Tone {
    switch status {
    case .met: .good
    case .breached: .bad
    case .tooCloseToCall, .unknown: .warning
    }
  }
}
