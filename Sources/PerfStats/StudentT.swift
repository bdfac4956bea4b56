import Glibc

/// Student's t distribution with any real, positive number of degrees of freedom.
///
/// With degrees of freedom that are not positive, or NaN, every function answers NaN; with infinitely many it is the normal
/// distribution.
public struct StudentT: Sendable, Equatable {
  /// ν, the degrees of freedom; not necessarily whole (Welch–Satterthwaite).
  public let degreesOfFreedom: Double

  /// The distribution with `degreesOfFreedom` = ν.
  public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// P(T ≤ t). NaN for NaN.
  public func cumulative(_ t: Double) -> Double { upperTail(-t) }

  /// P(T > t), accurate far out in the tail. NaN for NaN.
  ///
  /// For t > 0 it is I_x(ν/2, ½)/2 with x = ν/(ν + t²): Abramowitz and Stegun 26.7.1 with 26.5.2. With many degrees of
  /// freedom x is so near 1 that its distance from it loses digits, and Hill's normal deviate takes over.
  public func upperTail(_ t: Double) -> Double {
    guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
    guard degreesOfFreedom.isFinite else { return NormalDistribution.upperTail(t) }
    if t == 0 { return 0.5 }
    if degreesOfFreedom > Self.manyDegreesOfFreedom { return NormalDistribution.upperTail(normalDeviate(t)) }
    let tail = exp(logUpperTail(abs(t)))
    return t > 0 ? tail : 1 - tail
  }

  /// The t with P(T ≤ t) = `p`; −∞ at 0, +∞ at 1 and where t leaves the range of `Double`, NaN for `p` outside [0, 1].
  ///
  /// Newton's method on ln P(T > t) as a function of ln t. That function is concave and falling, and the tail's bounding power
  /// law gives a start above the solution, from where each step stays above it and comes nearer. With many degrees of freedom
  /// Hill's deviate, which hardly differs from t, is turned around by correcting t with what is missing.
  public func quantile(_ p: Double) -> Double {
    let nu = degreesOfFreedom
    guard nu > 0, p >= 0, p <= 1 else { return .nan }
    guard nu.isFinite else { return NormalDistribution.quantile(p) }
    if p == 0.5 { return 0 }
    guard nu <= Self.manyDegreesOfFreedom else {
      let z = NormalDistribution.quantile(p)
      return z.isFinite ? (0..<50).reduce(z) { t, _ in t + (z - normalDeviate(t)) } : z
    }
    let logTail = log(min(p, 1 - p))
    var t = exp((logDensityConstant + (nu - 1) / 2 * log(nu) - logTail) / nu)
    for _ in 0..<200 where t.isFinite {
      let logP = logUpperTail(t)
      let slope = exp(log(t) + logDensityConstant - (nu + 1) / 2 * logOnePlusSquare(t) - logP)
      let step = (logP - logTail) / slope
      guard step < 0 else { break }
      t *= exp(step)
      if step > -.ulpOfOne { break }
    }
    return p < 0.5 ? -t : t
  }

  /// Above so many degrees of freedom Hill's deviate is the more accurate way.
  private static let manyDegreesOfFreedom = 1e4

  /// The z with P(Z > z) = P(T > t) to about 10⁻¹⁵: G. W. Hill, "Algorithm 395: Student's t-distribution", Communications of
  /// the ACM 13 (1970), eq. 1, with two correction terms.
  private func normalDeviate(_ t: Double) -> Double {
    guard t.isFinite else { return t }
    let a = degreesOfFreedom - 0.5
    let b = 48 * a * a
    let square = a * logOnePlusSquare(abs(t))
    let z = square.squareRoot()
    let cubic = (square + 3) * z / b
    let seventh = (((4 * square + 33) * square + 240) * square + 855) * z
    let deviate = z + cubic - seventh / (10 * b * (b + 0.8 * square * square + 100))
    return t < 0 ? -deviate : deviate
  }

  /// ln P(T > t) for t > 0.
  private func logUpperTail(_ t: Double) -> Double {
    if t == .infinity { return -.infinity }
    let a = degreesOfFreedom / 2
    let logX = -logOnePlusSquare(t)
    // 1 − x = t²/(ν + t²).
    let ratio = t / degreesOfFreedom.squareRoot()
    let logY = -log1p(1 / ratio / ratio)
    let logFront = a * logX + logY / 2 + IncompleteBeta.logGammaHalfStep(a) - log(Double.pi) / 2
    let x = exp(logX)
    if x < (a + 1) / (a + 2.5) {
      return logFront + log(IncompleteBeta.continuedFraction(a, 0.5, x) / degreesOfFreedom)
    }
    return log(0.5 - exp(logFront) * IncompleteBeta.continuedFraction(0.5, a, exp(logY)))
  }

  /// ln(1 + t²/ν), also where the square overflows.
  private func logOnePlusSquare(_ t: Double) -> Double {
    let ratio = t / degreesOfFreedom.squareRoot()
    return ratio < 1e100 ? log1p(ratio * ratio) : 2 * (log(t) - log(degreesOfFreedom) / 2)
  }

  /// The logarithm of the density at 0, Γ((ν + 1)/2)/(Γ(ν/2)·√(νπ)).
  private var logDensityConstant: Double {
    IncompleteBeta.logGammaHalfStep(degreesOfFreedom / 2) - log(degreesOfFreedom * .pi) / 2
  }
}
