import PerfModel
import Testing

@testable import PerfAnalysis

/// The table of docs/statistics.md §2, row by row and at its edges; the margin is 5.
@Test(arguments: [
  (6.0, 9.0, Verdict.regressed),
  (5.0, 9.0, .likelyWorse),
  (0.1, 5.1, .likelyWorse),
  (0.1, 5.0, .worseWithinMargin),
  (0.0, 5.0, .equivalent),
  (-5.0, 5.0, .equivalent),
  (-5.0, -1.0, .equivalent),
  (-5.1, -0.1, .likelyImproved),
  (-9.0, -5.0, .likelyImproved),
  (-9.0, -5.1, .improved),
  (-1.0, 9.0, .inconclusive),
  (-9.0, 1.0, .inconclusive),
  (-9.0, 9.0, .inconclusive),
  (0.0, 9.0, .inconclusive),
  (-9.0, 0.0, .inconclusive),
])
func intervalAgainstMargin(low: Double, high: Double, verdict: Verdict) {
  #expect(Judge.verdict(low: low, high: high, margin: 5) == verdict)
}

@Test func higherIsBetterTurnsTheIntervalRound() {
  let effect = Effect(
    scale: .relative, estimate: 8, low: 6, high: 9, standardError: 1, degreesOfFreedom: nil, basis: .summary)
  #expect(Judge.verdict(effect, margin: 5, direction: .lowerIsBetter) == .regressed)
  #expect(Judge.verdict(effect, margin: 5, direction: .higherIsBetter) == .improved)
  #expect(Judge.verdict(effect, margin: 5, direction: .informational) == .inconclusive)
}
