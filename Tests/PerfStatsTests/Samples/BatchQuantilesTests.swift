import Glibc
import PerfStats
import TestCorpus
import Testing

@Suite struct BatchQuantilesTests {
  private static func batches(_ values: [Double]) -> BatchQuantiles {
    let step = 100_000_000_000 / Int64(values.count)
    return BatchQuantiles(
      values: values, times: values.indices.map { Int64($0) * step }, window: 0...step * Int64(values.count))
  }

  private static func estimate(_ values: [Double], _ p: Double) -> BatchQuantiles.Estimate? {
    var batches = batches(values)
    return batches.estimate(p)
  }

  /// Twenty batches, of which batch i holds nothing but e^(i mod 2): ln medians 0 and 1 by turns.
  @Test func byHand() throws {
    let values = (0..<20).flatMap { batch in [Double](repeating: exp(Double(batch % 2)), count: 30) }
    let estimate = try #require(Self.estimate(values, 0.5))
    #expect(estimate.batches == 20)
    // Twenty deviations of ½: variance 20·¼/19.
    #expect(agree(estimate.standardError, (5.0 / 19 / 20).squareRoot(), relative: 1e-9))
    #expect(agree(estimate.lagOne, -0.95, relative: 1e-9))
  }

  /// Levels that stay for half of the run: twenty batches resemble their neighbours, and ten still do.
  @Test func dependentBatchesAreHalvedThenInflated() throws {
    let values = (0..<20).flatMap { batch in [Double](repeating: exp(batch < 10 ? 0 : 1), count: 30) }
    let estimate = try #require(Self.estimate(values, 0.5))
    #expect(estimate.batches == 10)
    let deviation = (10 * 0.25 / 9.0).squareRoot()
    // Ten batches: 8 products of neighbours of ¼ and one of −¼ over 10 squares of ¼.
    #expect(agree(estimate.lagOne, 0.7, relative: 1e-9))
    let factor = (1.7 / 0.3).squareRoot()
    #expect(agree(estimate.standardError, deviation / 10.0.squareRoot() * factor, relative: 1e-9))
  }

  /// Batch means 1 and 3 by turns.
  @Test func meansByHand() throws {
    let pair = [0.5, -0.5]
    let values = (0..<600).map { place -> Double in
      let level: Double = place / 30 % 2 == 0 ? 1 : 3
      return level + pair[place % 2]
    }
    var batches = Self.batches(values)
    let known = batches.estimateOfMean()
    let estimate = try #require(known)
    #expect(agree(estimate.standardError, log(3) * (5.0 / 19 / 20).squareRoot(), relative: 1e-9))
  }

  /// The 95th percentile needs 200 values a batch: 3,100 are worth fifteen batches, 1,999 none.
  @Test func tailsNeedMoreValues() throws {
    var noise = Noise(seed: 2)
    let values = noise.normals(3100).map { exp($0) }
    #expect(Self.estimate(values, 0.95)?.batches == 15)
    #expect(Self.estimate(values, 0.99) == nil)
    #expect(Self.estimate(Array(values.prefix(1999)), 0.95) == nil)
    #expect(Self.estimate(Array(values.prefix(199)), 0.5) == nil)
  }

  /// √(p(1 − p)/n)/φ(z_p) is the standard error of ln q_p of independent log-normal values of unit deviation.
  @Test(arguments: [0.5, 0.9]) func independentValues(p: Double) throws {
    var noise = Noise(seed: 12)
    let z = NormalDistribution.quantile(p)
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    let expected = (p * (1 - p) / 4000).squareRoot() / density
    let squares = try (0..<30).map { _ in
      let error = try #require(Self.estimate(noise.normals(4000).map { exp($0) }, p)).standardError
      return error * error
    }
    // The mean of thirty variances of 19 degrees of freedom is within 2·√(2/570).
    #expect(agree(Moments.mean(squares)?.squareRoot(), expected, relative: 0.08))
  }

  @Test func refusals() {
    let values = [Double](repeating: 1, count: 400)
    for p in [0, 1, -1, 2, Double.nan, 1e-300, 1 - 1e-16] { #expect(Self.estimate(values, p) == nil) }
    #expect(Self.estimate(values.map { _ in 0 }, 0.5) == nil)
    // All in the first tenth of the time.
    var early = BatchQuantiles(values: values, times: values.indices.map(Int64.init), window: 0...4000)
    let estimate = early.estimate(0.5)
    #expect(estimate == nil)
  }
}

@Suite struct SampleQuantileErrorTests {
  /// Of the uniform distribution on (1, 2) q_p = 1 + p: half the distance of ln(1.5 ± .05).
  @Test func byHand() throws {
    let error = try #require(SampleQuantileError.logStandardError(of: 0.5, count: 100) { 1 + $0 })
    #expect(agree(error.standardError, (log(1.55) - log(1.45)) / 2))
    #expect(!error.rough)
    // p + √(p(1 − p)/n) is beyond 1.
    let top = try #require(SampleQuantileError.logStandardError(of: 0.999, count: 100) { 1 + $0 })
    #expect(top.rough)
    #expect(agree(top.standardError, 1.5 * (log(1.999) - log(1.999 - (0.999 * 0.001 / 100).squareRoot()))))
  }

  @Test func refusals() {
    #expect(SampleQuantileError.logStandardError(of: 0.5, count: 0) { $0 } == nil)
    #expect(SampleQuantileError.logStandardError(of: 1, count: 10) { $0 } == nil)
    #expect(SampleQuantileError.logStandardError(of: 0.5, count: 10) { _ in 0 } == nil)
    #expect(SampleQuantileError.logStandardError(of: 0.5, count: 10) { _ in nil } == nil)
  }
}
