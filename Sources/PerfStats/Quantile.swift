/// Sample quantiles.
public enum Quantile {
  /// The quantile of order `p` of a sample that is already sorted in ascending order, in the sample's unit.
  ///
  /// Type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996): linear
  /// interpolation at the zero-based position p(n − 1), as k6, NumPy and R do by default. Nil for an empty sample, for `p`
  /// outside [0, 1] and where a value that takes part is not finite. An unsorted argument gives a meaningless result.
  public static func type7(sorted: [Double], _ p: Double) -> Double? {
    guard !sorted.isEmpty, p >= 0, p <= 1 else { return nil }
    let position = p * Double(sorted.count - 1)
    let index = Int(position)
    let fraction = position - Double(index)
    let low = sorted[index]
    let high = fraction > 0 ? sorted[index + 1] : low
    guard low.isFinite, high.isFinite else { return nil }
    let step = high - low
    // Two weights only where the difference overflows: the first form returns equal neighbours unchanged.
    return step.isFinite ? low + fraction * step : (1 - fraction) * low + fraction * high
  }

  /// The value at the zero-based place ⌊np⌋ of a sample in ascending order, the last one for `p` = 1: what ab prints.
  ///
  /// Nil for an empty sample and for `p` outside [0, 1].
  public static func floorIndex(sorted: [Double], _ p: Double) -> Double? {
    guard !sorted.isEmpty, p >= 0, p <= 1 else { return nil }
    return sorted[min(Int(Double(sorted.count) * p), sorted.count - 1)]
  }

  /// The quantile of order `p` of a sample in any order; as `type7(sorted:_:)`, and nil if any value is not finite.
  public static func type7(_ unsorted: [Double], _ p: Double) -> Double? {
    guard unsorted.allSatisfy(\.isFinite) else { return nil }
    return type7(sorted: unsorted.sorted(), p)
  }
}
