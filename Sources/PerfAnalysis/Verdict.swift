/// What one row says (docs/statistics.md §2).
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// Worse by more than the margin, with the whole interval beyond it.
  case regressed
  /// Worse, but perhaps by less than the margin.
  case likelyWorse
  /// Surely worse and surely by no more than the margin.
  case worseWithinMargin
  /// The change lies within the margin on both sides.
  case equivalent
  /// Better, but perhaps by less than the margin.
  case likelyImproved
  /// Better by more than the margin, with the whole interval beyond it.
  case improved
  /// The data cannot tell.
  case inconclusive
  /// A precondition of the comparison fails.
  case notComparable
  /// A row that was measured before holds nothing now.
  case noData
  /// Only the after side has it, or the before side is zero.
  case new
  /// Only the before side has it.
  case missing
}

/// What the whole comparison says.
public enum OverallVerdict: String, Sendable, Hashable, CaseIterable {
  case regressed
  case improved
  case equivalent
  case inconclusive
  case notComparable
}

/// The traffic light of a report.
public enum Status: String, Sendable, Hashable, CaseIterable {
  case green
  case yellow
  case red
}

/// What a process that judged says with its exit status (README.md, "Exit status"); failures to read or write are not here.
public enum Judgement: Int32, Sendable, Hashable, CaseIterable {
  /// Judged, and good.
  case good = 0
  /// Judged, and bad.
  case bad = 1
  /// Could not judge.
  case unjudged = 2
}
