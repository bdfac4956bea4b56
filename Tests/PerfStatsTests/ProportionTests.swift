import PerfStats
import TestCorpus
import Testing

@Suite struct ProportionTests {
  @Test func wilsonAtTheEnds() throws {
    // No success in n: from 0 to z²/(n + z²).
    let square = 1.95996398454005386 * 1.95996398454005386
    let none = try #require(Proportion.wilson(successes: 0, trials: 10, confidence: 0.95))
    #expect(none.low == 0)
    #expect(agree(none.high, square / (10 + square)))
    let all = try #require(Proportion.wilson(successes: 10, trials: 10, confidence: 0.95))
    #expect(agree(all.low, 10 / (10 + square)))
    #expect(all.high == 1)
  }

  @Test(arguments: [(1, 7), (2.5, 9.25), (0.01, 1e6), (4, 8)])
  func wilsonMirrorsFailures(successes: Double, trials: Double) throws {
    let hits = try #require(Proportion.wilson(successes: successes, trials: trials, confidence: 0.9))
    let misses = try #require(Proportion.wilson(successes: trials - successes, trials: trials, confidence: 0.9))
    #expect(agree(hits.low, 1 - misses.high, absolute: 1e-15))
    #expect(agree(hits.high, 1 - misses.low, absolute: 1e-15))
    #expect(hits.low < successes / trials && successes / trials < hits.high)
  }

  @Test func refusals() {
    #expect(Proportion.wilson(successes: 0, trials: 0, confidence: 0.95) == nil)
    #expect(Proportion.wilson(successes: -1, trials: 5, confidence: 0.95) == nil)
    #expect(Proportion.wilson(successes: 6, trials: 5, confidence: 0.95) == nil)
    #expect(Proportion.wilson(successes: .nan, trials: 5, confidence: 0.95) == nil)
    #expect(Proportion.wilson(successes: 1, trials: .infinity, confidence: 0.95) == nil)
    #expect(Proportion.wilson(successes: 1, trials: 5, confidence: 1) == nil)
    for effect in [0, -1, Double.nan, .infinity] {
      #expect(difference((1, 10), (2, 10), designEffect: effect) == nil)
    }
    #expect(difference((0, 0), (2, 10)) == nil)
    #expect(difference((1, 10), (0, 0)) == nil)
  }

  @Test func swappingSidesMirrorsTheInterval() throws {
    let forth = try #require(difference((3, 1000), (9, 800), designEffect: 3))
    let back = try #require(difference((9, 800), (3, 1000), designEffect: 3))
    #expect(forth.estimate == -back.estimate && forth.low == -back.high && forth.high == -back.low)
  }

  @Test func designEffectDividesTheCountsAndNotTheEstimate() throws {
    let thinned = try #require(difference((6, 300), (30, 600), designEffect: 3))
    let fewer = try #require(difference((2, 100), (10, 200)))
    #expect(agree(thinned.estimate, fewer.estimate))
    #expect(agree(thinned.low, fewer.low))
    #expect(agree(thinned.high, fewer.high))
  }

