import PerfStats
import TestCorpus
import Testing

@Suite struct WelchTests {
  @Test func handCheckedDifference() throws {
    // Means 2 and 5, variances 1 and 4: SE² = 1/3 + 4/3 = 5/3; ν = (5/3)²/((1/9)/2 + (16/9)/2) = (25/9)/(17/18) = 50/17.
    let e = try #require(Welch.difference([1, 2, 3], [3, 5, 7], confidence: 0.9))
    #expect(agree(e.estimate, 3))
    #expect(agree(e.standardError, (5.0 / 3).squareRoot()))
    #expect(agree(e.degreesOfFreedom, 50.0 / 17))
    let reach = StudentT(degreesOfFreedom: 50.0 / 17).quantile(0.95) * (5.0 / 3).squareRoot()
    #expect(agree(e.low, 3 - reach))
    #expect(agree(e.high, 3 + reach))
    #expect(agree(Welch.test([1, 2, 3], [3, 5, 7])?.t, 3 / (5.0 / 3).squareRoot()))
  }

  @Test func extraVarianceWidensButKeepsTheDegreesOfFreedom() throws {
    let e = try #require(Welch.difference([1, 2, 3], [3, 5, 7], confidence: 0.9, extraVariance: 7.0 / 3))
    #expect(agree(e.standardError, 2))
    #expect(agree(e.degreesOfFreedom, 50.0 / 17))
    let constant = try #require(Welch.difference([5, 5, 5], [5, 5, 5, 5], confidence: 0.9, extraVariance: 1))
    #expect(constant.degreesOfFreedom == 2)
    #expect(agree(constant.high, 2.9199855803537269))
  }

  @Test func constantSamples() throws {
    let equal = try #require(Welch.test([0.1, 0.1, 0.1], [0.1, 0.1]))
    #expect(equal.t == 0)
    #expect(equal.pTwoSided == 1)
    let apart = try #require(Welch.test([1, 1], [2, 2]))
    #expect(apart.t == .infinity)
    #expect(apart.pTwoSided == 0)
    let interval = try #require(Welch.difference([1, 1], [2, 2], confidence: 0.9))
    #expect(interval.low == 1 && interval.high == 1)
  }

  @Test func refusals() {
    #expect(Welch.test([1], [1, 2]) == nil)
    #expect(Welch.difference([1, 2], [], confidence: 0.9) == nil)
    #expect(Welch.test([1, 2], [1, .nan]) == nil)
    #expect(Welch.test([1, .infinity], [1, 2]) == nil)
    for confidence in [0, 1, -1, 2, Double.nan] {
      #expect(Welch.difference([1, 2], [3, 4], confidence: confidence) == nil)
    }
    for extra in [-1, Double.nan, .infinity] {
      #expect(Welch.difference([1, 2], [3, 4], confidence: 0.9, extraVariance: extra) == nil)
    }
  }

  @Test func swappingSidesMirrorsTheInterval() throws {
    var noise = Noise(seed: 11)
    for n in 2...9 {
      let (a, b) = (noise.uniforms(n), noise.uniforms(n + 3))
      let forth = try #require(Welch.difference(a, b, confidence: 0.9))
      let back = try #require(Welch.difference(b, a, confidence: 0.9))
      #expect(forth.low == -back.high && forth.high == -back.low && forth.estimate == -back.estimate)
      let moved = try #require(Welch.difference(a.map { $0 + 8 }, b.map { $0 + 8 }, confidence: 0.9))
      #expect(agree(moved.low, forth.low, absolute: 1e-13))
      #expect(agree(moved.high, forth.high, absolute: 1e-13))
    }
  }

  /// The interval excludes zero exactly where the test's p is below one minus its confidence.
  @Test func intervalAndTestAgree() throws {
    var noise = Noise(seed: 5)
    for shift in stride(from: 0.0, to: 1, by: 0.1) {
      let (a, b) = (noise.uniforms(5), noise.uniforms(6).map { $0 + shift })
      let e = try #require(Welch.difference(a, b, confidence: 0.9))
      let p = try #require(Welch.test(a, b)?.pTwoSided)
      #expect((e.low > 0 || e.high < 0) == (p < 0.1))
      #expect(agree(2 * min(Welch.upperTail(of: e, beyond: 0), 1 - Welch.upperTail(of: e, beyond: 0)), p))
    }
  }

