import PerfStats
import TestCorpus
import Testing

@Suite struct TrendTests {
  private static let oracle = Oracle.file("trend_oracle.json", in: "capacity")["results"]
  private static let series = TimeSeries.file("trend_series.csv")

  @Test(arguments: oracle.keys)
  func trendsOfTheOracle(name: String) throws {
    let series = try #require(Self.series[name])
    let expected = Self.oracle[name]
    let sen = TheilSen(y: series)
    guard series.count >= 2 else {
      #expect(sen == nil && HamedRao.test(series) == nil)
      return
    }
    let slope = try #require(sen)
    #expect(agree(slope.slope, expected["sen_slope"].number, relative: 1e-9))
    #expect(agree(slope.intercept, expected["sen_intercept_median_y_minus_slope_median_t"].number))
    let scipy = expected["scipy_theilslopes"]
    #expect(agree(slope.low, scipy["lo"].number, relative: 1e-9))
    #expect(agree(slope.high, scipy["hi"].number, relative: 1e-9))
    guard series.count >= 3 else { return }
    let plain = try #require(MannKendall.test(series))
    #expect(Double(plain.s) == expected["S"].number)
    #expect(agree(plain.variance, expected["varS"].number))
    #expect(agree(plain.z, expected["z"].number))
    #expect(agree(plain.pTwoSided, expected["p"].number, relative: 1e-9))
    let modified = try #require(HamedRao.test(series))
    #expect(modified.pTwoSided.isFinite && modified.z.isFinite)
    let reference = expected["pymk_hamed_rao"]
    if let z = reference["z"].number, z.isFinite {
      #expect(modified.basis == .corrected)
      #expect(agree(modified.variance, reference["var_s"].number, relative: 1e-10))
      #expect(agree(modified.z, z, relative: 1e-10))
    } else {
      // A straight line has no residuals to correlate; the library answers NaN there.
      #expect(modified.basis != .corrected)
    }
  }

  @Test func exactTailsAreCountsOfPermutations() {
    // Of the six orders of three values two are monotone.
    #expect(agree(MannKendall.exactP(s: 3, count: 3), 2.0 / 6))
    #expect(agree(MannKendall.exactP(s: -3, count: 3), 2.0 / 6))
    #expect(MannKendall.exactP(s: 1, count: 2) == 1)
    #expect(agree(MannKendall.exactP(s: 45, count: 10), 2.0 / 3_628_800))
    #expect(MannKendall.exactP(s: 1, count: 1) == nil && MannKendall.exactP(s: 1, count: 21) == nil)
    // Four values: S = 6, 4, 4, 4 and their mirror images reach 4.
    #expect(agree(MannKendall.exactP(s: 4, count: 4), 8.0 / 24))
  }

  @Test func perfectLinesKeepTheirTest() throws {
    let ten = try #require(HamedRao.test((0..<10).map(Double.init)))
    #expect(ten.basis == .exact && agree(ten.pTwoSided, 2.0 / 3_628_800))
    let twenty = try #require(HamedRao.test((0..<20).map { Double($0) * 0.1 }))
    #expect(twenty.basis == .plain && twenty.pTwoSided < 1e-8)
    let level = try #require(HamedRao.test([Double](repeating: 5, count: 20)))
    #expect(level.pTwoSided == 1)
  }

  @Test func refusals() {
    #expect(TheilSen(y: [1]) == nil && TheilSen(y: [1, .nan]) == nil && TheilSen(y: [1, 2], confidence: 1) == nil)
    #expect(TheilSen(x: [1, 1], y: [1, 2]) == nil)
    #expect(TheilSen(y: [Double](repeating: 1, count: TheilSen.mostValues + 1)) == nil)
    #expect(HamedRao.test([1, 2, .infinity]) == nil)
  }
}
