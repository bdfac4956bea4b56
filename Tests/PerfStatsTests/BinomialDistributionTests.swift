import PerfStats
import TestCorpus
import Testing

/// Sums of binomial terms in exact fractions (Python's `fractions`).
struct BinomialDistributionTests {
  @Test(
    arguments: [
      (8, 10, 0.3, 0.0015903864), (2, 5, 1.0 / 61, 0.0026004151301628775), (17, 17, 0.5, 1.0 / 131072),
      (90, 100, 1.0 / 7, 3.296284336663813e-64), (40, 1000, 1.0 / 61, 4.478978911952135e-07),
      // Below the mean.
      (3, 10, 0.5, 0.9453125),
    ] as [(Double, Double, Double, Double)])
  func upperTail(successes: Double, trials: Double, probability: Double, expected: Double) {
    let tail = BinomialDistribution.upperTail(successes, of: trials, probability: probability)
    #expect(agree(tail, expected, relative: 1e-9))
  }

  @Test func theEnds() {
    #expect(BinomialDistribution.upperTail(0, of: 5, probability: 0.2) == 1)
    #expect(BinomialDistribution.upperTail(6, of: 5, probability: 0.2) == 0)
    #expect(BinomialDistribution.upperTail(1, of: 5, probability: 0) == 0)
    #expect(BinomialDistribution.upperTail(5, of: 5, probability: 1) == 1)
  }
}
