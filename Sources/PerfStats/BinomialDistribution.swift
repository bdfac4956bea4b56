import Glibc

/// How many of a number of independent trials succeed.
public enum BinomialDistribution {
  /// P(X ≥ `successes`) of `trials` with `probability` each, between 0 and 1: Iₚ(s, n − s + 1) (Abramowitz and Stegun 26.5.24).
  /// Meant for the tail above the mean, where it loses no digits; 0 where it is smaller than a `Double` can be.
  public static func upperTail(_ successes: Double, of trials: Double, probability: Double) -> Double {
    guard successes > 0 else { return 1 }
    guard successes <= trials, probability > 0 else { return 0 }
    guard probability < 1 else { return 1 }
    let (a, b) = (successes, trials - successes + 1)
    let front = exp(
      a * log(probability) + b * log1p(-probability) + lgamma(a + b) - lgamma(a) - lgamma(b))
    // The fraction converges on its own side of the mean only.
    guard probability < (a + 1) / (a + b + 2) else {
      return max(0, 1 - front * IncompleteBeta.continuedFraction(b, a, 1 - probability) / b)
    }
    return min(1, front * IncompleteBeta.continuedFraction(a, b, probability) / a)
  }
}
