/// Mean, variance and standard deviation of a sample.
///
/// Every function refuses (nil) an empty sample and one that holds a NaN or an infinity. Equal values have exactly their value
/// as mean and exactly zero spread, whatever rounding would say.
public enum Moments {
  /// The arithmetic mean, in the unit of `x`. It never overflows where the values themselves are in range.
  public static func mean(_ x: [Double]) -> Double? {
    guard let range = finiteRange(x) else { return nil }
    return range.low == range.high ? range.low : Summation.mean(ofFinite: x)
  }

  /// The sample variance with the divisor n − 1, in the square of the unit of `x`.
  ///
  /// The corrected two-pass formula: Chan, Golub, LeVeque, "Algorithms for computing the sample variance", The American
  /// Statistician 37 (1983), eq. 1.7. Nil also for fewer than two values and for a variance beyond the range of `Double`,
  /// where `standardDeviation` still has an answer.
  public static func variance(_ x: [Double]) -> Double? {
    guard let scaled = scaledVariance(x) else { return nil }
    let variance = scaled.value.scaled(byPowerOfTwo: 2 * scaled.exponent)
    return variance.isFinite ? variance : nil
  }

  /// The square root of the sample variance (divisor n − 1), in the unit of `x`; nil for fewer than two values.
  public static func standardDeviation(_ x: [Double]) -> Double? {
    guard let scaled = scaledVariance(x) else { return nil }
    return scaled.value.squareRoot().scaled(byPowerOfTwo: scaled.exponent)
  }

  /// The variance of x·2^−exponent, where the exponent is that of the largest magnitude: no square can overflow, and none that
  /// matters can underflow.
  private static func scaledVariance(_ x: [Double]) -> (value: Double, exponent: Int)? {
    guard x.count >= 2, let range = finiteRange(x) else { return nil }
    guard range.low < range.high else { return (0, 0) }
    // One more than the exponent, so that a difference of two values of opposite sign stays small too.
    let exponent = Int(max(abs(range.low), abs(range.high)).exponent) + 1
    // In two steps, since 2^−exponent itself may be out of range.
    let half = 1.0.scaled(byPowerOfTwo: -(exponent / 2))
    let rest = 1.0.scaled(byPowerOfTwo: -(exponent - exponent / 2))
    var total = Summation.Compensated()
    for value in x { total.add(value * half * rest) }
    let count = Double(x.count)
    let center = total.value / count
    var squares = Summation.Compensated()
    var drift = Summation.Compensated()
    for value in x {
      let deviation = value * half * rest - center
      squares.add(deviation * deviation)
      drift.add(deviation)
    }
    return (max(0, squares.value - drift.value * drift.value / count) / (count - 1), exponent)
  }

  /// The smallest and the largest value; nil for an empty array and one with a NaN or an infinity.
  static func finiteRange(_ x: [Double]) -> (low: Double, high: Double)? {
    guard var low = x.first else { return nil }
    var high = low
    for value in x {
      guard value.isFinite else { return nil }
      low = min(low, value)
      high = max(high, value)
    }
    return (low, high)
  }
}

extension Double {
  /// self·2^n, exact unless the result leaves the range of normal numbers.
  func scaled(byPowerOfTwo n: Int) -> Double { Double(sign: .plus, exponent: n, significand: self) }
}
