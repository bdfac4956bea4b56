import Foundation
import PerfStats
import TestCorpus
import Testing

@Suite struct QuantileErrorTests {
  /// The summary k6 prints: the median, p90 and p95.
  private let k6: [(p: Double, value: Double)] = [(0.5, 100), (0.9, 180), (0.95, 220)]

  @Test func betweenTwoNeighbours() throws {
    let p90 = try #require(QuantileError.logStandardError(of: 0.9, among: k6, count: 400))
    #expect(agree(p90.standardError, (0.09 / 400).squareRoot() * log(2.2) / 0.45))
    #expect(!p90.rough)
    // An order that is not published, between two that are.
    let p75 = try #require(QuantileError.logStandardError(of: 0.75, among: k6, count: 400))
    #expect(agree(p75.standardError, (0.1875 / 400).squareRoot() * log(1.8) / 0.4))
  }

  @Test func theHighestIsRough() throws {
    let p95 = try #require(QuantileError.logStandardError(of: 0.95, among: k6, count: 400))
    #expect(agree(p95.standardError, (0.0475 / 400).squareRoot() * 1.5 * log(220.0 / 180) / 0.05))
    #expect(p95.rough)
  }

  @Test func theMedianWithNothingBelow() throws {
    let median = try #require(QuantileError.logStandardError(of: 0.5, among: k6, count: 400))
    // docs/statistics.md §3, 1, with constants of four digits.
    #expect(agree(median.standardError, (0.25 / 400).squareRoot() * log(1.8) / 1.2816 / 0.3989, relative: 2e-4))
    #expect(!median.rough)
  }

  @Test func theLowestOfAnyOrder() throws {
    let summary: [(p: Double, value: Double)] = [(0.75, 10), (0.99, 40)]
    let p75 = try #require(QuantileError.logStandardError(of: 0.75, among: summary, count: 100))
    let (z75, z99) = (0.674489750196081743, 2.32634787404084110)
    let density = exp(-z75 * z75 / 2) / (2 * Double.pi).squareRoot()
    #expect(agree(p75.standardError, (0.1875 / 100).squareRoot() * log(4) / (z99 - z75) / density))
  }

  /// On a log-normal distribution with σ = ½ the true error of the median is σ·√(.25/n)/.3989.
  @Test func exactOnALogNormalSummary() throws {
    let summary = [0.5, 0.9, 0.95].map { (p: $0, value: exp(3 + 0.5 * NormalDistribution.quantile($0))) }
    let median = try #require(QuantileError.logStandardError(of: 0.5, among: summary, count: 900))
    #expect(agree(median.standardError, 0.5 / 60 * (2 * Double.pi).squareRoot()))
    let mean = try #require(
      QuantileError.logStandardErrorOfMean(mean: 22, standardDeviation: nil, among: summary, count: 900))
    #expect(agree(mean.standardError, expm1(0.25).squareRoot() / 30))
    #expect(mean.rough)
  }

  @Test func meanWithAStandardDeviation() throws {
    let mean = try #require(
      QuantileError.logStandardErrorOfMean(mean: 50, standardDeviation: 20, among: [], count: 1600))
    #expect(agree(mean.standardError, 0.01))
    #expect(!mean.rough)
  }

  @Test func meanFromQuantilesAllBelowTheMedian() throws {
    let summary: [(p: Double, value: Double)] = [(0.1, 5), (0.25, 6)]
    let mean = try #require(
      QuantileError.logStandardErrorOfMean(mean: 9, standardDeviation: nil, among: summary, count: 100))
    let sigma = log(1.2) / (NormalDistribution.quantile(0.25) - NormalDistribution.quantile(0.1))
    #expect(agree(mean.standardError, expm1(sigma * sigma).squareRoot() / 10))
  }

  @Test func moreCountsMeanSmallerErrors() throws {
    for (p, _) in k6 {
      let few = try #require(QuantileError.logStandardError(of: p, among: k6, count: 100))
      let many = try #require(QuantileError.logStandardError(of: p, among: k6, count: 400))
      #expect(agree(few.standardError, 2 * many.standardError))
    }
  }

  @Test func whatCannotBeKnown() {
    #expect(QuantileError.logStandardError(of: 0.5, among: [(0.5, 1)], count: 100) == nil)
    #expect(QuantileError.logStandardError(of: 0.5, among: [], count: 100) == nil)
    #expect(QuantileError.logStandardError(of: 0.99, among: k6, count: 100) == nil)
    #expect(QuantileError.logStandardError(of: 0.1, among: k6, count: 100) == nil)
    for count in [0, -1, Double.nan, .infinity] {
      #expect(QuantileError.logStandardError(of: 0.9, among: k6, count: count) == nil)
      #expect(QuantileError.logStandardErrorOfMean(mean: 1, standardDeviation: 1, among: k6, count: count) == nil)
    }
    for p in [0, 1, Double.nan] { #expect(QuantileError.logStandardError(of: p, among: k6, count: 100) == nil) }
    #expect(QuantileError.logStandardError(of: 0.9, among: [(0.5, 0), (0.9, 1), (0.95, 2)], count: 9) == nil)
    #expect(QuantileError.logStandardError(of: 0.9, among: [(0.5, 3), (0.9, 2), (0.95, 4)], count: 9) == nil)
    #expect(QuantileError.logStandardError(of: 0.9, among: [(0.9, 2), (0.5, 1)], count: 9) == nil)
    #expect(QuantileError.logStandardError(of: 0.9, among: [(0.5, 1), (0.9, 2), (1, 3)], count: 9) == nil)
    #expect(QuantileError.logStandardError(of: 0.9, among: [(0.5, 1), (0.9, .nan)], count: 9) == nil)
    #expect(QuantileError.logStandardError(of: 0.9, among: [(0.5, 1), (0.9, .infinity)], count: 9) == nil)
    #expect(QuantileError.logStandardErrorOfMean(mean: 0, standardDeviation: 1, among: k6, count: 9) == nil)
    #expect(QuantileError.logStandardErrorOfMean(mean: 1, standardDeviation: -1, among: k6, count: 9) == nil)
    #expect(QuantileError.logStandardErrorOfMean(mean: 1, standardDeviation: .nan, among: k6, count: 9) == nil)
    #expect(QuantileError.logStandardErrorOfMean(mean: 1, standardDeviation: nil, among: [(0.5, 1)], count: 9) == nil)
  }

  @Test func equalNeighboursHideTheError() throws {
    let flat: [(p: Double, value: Double)] = [(0.5, 3), (0.9, 3), (0.95, 3)]
    #expect(try #require(QuantileError.logStandardError(of: 0.9, among: flat, count: 9)).standardError == 0)
  }
}

