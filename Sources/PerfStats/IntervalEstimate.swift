/// An estimate with its two-sided confidence interval, all in the unit of the estimate.
public struct IntervalEstimate: Sendable, Equatable {
  /// The point estimate.
  public let estimate: Double
  /// The lower confidence limit.
  public let low: Double
  /// The upper confidence limit.
  public let high: Double
  /// The standard error of the estimate.
  public let standardError: Double
  /// The degrees of freedom of the standard error; nil where it is taken as known, and the normal distribution applies.
  public let degreesOfFreedom: Double?

  /// An interval whose limits were found some other way than from the standard error.
  public init(estimate: Double, low: Double, high: Double, standardError: Double, degreesOfFreedom: Double?) {
    self.estimate = estimate
    self.low = low
    self.high = high
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// estimate ± q·SE, where q is the quantile of order (1 + confidence)/2 of Student's distribution, or of the normal
  /// distribution without degrees of freedom.
  ///
  /// Nil for a confidence outside (0, 1), a negative standard error, degrees of freedom that are not positive, and whatever
  /// is or becomes infinite or NaN.
  public init?(estimate: Double, standardError: Double, degreesOfFreedom: Double?, confidence: Double) {
    guard confidence > 0, confidence < 1, standardError >= 0 else { return nil }
    let order = (1 + confidence) / 2
    let critical =
      degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).quantile(order) } ?? NormalDistribution.quantile(order)
    let margin = standardError == 0 ? 0 : critical * standardError
    let low = estimate - margin
    let high = estimate + margin
    guard critical >= 0, low.isFinite, high.isFinite else { return nil }
    self.init(
      estimate: estimate, low: low, high: high, standardError: standardError, degreesOfFreedom: degreesOfFreedom)
  }
}
