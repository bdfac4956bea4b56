import Glibc

/// Intervals for a share of successes and for the difference of two shares, as fractions from 0 to 1.
///
/// Counts are real-valued, so that a design effect can shrink them to the number of independent trials they are worth.
public enum Proportion {
  /// Wilson's score interval without continuity correction.
  ///
  /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927): the roots π of
  /// (n + z²)π² − (2x + z²)π + x²/n = 0. The limit at no success is exactly 0, at nothing but successes exactly 1. Nil for no
  /// trials, for successes below 0 or above the trials, for a confidence outside (0, 1), and for a NaN or an infinity.
  public static func wilson(
    successes: Double, trials: Double, confidence: Double
  ) -> (low: Double, high: Double)? {
    guard trials > 0, trials.isFinite, successes >= 0, successes <= trials, confidence > 0, confidence < 1 else {
      return nil
    }
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    let share = successes / trials
    let reach = 2 * successes + z * z + z * (z * z + 4 * successes * (1 - share)).squareRoot()
    // The smaller root through the product of the two: their difference would cancel for rare successes.
    let low = 2 * successes * share / reach
    let high = reach / (2 * (trials + z * z))
    return (min(low, share), successes == trials ? 1 : min(1, max(high, share)))
  }

  /// The difference of the second share minus the first, with its hybrid score interval.
  ///
  /// R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods",
  /// Statistics in Medicine 17 (1998), method 10: with d = p₂ − p₁ and Wilson's limits l, u of each share the interval is from
  /// d − √((p₂ − l₂)² + (u₁ − p₁)²) to d + √((u₂ − p₂)² + (p₁ − l₁)²). `designEffect` divides all four counts. Nil as in
  /// `wilson`, and for a design effect that is not positive.
  public static func newcombe(
    successes1: Double, trials1: Double, successes2: Double, trials2: Double, confidence: Double,
    designEffect: Double = 1
  ) -> (estimate: Double, low: Double, high: Double)? {
    guard designEffect > 0, designEffect.isFinite,
      let first = wilson(
        successes: successes1 / designEffect, trials: trials1 / designEffect, confidence: confidence),
      let second = wilson(
        successes: successes2 / designEffect, trials: trials2 / designEffect, confidence: confidence)
    else { return nil }
    let share1 = successes1 / trials1
    let share2 = successes2 / trials2
    let estimate = share2 - share1
    let low = estimate - hypot(share2 - second.low, first.high - share1)
    let high = estimate + hypot(second.high - share2, share1 - first.low)
    return (estimate, max(-1, low), min(1, high))
  }

  /// The upper 95 % limit of a share that no trial has shown: 3φ/n with the design effect φ, at most 1.
  ///
  /// The "rule of three" (Hanley and Lippman-Hand, JAMA 249, 1983), 1 − 0.05^(1/n) rounded up. Without trials, or with an argument
  /// that is not a positive number, nothing is known and the limit is 1.
  public static func ruleOfThreeUpperBound(trials: Double, designEffect: Double) -> Double {
    guard trials > 0, designEffect > 0 else { return 1 }
    let bound = 3 * designEffect / trials
    return bound < 1 ? bound : 1
  }

  /// The upper limit of a share that no trial has shown: 1 − (1 − confidence)^(1/n), one-sided and exact (Clopper, Pearson, Biometrika 26,
  /// 1934, at x = 0). Nil without trials and for a confidence outside (0, 1).
  public static func upperLimit(withoutSuccessIn trials: Int, confidence: Double) -> Double? {
    guard trials > 0, confidence > 0, confidence < 1 else { return nil }
    return -expm1(log(1 - confidence) / Double(trials))
  }

  /// The fewest trials without a success that show the share to be at most `limit`: ⌈ln(1 − confidence)/ln(1 − limit)⌉.
  ///
  /// Nil for a limit or a confidence outside (0, 1), and where the number does not fit.
  public static func trials(toShowAtMost limit: Double, confidence: Double) -> Int? {
    guard limit > 0, limit < 1, confidence > 0, confidence < 1 else { return nil }
    let trials = (log(1 - confidence) / log1p(-limit)).rounded(.up)
    return trials < 0x1p62 ? Int(trials) : nil
  }
}
