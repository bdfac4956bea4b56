/// The randomisation test of paired differences: under the null hypothesis each difference could as well have had the other
/// sign (R. A. Fisher, The Design of Experiments, 1935, §21).
public enum SignFlip {
  /// The largest number of non-zero differences whose 2ⁿ sign patterns are counted exactly.
  public static let exactLimit = 40

  /// The two-sided p of "the mean difference is 0": the share of sign patterns whose sum is at least as far from zero as the
  /// observed one. Nil for no differences and for one that is not finite; 1 where the observed sum is zero.
  ///
  /// Exact up to `exactLimit` non-zero differences (zeros change nothing): the two halves' subset sums are built in order and
  /// met in the middle (Horowitz and Sahni, JACM 21, 1974), so that 2ⁿ patterns cost 2^(n/2) steps. Sums that differ by less
  /// than 10⁻¹³ of the sum of magnitudes count as equal. Above the limit it is the normal approximation of the sum, with
  /// variance Σd².
  public static func pValue(_ differences: [Double]) -> Double? {
    guard let range = Moments.finiteRange(differences) else { return nil }
    // Magnitudes below 1, so that no sum of them overflows.
    let exponent = -Int(max(abs(range.low), abs(range.high), .leastNormalMagnitude).exponent) - 1
    let scaled = differences.filter { $0 != 0 }.map { $0.scaled(byPowerOfTwo: exponent) }
    let magnitudes = scaled.map(abs)
    let total = Summation.sum(magnitudes)
    let observed = abs(Summation.sum(scaled))
    let tolerance = 1e-13 * total
    guard observed > tolerance else { return 1 }
    guard scaled.count <= exactLimit else {
      let deviation = Summation.sum(scaled.map { $0 * $0 }).squareRoot()
      return 2 * NormalDistribution.upperTail(observed / deviation)
    }
    // A pattern's sum is total − 2·(the magnitudes it turns negative).
    let count = patterns(of: magnitudes, flippingAtMost: (total - observed + tolerance) / 2)
    return min(1, 2 * count / Double(sign: .plus, exponent: magnitudes.count, significand: 1))
  }

  /// How many subsets of `magnitudes` sum to at most `limit`.
  private static func patterns(of magnitudes: [Double], flippingAtMost limit: Double) -> Double {
    let half = magnitudes.count / 2
    let left = subsetSums(magnitudes[..<half])
    let right = subsetSums(magnitudes[half...])
    var count = 0
    var fitting = right.count
    for sum in left {
      while fitting > 0, sum + right[fitting - 1] > limit { fitting -= 1 }
      count += fitting
    }
    return Double(count)
  }

  /// The sums of all subsets in ascending order: each further value merges the list with itself shifted.
  private static func subsetSums(_ values: ArraySlice<Double>) -> [Double] {
    values.reduce(into: [0.0]) { sums, value in
      let old = sums
      sums.removeAll(keepingCapacity: true)
      sums.reserveCapacity(2 * old.count)
      var kept = 0
      for shifted in old {
        while kept < old.count, old[kept] <= shifted + value {
          sums.append(old[kept])
          kept += 1
        }
        sums.append(shifted + value)
      }
    }
  }
}
