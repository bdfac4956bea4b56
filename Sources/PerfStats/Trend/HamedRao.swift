/// The Mann–Kendall test for series whose values resemble those before them.
///
/// K. H. Hamed, A. R. Rao, "A modified Mann-Kendall trend test for autocorrelated data", Journal of Hydrology 204 (1998): the variance
/// of S is multiplied by n/n* = 1 + 2/(n(n − 1)(n − 2))·Σ (n − i)(n − i − 1)(n − i − 2)·ρ_i over those lags whose rank autocorrelation
/// ρ_i, of the series without its Theil–Sen trend, lies outside ±1.96/√n. Plain Mann–Kendall cries trend on 63 % of stationary series
/// with ρ = 0.9.
public enum HamedRao {
  /// The outcome of a test.
  public struct Result: Sendable, Equatable {
    public let s: Int
    /// The corrected variance of S.
    public let variance: Double
    public let z: Double
    /// Two-sided p.
    public let pTwoSided: Double
    /// Where p is from.
    public let basis: Basis
  }

  /// How p was found.
  public enum Basis: String, Sendable, Hashable, CaseIterable {
    case corrected
    /// Without its trend the series does not vary, or the correction leaves no variance: the plain test stands.
    case plain
    /// As `plain`, with no more than ten values without ties: the exact distribution of S.
    case exact
  }

  /// Tests a series in time order. Nil for fewer than three values, and where one is not finite.
  public static func test(_ series: [Double]) -> Result? {
    guard let plain = MannKendall.test(series), let trend = TheilSen.slope(series) else { return nil }
    let detrended = series.enumerated().map { $1 - trend * Double($0) }
    let factor = correction(ranks(detrended))
    guard let factor, factor > 0, plain.variance > 0 else { return uncorrected(plain, series) }
    let variance = plain.variance * factor
    let z = Double(plain.s - plain.s.signum()) / variance.squareRoot()
    return Result(
      s: plain.s, variance: variance, z: z, pTwoSided: min(1, 2 * NormalDistribution.upperTail(abs(z))),
      basis: .corrected)
  }

  private static func uncorrected(_ plain: MannKendall.Result, _ series: [Double]) -> Result {
    let isUntied = Set(series).count == series.count
    if series.count <= MannKendall.exactLimit, isUntied,
      let p = MannKendall.exactP(s: plain.s, count: series.count)
    {
      return Result(s: plain.s, variance: plain.variance, z: plain.z, pTwoSided: p, basis: .exact)
    }
    return Result(
      s: plain.s, variance: plain.variance, z: plain.z, pTwoSided: plain.pTwoSided, basis: .plain)
  }

  /// n/n*; nil where the ranks do not vary.
  private static func correction(_ ranks: [Double]) -> Double? {
    let covariances = Autocorrelation.covariances(ranks, lags: ranks.count - 1)
    guard let whole = covariances.first, whole > 0 else { return nil }
    let n = Double(ranks.count)
    let bound = NormalDistribution.quantile(0.975) / n.squareRoot()
    var sum = 0.0
    for (lag, covariance) in covariances.enumerated().dropFirst() {
      let correlation = covariance / whole
      let i = Double(lag)
      if abs(correlation) > bound { sum += (n - i) * (n - i - 1) * (n - i - 2) * correlation }
    }
    return 1 + 2 * sum / (n * (n - 1) * (n - 2))
  }

  /// Ranks from 1, tied values at the mean of theirs. Differences in the last digits are rounding of the detrending, and tie.
  private static func ranks(_ values: [Double]) -> [Double] {
    guard let low = values.min(), let high = values.max() else { return [] }
    let grain = max(abs(low), abs(high)) * 1e-13
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    for place in 1...order.count
    where place == order.count || values[order[place]] - values[order[place - 1]] > grain {
      let shared = Double(first + place + 1) / 2
      for member in first..<place { ranks[order[member]] = shared }
      first = place
    }
    return ranks
  }
}
