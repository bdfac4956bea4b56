/// What a comparison could have seen, and what would let it see more: a one-sided test at 5 % with 80 % power.
public enum Resolution {
  /// The smallest true effect that is found with 80 % power, in the unit of the standard error: (z.95 + z.80)·SE ≈ 2.49·SE.
  ///
  /// The power formula of a normal test with a known standard error: Chow, Shao, Wang, Sample Size Calculations in Clinical
  /// Research, 2nd ed., §3.1. NaN for a negative or NaN standard error.
  public static func smallestVisibleEffect(standardError: Double) -> Double {
    standardError >= 0 ? detectableDeviates * standardError : .nan
  }

  /// How many runs a side are needed to see a change of e^`logMargin` − 1, if ln of the metric varies from run to run with the
  /// standard deviation `runToRunDeviation`: ⌈2(z.95 + z.80)²(σ/ln(1 + δ))²⌉, and at least the 3 of a Welch interval.
  /// Chow, Shao, Wang, §3.2 (two parallel groups of equal size).
  ///
  /// `Int.max` where no number will do: a margin that is not positive, a deviation that is negative or NaN, or a result out of
  /// range.
  public static func runsPerSide(toResolve logMargin: Double, runToRunDeviation: Double) -> Int {
    guard logMargin > 0, runToRunDeviation >= 0 else { return .max }
    let ratio = detectableDeviates * runToRunDeviation / logMargin
    let runs = (2 * ratio * ratio).rounded(.up)
    return runs < 0x1p62 ? max(3, Int(runs)) : .max
  }

  /// z.95 + z.80.
  private static let detectableDeviates = NormalDistribution.quantile(0.95) + NormalDistribution.quantile(0.8)
}
