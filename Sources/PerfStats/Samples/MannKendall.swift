import Glibc

/// The rank test for a monotonic trend.
///
/// H. B. Mann, "Nonparametric tests against trend", Econometrica 13 (1945); M. G. Kendall, Rank Correlation Methods, 4th ed., §4.9 and
/// §5.7 (ties).
public enum MannKendall {
  /// The outcome of a test.
  public struct Result: Sendable, Equatable {
    /// Pairs that rise minus pairs that fall.
    public let s: Int
    /// The variance of S without a trend, corrected for ties.
    public let variance: Double
    /// S moved by one towards zero, over its standard deviation.
    public let z: Double
    /// Two-sided normal p.
    public let pTwoSided: Double
  }

  /// Tests a series in time order, which should be independent apart from the trend. All values equal give p = 1.
  ///
  /// O(n log n). Nil for fewer than three values, and where one is not finite.
  public static func test(_ series: [Double]) -> Result? {
    guard series.count >= 3, series.allSatisfy(\.isFinite) else { return nil }
    let count = series.count
    var sorted = series
    let falling = inversions(&sorted)
    var tiedPairs = 0
    var tieTerm = 0.0
    var start = 0
    for place in 1...count where place == count || sorted[place] != sorted[start] {
      let size = place - start
      tiedPairs += size * (size - 1) / 2
      tieTerm += Double(size) * Double(size - 1) * Double(2 * size + 5)
      start = place
    }
    let s = count * (count - 1) / 2 - tiedPairs - 2 * falling
    let n = Double(count)
    let variance = (n * (n - 1) * (2 * n + 5) - tieTerm) / 18
    let z = s == 0 ? 0 : Double(s - s.signum()) / variance.squareRoot()
    return Result(s: s, variance: variance, z: z, pTwoSided: min(1, 2 * NormalDistribution.upperTail(abs(z))))
  }

  /// Sorts, and counts the pairs whose earlier value was the larger one.
  private static func inversions(_ values: inout [Double]) -> Int {
    var merged = values
    var count = 0
    var width = 1
    while width < values.count {
      var start = 0
      while start < values.count {
        let middle = min(start + width, values.count)
        let end = min(start + 2 * width, values.count)
        var (left, right) = (start, middle)
        for place in start..<end {
          if left < middle, right == end || values[left] <= values[right] {
            merged[place] = values[left]
            left += 1
          } else {
            merged[place] = values[right]
            right += 1
            count += middle - left
          }
        }
        start = end
      }
      swap(&values, &merged)
      width *= 2
    }
    return count
  }
}
