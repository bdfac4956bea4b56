import Glibc

/// The comparison of two means without the assumption of equal variances.
///
/// B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved",
/// Biometrika 34 (1947), with the degrees of freedom of F. E. Satterthwaite, Biometrics Bulletin 2 (1946), eq. 17.
public enum Welch {
  /// mean(b) − mean(a) with its interval of the given confidence.
  ///
  /// `extraVariance`, a known variance of the difference in its squared unit (quantisation, say), is added to the squared
  /// standard error; the degrees of freedom are those of the two samples alone. Where neither sample varies the formula has
  /// no value, and they are min(n) − 1, the least it can give. Nil if either sample holds fewer than two values or one that is
  /// not finite, for a negative `extraVariance`, for a confidence outside (0, 1), and where a limit leaves the range.
  public static func difference(
    _ a: [Double], _ b: [Double], confidence: Double, extraVariance: Double = 0
  ) -> IntervalEstimate? {
    guard extraVariance >= 0, let effect = effect(a, b) else { return nil }
    return IntervalEstimate(
      estimate: effect.difference,
      standardError: hypot(effect.standardError, extraVariance.squareRoot()),
      degreesOfFreedom: effect.degreesOfFreedom,
      confidence: confidence)
  }

  /// Welch's t of mean(b) − mean(a) and its two-sided p; all values equal give t 0 and p 1.
  ///
  /// Two constant samples that differ give t ±∞ and p 0. Nil as in `difference`.
  public static func test(
    _ a: [Double], _ b: [Double]
  ) -> (t: Double, degreesOfFreedom: Double, pTwoSided: Double)? {
    guard let effect = effect(a, b) else { return nil }
    return TTest.twoSided(
      estimate: effect.difference, standardError: effect.standardError, degreesOfFreedom: effect.degreesOfFreedom)
  }

  /// The one-sided p of H₀ "the true value is at most `bound`" against "it is above `bound`", from an estimate with its standard
  /// error: the upper tail of t = (estimate − bound)/SE, normal where `e` has no degrees of freedom.
  ///
  /// Without a standard error it is 0 for an estimate above the bound, else 1. NaN for a NaN bound.
  public static func upperTail(of e: IntervalEstimate, beyond bound: Double) -> Double {
    let excess = e.estimate - bound
    guard e.standardError != 0 else { return excess > 0 ? 0 : excess <= 0 ? 1 : .nan }
    let t = excess / e.standardError
    return e.degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).upperTail(t) } ?? NormalDistribution.upperTail(t)
  }

  private static func effect(
    _ a: [Double], _ b: [Double]
  ) -> (difference: Double, standardError: Double, degreesOfFreedom: Double)? {
    guard let meanA = Moments.mean(a), let meanB = Moments.mean(b), let deviationA = Moments.standardDeviation(a),
      let deviationB = Moments.standardDeviation(b)
    else { return nil }
    let errorA = deviationA / Double(a.count).squareRoot()
    let errorB = deviationB / Double(b.count).squareRoot()
    let difference = meanB - meanA
    let standardError = hypot(errorA, errorB)
    guard difference.isFinite, standardError.isFinite else { return nil }
    let degreesOfFreedom = satterthwaite((errorA, a.count), (errorB, b.count))
    return (difference, standardError, degreesOfFreedom)
  }

  /// (u + v)²/(u²/(n−1) + v²/(m−1)) for the squared standard errors u and v, taken relative to the larger one so that no
  /// power overflows.
  private static func satterthwaite(_ a: (error: Double, count: Int), _ b: (error: Double, count: Int)) -> Double {
    let scale = max(a.error, b.error)
    guard scale > 0 else { return Double(min(a.count, b.count) - 1) }
    let u = (a.error / scale) * (a.error / scale)
    let v = (b.error / scale) * (b.error / scale)
    return (u + v) * (u + v) / (u * u / Double(a.count - 1) + v * v / Double(b.count - 1))
  }
}
