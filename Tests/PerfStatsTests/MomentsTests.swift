import PerfStats
import TestCorpus
import Testing

@Suite struct MomentsTests {
  @Test func sumKeepsWhatPlainAdditionLoses() {
    #expect(Summation.sum([]) == 0)
    #expect(Summation.sum([1, 1e100, 1, -1e100]) == 2)
    #expect(Summation.sum([Double](repeating: 0.1, count: 10)) == 1)
  }

  @Test func sumSurvivesAPassingOverflow() {
    #expect(Summation.sum([1e308, 1e308, -1e308, -5e307]) == 5e307)
    #expect(Summation.sum([1.7e308, 1.7e308]) == .infinity)
    #expect(Summation.sum([.infinity, 1]) == .infinity)
    #expect(Summation.sum([.nan, 1]).isNaN)
  }

  @Test func handCheckedSample() {
    // Deviations from 5: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32.
    let x: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    #expect(Moments.mean(x) == 5)
    #expect(agree(Moments.variance(x), 32.0 / 7))
    #expect(agree(Moments.standardDeviation(x), (32.0 / 7).squareRoot()))
  }

  @Test func refusals() {
    #expect(Moments.mean([]) == nil)
    #expect(Moments.variance([1]) == nil)
    #expect(Moments.standardDeviation([]) == nil)
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(Moments.mean([1, bad]) == nil)
      #expect(Moments.variance([1, bad]) == nil)
      #expect(Moments.standardDeviation([bad, 1]) == nil)
    }
  }

  @Test(arguments: [0.1, 1.0 / 3, .leastNonzeroMagnitude, 1e308]) func equalValuesHaveNoSpread(value: Double) {
    let x = [Double](repeating: value, count: 7)
    #expect(Moments.mean(x) == value)
    #expect(Moments.variance(x) == 0)
    #expect(Moments.standardDeviation(x) == 0)
  }

  @Test func extremesOfTheRange() {
    #expect(Moments.mean([1.7e308, 1.7e308, 1.6e308]).map { $0 > 1.6e308 && $0 < 1.7e308 } == true)
    #expect(agree(Moments.standardDeviation([1.7e308, -1.7e308]), .infinity))
    #expect(Moments.variance([1e308, 1.2e308]) == nil)
    #expect(agree(Moments.standardDeviation([1e-200, 3e-200]), 2.0.squareRoot() * 1e-200))
    #expect(Moments.standardDeviation([.leastNonzeroMagnitude, 0]).map { $0 >= 0 } == true)
  }

  @Test func aLargeOffsetCostsNoDigits() {
    let x = [4.0, 7, 13, 16]
    #expect(agree(Moments.variance(x.map { $0 + 1e9 }), 30))
    #expect(agree(Moments.variance(x.map { $0 * 1024 }), 30 * 1024 * 1024))
  }

  private static let oracle = Oracle.file("quantile_oracle.json")["results"]

  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle.keys)
  func meanAndDeviationOfTheOracle(name: String) throws {
    let expected = Self.oracle[name]
    let x = try #require(Samples.named(name))
    if name == "overflow_a" {
      // NumPy's own sums overflow here; both true values are in range. Deviations from 1.35e308: 3.5, 1.5, 1.5, 3.5 (e307).
      #expect(expected["mean"].number == .infinity)
      #expect(agree(Moments.mean(x), 1.35e308))
      #expect(agree(Moments.standardDeviation(x), (29.0 / 3).squareRoot() * 1e307))
      return
    }
    #expect(agree(Moments.mean(x), expected["mean"].number))
    if expected["sd"].isNull {
      #expect(Moments.standardDeviation(x) == nil)
    } else {
      #expect(agree(Moments.standardDeviation(x), expected["sd"].number))
    }
  }
}
