/// Decimal digits to the nearest `Double` with integer arithmetic, where 64 bits suffice: nearly every number that a tool prints,
/// at several times the speed of the general conversion.
enum JSONDecimal {
  /// The `Double` nearest to `digits` × 10^`exponent`, nil where this takes more than 64 bits.
  static func nearest(_ digits: UInt64, exponent: Int) -> Double? {
    if digits == 0 { return 0 }
    if exponent == 0 { return Double(digits) }
    if exponent > 0 {
      // Both factors are exact, so that the product is rounded once (Clinger, "How to read floating point numbers
      // accurately", 1990).
      guard digits <= 1 << 53, exponent <= exactPowers else { return nil }
      return Double(digits) * Double(powersOfTen[exponent])
    }
    guard -exponent < powersOfTen.count else { return nil }
    return quotient(digits, powersOfTen[-exponent])
  }

  /// 10^19 is the last that 64 bits hold, and a `Double` holds all of them exactly.
  private static let exactPowers = 19

  private static let powersOfTen: [UInt64] = (0...exactPowers).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// The quotient rounded once: a long division to at least 62 bits, and a last bit that says whether a remainder is left.
  private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
    let shift = (dividend: dividend.leadingZeroBitCount, divisor: divisor.leadingZeroBitCount)
    let high = dividend << shift.dividend
    // (high · 2^63) / divisor, whose upper half is below 2^63 and so below the divisor.
    let (quotient, remainder) = (divisor << shift.divisor).dividingFullWidth((high >> 1, high << 63))
    let rounded = Double(quotient | (remainder == 0 ? 0 : 1))
    return Double(sign: .plus, exponent: shift.divisor - shift.dividend - 63, significand: rounded)
  }
}