  /// docs/statistics.md §3, 6: with the 90 % interval, φ = 3 and the margin of 0.1 points, 30 errors of 2,000 after none are
  /// `regressed` (the lower limit is above the margin) and 4 of 2,400 are not.
  @Test func errorsThatMustAndMustNotAlarm() throws {
    let burst = try #require(
      Proportion.newcombe(
        successes1: 0, trials1: 2000, successes2: 30, trials2: 2000, confidence: 0.9, designEffect: 3))
    #expect(burst.low > 0.001)
    let few = try #require(
      Proportion.newcombe(
        successes1: 0, trials1: 2400, successes2: 4, trials2: 2400, confidence: 0.9, designEffect: 3))
    #expect(few.low < 0.001)
  }

  @Test func ruleOfThree() {
    #expect(agree(Proportion.ruleOfThreeUpperBound(trials: 2000, designEffect: 1), 0.0015))
    #expect(agree(Proportion.ruleOfThreeUpperBound(trials: 2000, designEffect: 3), 0.0045))
    #expect(Proportion.ruleOfThreeUpperBound(trials: 2, designEffect: 1) == 1)
    for trials in [0, -5, Double.nan] {
      #expect(Proportion.ruleOfThreeUpperBound(trials: trials, designEffect: 3) == 1)
    }
    #expect(Proportion.ruleOfThreeUpperBound(trials: 10, designEffect: .nan) == 1)
    #expect(Proportion.ruleOfThreeUpperBound(trials: .infinity, designEffect: .infinity) == 1)
  }

  private static let oracle = Oracle.file("proportion_oracle.json")

  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle["results"].keys)
  func tablesOfTheOracle(name: String) throws {
    let expected = Self.oracle["results"][name]
    let first = (try #require(expected["x1"].number), try #require(expected["n1"].number))
    let second = (try #require(expected["x2"].number), try #require(expected["n2"].number))
    for (counts, key) in [(first, "ci95_wilson_1"), (second, "ci95_wilson_2")] {
      let interval = Proportion.wilson(successes: counts.0, trials: counts.1, confidence: 0.95)
      guard let limits = expected[key].numbers else {
        #expect(interval == nil && counts.1 == 0)
        continue
      }
      // Where the limit is 0 the library's own difference of roots leaves some 1e-19.
      #expect(agree(interval?.low, limits[0], absolute: 1e-18))
      #expect(agree(interval?.high, limits[1]))
    }
    // The oracle's difference is the first share minus the second.
    let ours = difference(second, first)
    guard let limits = expected["newcombe_score_ci95"].numbers else {
      #expect(expected["expect"].string == "REFUSE: no requests")
      #expect(ours == nil)
      return
    }
    #expect(agree(ours?.estimate, expected["diff"].number))
    #expect(agree(ours?.low, limits[0]))
    #expect(agree(ours?.high, limits[1]))
    for (counts, key) in [(first, "rule_of_three_upper95_1"), (second, "rule_of_three_upper95_2")] {
      guard let exact = expected[key].number else { continue }
      // 3 in place of −ln 0.05 = 2.9957 errs on the safe side, by little once n is large.
      let bound = Proportion.ruleOfThreeUpperBound(trials: counts.1, designEffect: 1)
      #expect(bound >= exact)
      if counts.1 >= 1000 { #expect(agree(bound, exact, relative: 0.003)) }
    }
  }

  /// Newcombe 1998, Table II: the four digits of method 10 for first minus second.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle["published_recalled"].keys)
  func publishedTable(name: String) throws {
    let expected = Self.oracle["results"][name]
    let printed = try #require(Self.oracle["published_recalled"][name].numbers)
    let first = (try #require(expected["x1"].number), try #require(expected["n1"].number))
    let second = (try #require(expected["x2"].number), try #require(expected["n2"].number))
    let ours = try #require(difference(second, first))
    #expect(agree(ours.low, printed[0], absolute: 5.0001e-5))
    #expect(agree(ours.high, printed[1], absolute: 5.0001e-5))
  }

  @Test(.enabled(if: TestCorpus.isPresent)) func wilsonOfR() throws {
    let limits = try #require(Oracle.file("r_reference.json")["wilson_nocc_5_56"].numbers)
    let ours = try #require(Proportion.wilson(successes: 5, trials: 56, confidence: 0.95))
    #expect(agree(ours.low, limits[0]) && agree(ours.high, limits[1]))
  }

  private func difference(
    _ first: (Double, Double), _ second: (Double, Double), designEffect: Double = 1
  ) -> (estimate: Double, low: Double, high: Double)? {
    Proportion.newcombe(
      successes1: first.0, trials1: first.1, successes2: second.0, trials2: second.1, confidence: 0.95,
      designEffect: designEffect)
  }
}
