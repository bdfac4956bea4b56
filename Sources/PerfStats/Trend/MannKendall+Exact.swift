extension MannKendall {
  /// Beyond this many values the normal approximation is as good.
  public static let exactLimit = 10

  /// P(|S| ≥ |s|) for `n` values without ties in random order.
  ///
  /// Counts permutations by inversions: each further value adds 0…k of them (Kendall, Rank Correlation Methods, 4th ed., §5.2). Nil for
  /// n < 2 and n > 20, whose factorial no longer fits.
  public static func exactP(s: Int, count n: Int) -> Double? {
    guard n >= 2, n <= 20 else { return nil }
    var ways = [1.0]
    for size in 2...n {
      var next = [Double](repeating: 0, count: ways.count + size - 1)
      for (inversions, count) in ways.enumerated() {
        for added in 0..<size { next[inversions + added] += count }
      }
      ways = next
    }
    let pairs = n * (n - 1) / 2
    let total = ways.reduce(0, +)
    let extreme = ways.enumerated().filter { abs(pairs - 2 * $0.offset) >= abs(s) }.map(\.element)
    return extreme.reduce(0, +) / total
  }
}