@Suite struct ResolutionTests {
  @Test func smallestVisibleEffect() {
    // docs/statistics.md §2: ≈ 2.49·SE.
    #expect(agree(Resolution.smallestVisibleEffect(standardError: 1), 2.48647486052438664))
    #expect(Resolution.smallestVisibleEffect(standardError: 0) == 0)
    #expect(Resolution.smallestVisibleEffect(standardError: -1).isNaN)
    #expect(Resolution.smallestVisibleEffect(standardError: .nan).isNaN)
  }

  @Test func runsPerSide() {
    // 2·6.1826·(0.05/ln 1.06)² = 9.1; (0.05/ln 1.1)² gives 3.4; a steady service needs the least.
    #expect(Resolution.runsPerSide(toResolve: log(1.06), runToRunDeviation: 0.05) == 10)
    #expect(Resolution.runsPerSide(toResolve: log(1.1), runToRunDeviation: 0.05) == 4)
    #expect(Resolution.runsPerSide(toResolve: log(1.1), runToRunDeviation: 0.01) == 3)
    #expect(Resolution.runsPerSide(toResolve: log(1.1), runToRunDeviation: 0) == 3)
  }

  @Test func noNumberOfRunsWillDo() {
    for margin in [0, -0.1, Double.nan] {
      #expect(Resolution.runsPerSide(toResolve: margin, runToRunDeviation: 0.05) == .max)
    }
    for deviation in [-0.1, Double.nan, .infinity] {
      #expect(Resolution.runsPerSide(toResolve: 0.1, runToRunDeviation: deviation) == .max)
    }
    #expect(Resolution.runsPerSide(toResolve: 1e-200, runToRunDeviation: 1) == .max)
  }

  /// The two functions are one formula: with n runs a side SE² = 2σ²/n.
  @Test func theRunsThatAreAskedForSuffice() {
    for sigma in [0.02, 0.05, 0.2] {
      let n = Resolution.runsPerSide(toResolve: 0.05, runToRunDeviation: sigma)
      #expect(Resolution.smallestVisibleEffect(standardError: sigma * (2 / Double(n)).squareRoot()) <= 0.05)
    }
  }
}
