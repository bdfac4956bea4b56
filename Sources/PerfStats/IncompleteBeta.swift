import Glibc

/// The two pieces of the incomplete beta function that the distributions of Student and of Bernoulli's trials are made of.
enum IncompleteBeta {
  /// The continued fraction h of I_x(a, b) = xᵃ(1 − x)ᵇ·h/(a·B(a, b)), Abramowitz and Stegun 26.5.8, by the modified Lentz
  /// method (Press et al., Numerical Recipes, 3rd ed., §6.4). It converges in some forty steps for x < (a + 1)/(a + b + 2).
  static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func away(fromZero value: Double) -> Double { abs(value) < tiny ? tiny : value }

    var c = 1.0
    var d = 1 / away(fromZero: 1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(fromZero: 1 + even * d)
      c = away(fromZero: 1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(fromZero: 1 + odd * d)
      c = away(fromZero: 1 + odd / c)
      fraction *= d * c
      if abs(d * c - 1) <= .ulpOfOne / 2 { break }
    }
    return fraction
  }

  /// ln(Γ(a + ½)/Γ(a)) for a > 0.
  ///
  /// The difference of two log-gammas loses digits as `a` grows, so from 20 on it is the asymptotic series of the ratio
  /// (Tricomi and Erdélyi 1951; DLMF 5.11.13), whose first left-out term is below 10⁻¹⁶ there.
  static func logGammaHalfStep(_ a: Double) -> Double {
    guard a >= 20 else { return lgamma(a + 0.5) - lgamma(a) }
    let u = 1 / (a * a)
    let series = -1 / 8.0 + u * (1 / 192.0 + u * (-1 / 640.0 + u * (17 / 14336.0 - u * 31 / 18432.0)))
    return log(a) / 2 + series / a
  }
}
