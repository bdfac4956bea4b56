/// How many independent values a series of dependent ones is worth.
public enum EffectiveSampleSize {
  /// More values than these are averaged in groups of equal size before their correlation is looked at.
  public static let largestSeries = 1 << 15

  /// n/(1 + 2Σρ_k), at most n and at least 1.
  ///
  /// The sum ends with the initial positive sequence: the pairs ρ_2m + ρ_2m+1 before the first that is not positive (C. J. Geyer,
  /// "Practical Markov chain Monte Carlo", Statistical Science 7, 1992, §3.3). A long series is averaged in groups of g values first;
  /// the variance of the whole mean is that of the group means with *their* correlation, and what n independent values would have
  /// is γ_0/n (Geyer's overlapping-free batch means, §3.2): n_eff = γ_0/Var(x̄). O(n log n).
  ///
  /// Nil for fewer than ten values, one that is not finite, and a series that does not vary.
  public static func initialPositiveSequence(_ series: [Double]) -> Double? {
    guard series.count >= 10, let range = Moments.finiteRange(series), range.low < range.high,
      let variance = Moments.variance(series)
    else { return nil }
    let count = Double(series.count)
    let size = (series.count + largestSeries - 1) / largestSeries
    let groups = size == 1 ? series : means(series, of: size)
    let covariances = Autocorrelation.covariances(groups, lags: groups.count - 1)
    var sum = -(covariances.first ?? 0)
    for lag in stride(from: 0, to: covariances.count - 1, by: 2) {
      let pair = covariances[lag] + covariances[lag + 1]
      guard pair > 0 else { break }
      sum += 2 * pair
    }
    let ofMean = sum / Double(groups.count)
    let single = variance * (count - 1) / count
    guard ofMean > 0, single > 0 else { return count }
    return max(1, min(count, single / ofMean))
  }

  /// The means of `size` values each; what is left over at the end is less than one and is left out.
  private static func means(_ series: [Double], of size: Int) -> [Double] {
    (0..<series.count / size).map { group in
      var sum = 0.0
      for place in group * size..<(group + 1) * size { sum += series[place] }
      return sum / Double(size)
    }
  }
}
