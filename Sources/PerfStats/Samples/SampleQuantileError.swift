import Glibc

/// The sampling error of a quantile of *independent* values, from the values themselves.
public enum SampleQuantileError {
  /// The standard error of ln q_p of `count` values, and whether it is only a rough figure.
  ///
  /// Half the distance of ln q at p ± √(p(1 − p)/n): R. S. Woodruff, "Confidence intervals for medians and other position measures",
  /// JASA 47 (1952). It is `QuantileError`'s formula with the nearest neighbours that the count can tell apart. Where the upper
  /// end leaves the sample, the slope down to the lower one × 1.5 stands in (rough).
  /// Nil without values, for `p` outside (0, 1), and where a quantile is not positive.
  /// - Parameter quantile: the quantile of any order inside [0, 1].
  public static func logStandardError(
    of p: Double, count: Int, quantile: (Double) -> Double?
  ) -> (standardError: Double, rough: Bool)? {
    guard count > 0, p > 0, p < 1 else { return nil }
    let reach = (p * (1 - p) / Double(count)).squareRoot()
    guard let center = quantile(p), center > 0, let low = quantile(max(0, p - reach)), low > 0 else { return nil }
    guard p + reach <= 1, let high = quantile(p + reach) else {
      return (1.5 * (log(center) - log(low)), true)
    }
    return ((log(high) - log(low)) / 2, p - reach < 0)
  }
}