  @Test func upperTailBeyondABound() throws {
    let e = try #require(Welch.difference([1, 2, 3], [3, 5, 7], confidence: 0.9))
    #expect(agree(Welch.upperTail(of: e, beyond: e.low), 0.05))
    #expect(agree(Welch.upperTail(of: e, beyond: e.high), 0.95))
    #expect(Welch.upperTail(of: e, beyond: e.estimate) == 0.5)
    #expect(Welch.upperTail(of: e, beyond: .nan).isNaN)
    let normal = try #require(
      IntervalEstimate(estimate: 1, standardError: 0.5, degreesOfFreedom: nil, confidence: 0.95))
    #expect(agree(Welch.upperTail(of: normal, beyond: 0), NormalDistribution.upperTail(2)))
    #expect(agree(normal.high, 1 + 0.5 * 1.95996398454005386))
    let exact = try #require(IntervalEstimate(estimate: 1, standardError: 0, degreesOfFreedom: 3, confidence: 0.9))
    #expect(Welch.upperTail(of: exact, beyond: 0.9) == 0)
    #expect(Welch.upperTail(of: exact, beyond: 1) == 1)
    #expect(Welch.upperTail(of: exact, beyond: .nan).isNaN)
  }

  @Test func intervalRefusals() {
    for error in [-1, Double.nan, .infinity] {
      #expect(IntervalEstimate(estimate: 0, standardError: error, degreesOfFreedom: nil, confidence: 0.9) == nil)
    }
    for nu in [0, -3, Double.nan] {
      #expect(IntervalEstimate(estimate: 0, standardError: 1, degreesOfFreedom: nu, confidence: 0.9) == nil)
    }
    #expect(IntervalEstimate(estimate: .nan, standardError: 1, degreesOfFreedom: nil, confidence: 0.9) == nil)
  }

  private static let oracle = Oracle.file("two_sample_oracle.json")["results"]

  /// The oracle's t is of b against a, like ours.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle.keys)
  func pairsOfSciPy(name: String) throws {
    let (a, b) = try #require(Samples.pair(name))
    let expected = Self.oracle[name]["welch"]
    switch name {
    case "empty|five", "five|empty", "with_nan|five", "with_inf|five", "one|five", "one|one_b":
      #expect(Welch.test(a, b) == nil)
    case "const5|const5b":
      // SciPy divides 0 by 0; all values equal is no evidence.
      let test = try #require(Welch.test(a, b))
      #expect(test.t == 0 && test.pTwoSided == 1)
    case "const5|const7":
      let test = try #require(Welch.test(a, b))
      #expect(test.t == expected["t"].number && test.pTwoSided == expected["p"].number)
    case "overflow_a|overflow_b":
      // SciPy's variances overflow. In units of 1e307 the means are 13.5 and 14.375, the squared deviations 29 and 25.6875.
      #expect(expected["t"].number?.isNaN == true)
      let test = try #require(Welch.test(a, b))
      #expect(agree(test.t, 0.875 / ((29 + 25.6875) / 12).squareRoot()))
    default:
      let test = try #require(Welch.test(a, b))
      #expect(agree(test.t, expected["t"].number))
      #expect(agree(test.degreesOfFreedom, expected["df"].number))
      #expect(agree(test.pTwoSided, expected["p"].number))
    }
  }

  @Test(.enabled(if: TestCorpus.isPresent), arguments: Oracle.file("r_reference.json").keys.filter { $0.contains("|") })
  func pairsOfR(name: String) throws {
    let (a, b) = try #require(Samples.pair(name))
    let expected = Oracle.file("r_reference.json")[name]
    let test = try #require(Welch.test(a, b))
    if expected["welch_t"].string == "NA" {
      // R refuses data this close to constant; their differences are small whole numbers, so t = 1/√(10/5 + 10/5).
      #expect(name == "huge_a|huge_b")
      #expect(agree(test.t, 0.5))
      return
    }
    #expect(agree(test.t, expected["welch_t"].number))
    #expect(agree(test.degreesOfFreedom, expected["welch_df"].number))
    #expect(agree(test.pTwoSided, expected["welch_p"].number))
  }

  /// The textbook t-test beside which the oracle holds Otava's too small p from a deviation with divisor n. Equal sizes give
  /// Welch's t the value of Student's.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: ["n5_n5", "n2_n2"])
  func deviationHasTheDivisorOfTheTest(name: String) throws {
    let expected = Oracle.file("changepoint_oracle.json")["otava_ddof0_check"][name]
    let (a, b) = (try #require(expected["left"].numbers), try #require(expected["right"].numbers))
    let test = try #require(Welch.test(a, b))
    let student = 2 * StudentT(degreesOfFreedom: Double(2 * a.count - 2)).upperTail(abs(test.t))
    #expect(agree(student, expected["student_p"].number))
    #expect(try student > 2 * #require(expected["otava_p"].number) * 0.9)
  }
}

@Suite struct PairedTTests {
  @Test func studentsSleepData() throws {
    // "Student" 1908: extra hours of sleep of ten patients under two drugs; R documents t = 4.0621, df 9, p 0.002833.
    let a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    let b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    let test = try #require(PairedT.test(a, b))
    #expect(agree(test.t, 4.0621, absolute: 5e-5))
    #expect(test.degreesOfFreedom == 9)
    #expect(agree(test.pTwoSided, 0.002833, absolute: 5e-7))
    let e = try #require(PairedT.difference(a, b, confidence: 0.95))
    #expect(agree(e.estimate, 1.58))
    #expect(agree(e.low, 0.7001142, absolute: 5e-8))
    #expect(agree(e.high, 2.4598858, absolute: 5e-8))
  }

  @Test func swappingSidesMirrorsTheInterval() throws {
    let (a, b) = ([1.0, 4, 2, 8], [2.0, 3, 5, 9])
    let forth = try #require(PairedT.difference(a, b, confidence: 0.9, extraVariance: 0.25))
    let back = try #require(PairedT.difference(b, a, confidence: 0.9, extraVariance: 0.25))
    #expect(forth.low == -back.high && forth.high == -back.low)
    let plain = try #require(PairedT.difference(a, b, confidence: 0.9))
    #expect(agree(forth.standardError * forth.standardError, plain.standardError * plain.standardError + 0.25))
  }

  @Test func edges() throws {
    let same = try #require(PairedT.test([1, 2, 3], [1, 2, 3]))
    #expect(same.t == 0 && same.pTwoSided == 1)
    let steady = try #require(PairedT.test([1, 2, 3], [0, 1, 2]))
    #expect(steady.t == -.infinity && steady.pTwoSided == 0)
    #expect(PairedT.test([1, 2, 3], [1, 2]) == nil)
    #expect(PairedT.test([1], [2]) == nil)
    #expect(PairedT.difference([1, 2], [1, .nan], confidence: 0.9) == nil)
    #expect(PairedT.difference([1, 2], [1, 3], confidence: 0.9, extraVariance: -1) == nil)
    #expect(PairedT.difference([1, 2], [1, 3], confidence: 1) == nil)
  }
}
