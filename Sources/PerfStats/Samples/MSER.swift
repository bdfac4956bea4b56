/// How much of the start of a series is not steady yet: the marginal standard error rule on means of five values, MSER-5.
///
/// K. P. White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997); Franklin and
/// White, "Stationarity tests and MSER-5", Proc. Winter Simulation Conference 2008.
public enum MSER {
  /// Values averaged before the rule is applied.
  public static let batchSize = 5

  /// What to leave out.
  public struct Truncation: Sendable, Equatable {
    /// k, the number of batches; what is left over at the end belongs to none.
    public let batches: Int
    /// d*, the number of batches to leave out.
    public let truncated: Int
    /// The minimum of the statistic, in the squared unit of the series.
    public let minimum: Double

    /// The number of values to leave out.
    public var values: Int { truncated * MSER.batchSize }
    /// Whether the minimum lies at the largest truncation allowed, half of the batches: the rule has found no steady part.
    public var isAtBoundary: Bool { truncated == batches / 2 }
  }

  /// d* = argmin over 0 ≤ d ≤ ⌊k/2⌋ of Σ_{j>d}(Z_j − Z̄_d)²/(k − d)², the smallest d of equal ones, where Z are the k means of
  /// five values and Z̄_d the mean of those after d.
  ///
  /// Nil for fewer than ten values (two batches), and where one is not finite.
  public static func truncation(_ series: [Double]) -> Truncation? {
    guard series.count >= 2 * batchSize, series.allSatisfy(\.isFinite) else { return nil }
    let means = batchMeans(series)
    let curve = curve(means)
    guard let minimum = curve.prefix(means.count / 2 + 1).min(), let place = curve.firstIndex(of: minimum) else {
      return nil
    }
    return Truncation(batches: means.count, truncated: place, minimum: minimum)
  }

  /// The means Z of five values each; what is left over at the end belongs to none.
  public static func batchMeans(_ series: [Double]) -> [Double] {
    (0..<series.count / batchSize).map { batch in
      Summation.sum(Array(series[batch * batchSize..<(batch + 1) * batchSize])) / Double(batchSize)
    }
  }

  /// The statistic for each d < k.
  ///
  /// From the end backwards with Welford's update (Technometrics 4, 1962), which does not cancel: O(k).
  static func curve(_ means: [Double]) -> [Double] {
    var curve = [Double](repeating: 0, count: means.count)
    var center = 0.0
    var squares = 0.0
    for place in means.indices.reversed() {
      let count = Double(means.count - place)
      let deviation = means[place] - center
      center += deviation / count
      squares += deviation * (means[place] - center)
      curve[place] = squares / (count * count)
    }
    return curve
  }
}
