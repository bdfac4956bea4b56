/// Sums of many values whose rounding errors do not grow with their number.
public enum Summation {
  /// The compensated sum of `x`, in the values' own unit; 0 for an empty array.
  ///
  /// Neumaier's variant of Kahan summation, which also survives a term larger than the running sum: A. Neumaier,
  /// "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974), algorithm IV. A partial sum
  /// that leaves the range of `Double` is tried again on values scaled by 2⁻⁶⁴, so that only a result which is itself out of
  /// range is infinite. A NaN or an infinity in `x` gives what IEEE 754 addition gives.
  public static func sum(_ x: [Double]) -> Double {
    let plain = compensatedSum(x)
    guard !plain.isFinite else { return plain }
    guard x.allSatisfy(\.isFinite) else { return x.reduce(0, +) }
    return compensatedSum(x.map { $0 * downscale }) / downscale
  }

  /// The sum of `x` divided by their number, without overflow on the way; `x` must be finite and not empty.
  static func mean(ofFinite x: [Double]) -> Double {
    let count = Double(x.count)
    let plain = compensatedSum(x)
    guard !plain.isFinite else { return plain / count }
    return compensatedSum(x.map { $0 * downscale }) / count / downscale
  }

  /// A power of two, so that scaling rounds nothing that matters beside values near the top of the range.
  private static let downscale = 0x1p-64

  private static func compensatedSum(_ x: [Double]) -> Double {
    var sum = Compensated()
    for value in x { sum.add(value) }
    return sum.value
  }

  /// A running sum. The rounding error of each addition is exact without looking which term is larger: D. E. Knuth, "The Art of
  /// Computer Programming" 2, 4.2.2, theorem B.
  struct Compensated {
    private var sum = 0.0
    private var compensation = 0.0

    @inline(__always)
    mutating func add(_ value: Double) {
      let next = sum + value
      let added = next - sum
      compensation += (sum - (next - added)) + (value - added)
      sum = next
    }

    var value: Double { sum + compensation }
  }
}
