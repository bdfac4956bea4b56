/// A straight line through weighted points, and where it reaches a height.
///
/// y = a + b·x by weighted least squares (Draper, Smith, Applied Regression Analysis, 3rd ed., §9.2): b = Sxy/Sxx, a = ȳ − b·x̄ with
/// weighted means, s² = Σ w(y − a − bx)²/(n − 2).
public struct WeightedLine: Sendable, Equatable {
  /// a, in the unit of y.
  public let intercept: Double
  /// b, in the unit of y over that of x.
  public let slope: Double
  /// The standard error of b; nil with two points, where nothing is left over to estimate it from.
  public let slopeError: Double?
  /// n − 2.
  public let degreesOfFreedom: Int
  private let meanX: Double
  private let meanY: Double
  private let spreadX: Double
  private let totalWeight: Double
  private let residualVariance: Double?

  /// Nil for fewer than two points of different x, weights that are not positive, and values that are not finite.
  public init?(x: [Double], y: [Double], weights: [Double]? = nil) {
    let weights = weights ?? [Double](repeating: 1, count: x.count)
    guard x.count >= 2, x.count == y.count, x.count == weights.count,
      (x + y + weights).allSatisfy(\.isFinite), weights.allSatisfy({ $0 > 0 })
    else { return nil }
    let total = Summation.sum(weights)
    let meanX = Summation.sum(zip(weights, x).map { $0 * $1 }) / total
    let meanY = Summation.sum(zip(weights, y).map { $0 * $1 }) / total
    let spreadX = Summation.sum(zip(weights, x).map { $0 * ($1 - meanX) * ($1 - meanX) })
    guard spreadX > 0, spreadX.isFinite else { return nil }
    let slope = Summation.sum(x.indices.map { weights[$0] * (x[$0] - meanX) * (y[$0] - meanY) }) / spreadX
    let intercept = meanY - slope * meanX
    let residuals = Summation.sum(
      x.indices.map { place in
        let residual = y[place] - meanY - slope * (x[place] - meanX)
        return weights[place] * residual * residual
      })
    let variance = x.count > 2 ? residuals / Double(x.count - 2) : nil
    guard slope.isFinite, intercept.isFinite else { return nil }
    self.slope = slope
    self.intercept = intercept
    slopeError = variance.map { ($0 / spreadX).squareRoot() }
    degreesOfFreedom = x.count - 2
    self.meanX = meanX
    self.meanY = meanY
    self.spreadX = spreadX
    totalWeight = total
    residualVariance = variance
  }

  /// The x at which the line reaches `y`; nil for a level line.
  public func x(reaching y: Double) -> Double? {
    let x = meanX + (y - meanY) / slope
    return slope != 0 && x.isFinite ? x : nil
  }

  /// The interval of that x after E. C. Fieller, "Some problems in interval estimation", J. R. Stat. Soc. B 16 (1954).
  ///
  /// With h = y − ȳ, the solutions of (h − b·u)² = t²s²(1/Σw + u²/Sxx) for u = x − x̄. Nil with two points, and where the slope is not
  /// surely different from zero, for then the set of such x is unbounded.
  public func interval(reaching y: Double, confidence: Double) -> (low: Double, high: Double)? {
    guard let residualVariance, confidence > 0, confidence < 1 else { return nil }
    let t = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile((1 + confidence) / 2)
    let height = y - meanY
    let noise = t * t * residualVariance
    let quadratic = slope * slope - noise / spreadX
    let discriminant = height * height * slope * slope - quadratic * (height * height - noise / totalWeight)
    guard quadratic > 0, discriminant >= 0 else { return nil }
    let ends = [-1, 1].map { meanX + (height * slope + $0 * discriminant.squareRoot()) / quadratic }
    guard ends.allSatisfy(\.isFinite) else { return nil }
    return (min(ends[0], ends[1]), max(ends[0], ends[1]))
  }
}
