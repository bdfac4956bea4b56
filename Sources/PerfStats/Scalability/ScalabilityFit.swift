/// The universal scalability law fitted to measured points, and how sure its coefficients are.
public struct ScalabilityFit: Sendable, Hashable {
  public let law: ScalabilityLaw
  /// What the data could tell apart; a coefficient at its bound 0 is left out of the model.
  public let shape: Shape
  /// n.
  public let points: Int
  /// Σ (X − X(N))², in 1/s².
  public let residualSumOfSquares: Double
  /// n minus the coefficients that were estimated.
  public let degreesOfFreedom: Int
  /// √(RSS/ν), per second; nil where ν = 0.
  public let residualError: Double?
  /// Two-sided p of κ = 0 against κ > 0 by the F test of the nested models on 1 and n − 3 degrees of freedom; nil where κ̂ = 0.
  public let coherenceP: Double?
  /// Standard errors from s²(JᵀJ)⁻¹ over the coefficients of the model; nil where a coefficient is at its bound or ν = 0.
  public let contentionError: Double?
  public let coherenceError: Double?
  public let scaleError: Double?
  /// Delta-method standard errors of N* and X(N*); nil where there is no peak.
  public let peakConcurrencyError: Double?
  public let peakThroughputError: Double?

  /// The model left after coefficients at their bound are dropped.
  public enum Shape: String, Sendable, Hashable, CaseIterable {
    case full
    /// κ = 0: Amdahl's law, which has no peak.
    case amdahl
    /// α = 0.
    case coherenceOnly
    /// α = κ = 0.
    case linear
  }

  /// t_{ν}: estimate ± t·SE; nil where there is no standard error.
  public func interval(_ estimate: Double?, error: Double?, confidence: Double) -> (low: Double, high: Double)? {
    guard let estimate, let error, degreesOfFreedom > 0, confidence > 0, confidence < 1 else { return nil }
    let reach = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile((1 + confidence) / 2) * error
    return reach.isFinite ? (estimate - reach, estimate + reach) : nil
  }
}
