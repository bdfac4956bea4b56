/// The rank-sum test of two independent samples.
///
/// Mann and Whitney, Annals of Mathematical Statistics 18 (1947). With at most `exactLimit` values a side the p-values are those
/// of the exact permutation distribution, conditional on the ties; with more on either side, those of the normal approximation
/// with tie correction and a continuity correction of ½.
public enum MannWhitney {
  /// The largest sample size a side for the exact distribution.
  public static let exactLimit = 50

  /// The outcome of a test of `a` against `b`.
  public struct Result: Sendable, Equatable {
    /// The number of pairs in which a's value is the larger one, equal ones counted half; from 0 to n·m.
    public let uA: Double
    /// The number of pairs in which b's value is the larger one, equal ones counted half.
    public let uB: Double
    /// P(U ≤ uA): the one-sided p against "a tends to be less than b".
    public let pLess: Double
    /// P(U ≥ uA): the one-sided p against "a tends to be greater than b".
    public let pGreater: Double
    /// Twice the smaller one-sided p, at most 1.
    public let pTwoSided: Double
    /// Whether the p-values are exact.
    public let exact: Bool

    init(groups: TieGroups, pLess: Double, pGreater: Double, exact: Bool) {
      let doubledU = groups.doubledU
      self.uA = Double(doubledU) / 2
      self.uB = Double(2 * groups.counts.a * groups.counts.b - doubledU) / 2
      self.pLess = pLess
      self.pGreater = pGreater
      self.pTwoSided = min(1, 2 * min(pLess, pGreater))
      self.exact = exact
    }
  }

  /// Tests `a` against `b`. Nil if either sample is empty or holds a NaN; infinities have ranks like any value. All values
  /// equal give p = 1.
  public static func test(_ a: [Double], _ b: [Double]) -> Result? {
    guard let groups = TieGroups(a, b) else { return nil }
    return max(a.count, b.count) <= exactLimit ? exact(groups) : approximate(groups)
  }

  /// The exact test at any size.
  static func exact(_ groups: TieGroups) -> Result {
    let (m, n) = groups.counts
    let sizes = groups.groups.map { $0.a + $0.b }
    // The nearer tail is summed; turning all values around exchanges the tails.
    let isLow = groups.doubledU <= m * n
    let observed = isLow ? groups.doubledU : 2 * m * n - groups.doubledU
    let distribution = RankSumDistribution(
      groupSizes: isLow ? sizes : sizes.reversed(), drawing: m, doubledLimit: observed)
    let atMost = min(1, Summation.sum(distribution.weights))
    let below = Summation.sum(distribution.weights.dropLast())
    let (near, far) = (atMost, min(1, 1 - below))
    return Result(groups: groups, pLess: isLow ? near : far, pGreater: isLow ? far : near, exact: true)
  }

  /// The normal approximation: mean mn/2, variance mn/12·(N + 1 − Σ(t³ − t)/(N(N − 1))). Lehmann,
  /// Nonparametrics (1975), §1.4.
  static func approximate(_ groups: TieGroups) -> Result {
    let (m, n) = (Double(groups.counts.a), Double(groups.counts.b))
    let total = m + n
    let variance = m * n / 12 * (total + 1 - groups.tieTerm / (total * (total - 1)))
    guard groups.groups.count > 1 else { return Result(groups: groups, pLess: 1, pGreater: 1, exact: false) }
    let offset = Double(groups.doubledU) / 2 - m * n / 2
    let deviation = variance.squareRoot()
    return Result(
      groups: groups,
      pLess: NormalDistribution.cumulative((offset + 0.5) / deviation),
      pGreater: NormalDistribution.upperTail((offset - 0.5) / deviation),
      exact: false)
  }
}
