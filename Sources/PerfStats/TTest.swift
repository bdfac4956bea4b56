/// What the t-tests share once estimate, standard error and degrees of freedom are known.
enum TTest {
  /// t = estimate/SE and its two-sided p. A zero standard error is no evidence where the estimate is zero too (t 0, p 1), and
  /// certainty where it is not (t ±∞, p 0).
  static func twoSided(
    estimate: Double, standardError: Double, degreesOfFreedom: Double
  ) -> (t: Double, degreesOfFreedom: Double, pTwoSided: Double) {
    guard estimate != 0 else { return (0, degreesOfFreedom, 1) }
    let t = estimate / standardError
    let tail = StudentT(degreesOfFreedom: degreesOfFreedom).upperTail(abs(t))
    return (t, degreesOfFreedom, min(1, 2 * tail))
  }
}
