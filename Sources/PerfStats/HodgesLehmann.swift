/// The robust estimate of the shift between two samples.
///
/// Hodges and Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34 (1963).
public enum HodgesLehmann {
  /// The median of all differences b[j] − a[i], with an interval between two of these differences.
  ///
  /// The limits are the differences of rank k and nm + 1 − k, where k is the largest with P(U ≤ k − 1) ≤ (1 − confidence)/2
  /// under the null distribution of Mann and Whitney without ties: exact up to `MannWhitney.exactLimit` values a side, else by
  /// the normal approximation with continuity correction (Hollander, Wolfe, Chicken, Nonparametric Statistical Methods, 3rd
  /// ed., §4.3). The closed interval covers the shift with at least the confidence asked for; with ties it covers more often.
  ///
  /// The standard error is the interval's width over twice the normal quantile, for want of a better one, and there are no
  /// degrees of freedom. Memory grows with n + m, not with n·m. Nil if either sample is empty or holds a value that is not
  /// finite, for a confidence outside (0, 1), and where the samples are too small to reach it: 90 % needs 3 + 3, 95 % 4 + 4.
  public static func shift(_ a: [Double], _ b: [Double], confidence: Double) -> IntervalEstimate? {
    guard confidence > 0, confidence < 1, let differences = PairwiseDifferences(a, b),
      let rank = lowerRank(a.count, b.count, confidence: confidence)
    else { return nil }
    let low = differences[rank: rank]
    let high = differences[rank: differences.count + 1 - rank]
    let standardError = (high - low) / (2 * NormalDistribution.quantile((1 + confidence) / 2))
    guard standardError.isFinite else { return nil }
    return IntervalEstimate(
      estimate: differences.median, low: low, high: high, standardError: standardError, degreesOfFreedom: nil)
  }

  /// k of the lower limit, nil where not even the lowest difference is low enough.
  static func lowerRank(_ m: Int, _ n: Int, confidence: Double) -> Int? {
    // (1 − 0.9)/2 is a hair below the 1/20 it stands for; the slack keeps 3 + 3 values good for 90 %.
    let tail = (1 - confidence) / 2 * (1 + 1e-12)
    let rank: Int
    if max(m, n) <= MannWhitney.exactLimit {
      let distribution = RankSumDistribution(
        groupSizes: [Int](repeating: 1, count: m + n), drawing: m, doubledLimit: m * n)
      var cumulative = 0.0
      rank =
        distribution.weights.firstIndex { weight in
          cumulative += weight
          return cumulative > tail
        } ?? distribution.weights.count
    } else {
      let (m, n) = (Double(m), Double(n))
      let deviation = (m * n * (m + n + 1) / 12).squareRoot()
      rank = Int((m * n / 2 + NormalDistribution.quantile(tail) * deviation + 0.5).rounded(.down))
    }
    return rank >= 1 ? rank : nil
  }
}
