/// Intervals of the peak by profile likelihood.
///
/// Bates, Watts, Nonlinear Regression Analysis and Its Applications (1988), §6.1: the values θ for which the least squares with θ held
/// fixed stay below RSS·(1 + t²/ν), t the two-sided quantile on ν = n − 3 degrees of freedom. It bends with the model where the delta
/// method's symmetric interval would reach below zero. α may go below zero here, as the noise of a few points allows: holding it at the
/// bound would make the interval narrower than the data are. An end that does not exist (the data allow a law without a peak) is nil.
extension ScalabilityFitter {
  /// The interval of N*.
  public func peakConcurrencyInterval(_ fit: ScalabilityFit, confidence: Double) -> ProfileInterval? {
    guard let peak = fit.law.peakConcurrency else { return nil }
    // κ = (1 − α)/N*² holds N* fixed.
    return interval(fit, around: peak, confidence: confidence) { fixed in
      { p in
        let coherence = (1 - p[0]) / (fixed * fixed)
        return self.residuals([p[0], coherence, p[1]]).map { value, gradient in
          (value, [gradient[0] - gradient[1] / (fixed * fixed), gradient[2]])
        }
      }
    } start: {
      [fit.law.contention, fit.law.scale / self.largest]
    } upper: {
      [1, .greatestFiniteMagnitude]
    }
  }

  /// The interval of X(N*), per second.
  public func peakThroughputInterval(_ fit: ScalabilityFit, confidence: Double) -> ProfileInterval? {
    guard let peak = fit.law.peakThroughput else { return nil }
    // γ = X*·(α − κ + 2√(κ(1 − α))) holds X* fixed.
    let found = interval(fit, around: peak / largest, confidence: confidence) { fixed in
      { p in
        let (contention, coherence) = (p[0], p[1])
        let root = (coherence * (1 - contention)).squareRoot()
        let scale = fixed * (contention - coherence + 2 * root)
        let byContention = fixed * (1 - (root > 0 ? coherence / root : 0))
        let byCoherence = fixed * (-1 + (root > 0 ? (1 - contention) / root : 0))
        return self.residuals([contention, coherence, scale]).map { value, gradient in
          (value, [gradient[0] + gradient[2] * byContention, gradient[1] + gradient[2] * byCoherence])
        }
      }
    } start: {
      [fit.law.contention, fit.law.coherence]
    } upper: {
      [1 - 1e-9, 1]
    }
    return found.map { ProfileInterval(low: $0.low.map { $0 * largest }, high: $0.high.map { $0 * largest }) }
  }

  /// Walks away from the estimate until the least squares cross the limit, and halves the last step until the crossing is found.
  private func interval(
    _ fit: ScalabilityFit, around estimate: Double, confidence: Double,
    model: (Double) -> (([Double]) -> [LevenbergMarquardt.Residual]), start: () -> [Double], upper: () -> [Double]
  ) -> ProfileInterval? {
    let freedom = fit.points - 3
    guard freedom > 0, confidence > 0, confidence < 1 else { return nil }
    let t = StudentT(degreesOfFreedom: Double(freedom)).quantile((1 + confidence) / 2)
    let least = fit.residualSumOfSquares / (largest * largest)
    let limit = least * (1 + t * t / Double(freedom))
    func sum(_ fixed: Double) -> Double {
      // Two starts: the estimate itself, and a law with hardly any contention, which far peaks need.
      [start(), [1e-3, start()[1]]].compactMap { from in
        LevenbergMarquardt.minimize(
          start: from, lower: [-0.5, 1e-12], upper: upper(), maximumSteps: 200, residuals: model(fixed))?.sumOfSquares
      }.min() ?? .infinity
    }
    func end(_ factor: Double) -> Double? {
      var inside = estimate
      var outside = estimate
      var ratio = factor
      for _ in 0..<60 {
        outside = inside * ratio
        if sum(outside) > limit { break }
        inside = outside
        ratio *= ratio.squareRoot()
        guard outside > estimate * 1e-6, outside < estimate * 1e6 else { return nil }
      }
      guard sum(outside) > limit else { return nil }
      for _ in 0..<60 where abs(outside / inside - 1) > 1e-10 {
        let middle = (inside * outside).squareRoot()
        if sum(middle) > limit { outside = middle } else { inside = middle }
      }
      return inside
    }
    return ProfileInterval(low: end(1 / 1.01), high: end(1.01))
  }
}

/// The ends of a profile-likelihood interval; nil where the data set no end.
public struct ProfileInterval: Sendable, Hashable {
  public let low: Double?
  public let high: Double?
}
