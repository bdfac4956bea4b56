import Glibc

/// Sampling errors that a published summary gives away: a few quantiles and a count, without the sample.
///
/// `quantiles` are (order p, value) with orders strictly inside (0, 1) in strictly ascending order and values that do not fall;
/// anything else is refused (nil), and so are a count below 1 and, where they take part, values that are not positive and
/// finite. Standard errors are of the natural logarithm, so of a relative size. They assume independent observations: a design
/// effect is the caller's to multiply.
public enum QuantileError {
  /// The standard error of ln q_p, and whether it is only a rough figure.
  ///
  /// The asymptotic √(p(1 − p)/n)/f(q_p) (Serfling, Approximation Theorems of Mathematical Statistics, §2.3.3) with the slope of the
  /// quantile function d ln q/dp = 1/(q·f) taken from what is published:
  /// - from the neighbours a < p < b: (ln q_b − ln q_a)/(b − a);
  /// - for the highest quantile: the slope down to its neighbour × 1.5, since the tail opens up beyond it (rough);
  /// - for the lowest one: of the log-normal distribution through it and the quantile above it, σ/φ(z_p) with
  ///   σ = (ln q_b − ln q_p)/(z_b − z_p). At the median z_p = 0, and with b = 0.9 it is (ln q₉₀ − ln q₅₀)/1.2816/0.3989.
  ///
  /// A `p` that is not published needs a neighbour on both sides. Equal neighbours give 0: what rounding hid, this formula cannot
  /// see.
  public static func logStandardError(
    of p: Double, among quantiles: [(p: Double, value: Double)], count: Double
  ) -> (standardError: Double, rough: Bool)? {
    guard isUsable(quantiles, count), p > 0, p < 1 else { return nil }
    let below = quantiles.last { $0.p < p }
    let above = quantiles.first { $0.p > p }
    let published = quantiles.first { $0.p == p }
    let slope: Double?
    switch (below, published, above) {
    case (let below?, _, let above?):
      slope = logRatio(below, above).map { $0 / (above.p - below.p) }
    case (let below?, let top?, nil):
      slope = logRatio(below, top).map { 1.5 * $0 / (top.p - below.p) }
    case (nil, let bottom?, let above?):
      slope = logNormalDeviation(bottom, above).map { $0 / NormalDistribution.density(NormalDistribution.quantile(p)) }
    default:
      slope = nil
    }
    return slope.map { ((p * (1 - p) / count).squareRoot() * $0, above == nil) }
  }

  /// The standard error of the logarithm of a mean, and whether it is only a rough figure.
  ///
  /// With a standard deviation s it is s/(mean·√n), by the delta method. Without one it is that of a log-normal sample,
  /// √((exp(σ²) − 1)/n), with σ from the first published quantile at or above the median and the next one, or else from the last
  /// two (rough).
  public static func logStandardErrorOfMean(
    mean: Double, standardDeviation: Double?, among quantiles: [(p: Double, value: Double)], count: Double
  ) -> (standardError: Double, rough: Bool)? {
    guard mean > 0, mean.isFinite, count >= 1, count.isFinite else { return nil }
    if let standardDeviation {
      let standardError = standardDeviation / mean / count.squareRoot()
      return standardDeviation >= 0 && standardError.isFinite ? (standardError, false) : nil
    }
    guard isUsable(quantiles, count), quantiles.count >= 2 else { return nil }
    let last = quantiles.count - 1
    let anchor = min(quantiles.firstIndex { $0.p >= 0.5 } ?? last, last - 1)
    guard let sigma = logNormalDeviation(quantiles[anchor], quantiles[anchor + 1]) else { return nil }
    let standardError = (expm1(sigma * sigma) / count).squareRoot()
    return standardError.isFinite ? (standardError, true) : nil
  }

  /// σ of the log-normal distribution through two quantiles.
  private static func logNormalDeviation(
    _ low: (p: Double, value: Double), _ high: (p: Double, value: Double)
  ) -> Double? {
    logRatio(low, high).map {
      $0 / (NormalDistribution.quantile(high.p) - NormalDistribution.quantile(low.p))
    }
  }

  /// ln(high/low), nil unless both are positive and finite.
  private static func logRatio(
    _ low: (p: Double, value: Double), _ high: (p: Double, value: Double)
  ) -> Double? {
    guard low.value > 0, low.value.isFinite, high.value.isFinite else { return nil }
    return log(high.value) - log(low.value)
  }

  private static func isUsable(_ quantiles: [(p: Double, value: Double)], _ count: Double) -> Bool {
    count >= 1 && count.isFinite && quantiles.allSatisfy { $0.p > 0 && $0.p < 1 }
      && zip(quantiles, quantiles.dropFirst()).allSatisfy { $0.p < $1.p && $0.value <= $1.value }
  }
}
