import Glibc

/// The comparison of two means over pairs: the one-sample t on the differences b − a ("Student", "The probable error of a
/// mean", Biometrika 6, 1908).
public enum PairedT {
  /// The mean of b[i] − a[i] with its interval of the given confidence, on n − 1 degrees of freedom.
  ///
  /// `extraVariance`, a known variance of the mean difference in its squared unit, is added to the squared standard error. Nil
  /// if the samples differ in length, hold fewer than two pairs or a value that is not finite, for a negative `extraVariance`,
  /// and for a confidence outside (0, 1).
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

  /// The paired t and its two-sided p; differences that are all zero give t 0 and p 1. Nil as in `difference`.
  public static func test(
    _ a: [Double], _ b: [Double]
  ) -> (t: Double, degreesOfFreedom: Double, pTwoSided: Double)? {
    guard let effect = effect(a, b) else { return nil }
    return TTest.twoSided(
      estimate: effect.difference, standardError: effect.standardError, degreesOfFreedom: effect.degreesOfFreedom)
  }

  private static func effect(
    _ a: [Double], _ b: [Double]
  ) -> (difference: Double, standardError: Double, degreesOfFreedom: Double)? {
    guard a.count == b.count else { return nil }
    let differences = zip(a, b).map { $1 - $0 }
    guard let mean = Moments.mean(differences), let deviation = Moments.standardDeviation(differences) else {
      return nil
    }
    let count = Double(differences.count)
    return (mean, deviation / count.squareRoot(), count - 1)
  }
}
