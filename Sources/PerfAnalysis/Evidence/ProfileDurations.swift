import PerfDiagnostics
import PerfModel
import PerfUnits

/// Says which profiles of two sides looked for so different times that what each saw may differ for that alone.
enum ProfileDurations {
  /// From this factor on a longer profile sees phases of the load that the other cannot have seen.
  static let factor = 2.0

  static func findings(_ comparisons: [ProfileComparison]) -> [Diagnostic] {
    comparisons.compactMap(finding)
  }

  private static func finding(_ comparison: ProfileComparison) -> Diagnostic? {
    guard let before = comparison.durationBefore, let after = comparison.durationAfter else { return nil }
    let (old, new) = (Double(before) / 1e9, Double(after) / 1e9)
    guard max(old, new) > factor * min(old, new) else { return nil }
    let scale = DisplayScale(for: [old, new], dimension: .time)
    return Diagnostic(
      .note, .evidenceComparability,
      "the profiles \(comparison.label) took \(scale.text(old)) before and \(scale.text(new)) after: "
        + "the longer one saw more of the load, and divided by time or requests they may differ for that alone",
      hint: "record both sides for the same time")
  }
}
