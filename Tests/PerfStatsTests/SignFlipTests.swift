import PerfStats
import TestCorpus
import Testing

@Suite struct SignFlipTests {
  /// All of one sign: only the two patterns without a flip, and with all flipped, are as extreme.
  @Test(arguments: [1, 2, 5, 8, 20, 33, 40]) func allOfOneSign(n: Int) {
    let differences = (1...n).map(Double.init)
    #expect(SignFlip.pValue(differences) == Double(sign: .plus, exponent: 1 - n, significand: 1))
  }

  @Test func handCountedPatterns() {
    // Of ±1 ±2 ±4 the sums with |S| ≥ 5 are ±7 and ±5.
    #expect(SignFlip.pValue([-1, 2, 4]) == 0.5)
    // |S| ≥ 2 of ±1 ±1 ±1 ±1: all but the six balanced patterns of sixteen.
    #expect(SignFlip.pValue([1, 1, 1, -1]) == 10.0 / 16)
    // Enumerated: 14 of 128 patterns, many of them tied in exact arithmetic only.
    #expect(SignFlip.pValue([0.3, -0.1, 0.5, 0.2, 0.4, -0.2, 0.6]) == 14.0 / 128)
  }

  /// Darwin's maize (Fisher 1935, §21): differences of fifteen pairs in eighths of an inch, 1726 of 32768 patterns as extreme.
  @Test func darwinsMaize() {
    let differences: [Double] = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    #expect(SignFlip.pValue(differences) == 1726.0 / 32768)
  }

  @Test func edges() {
    #expect(SignFlip.pValue([]) == nil)
    #expect(SignFlip.pValue([1, .nan]) == nil)
    #expect(SignFlip.pValue([1, .infinity]) == nil)
    #expect(SignFlip.pValue([0, 0, 0]) == 1)
    #expect(SignFlip.pValue([3, -3]) == 1)
    #expect(SignFlip.pValue([1e308, 1.5e308, 1.7e308]) == 0.25)
    #expect(SignFlip.pValue([.leastNonzeroMagnitude, .leastNonzeroMagnitude]) == 0.5)
  }

  @Test func zerosScaleAndSignDoNotMatter() {
    var noise = Noise(seed: 3)
    let differences = noise.uniforms(11).map { $0 - 0.3 }
    let p = SignFlip.pValue(differences)
    #expect(SignFlip.pValue(differences + [0, 0, 0]) == p)
    #expect(SignFlip.pValue(differences.map { -$0 }) == p)
    #expect(SignFlip.pValue(differences.map { 1000 * $0 }) == p)
    #expect(SignFlip.pValue(differences.reversed()) == p)
  }

  @Test func approximationContinuesTheExactValues() throws {
    var noise = Noise(seed: 8)
    let differences = noise.uniforms(SignFlip.exactLimit).map { $0 - 0.45 }
    let exact = try #require(SignFlip.pValue(differences))
    // A further difference of next to nothing leaves the test unchanged but takes it over the limit.
    let approximate = try #require(SignFlip.pValue(differences + [1e-9]))
    #expect(agree(approximate, exact, absolute: 0.005))
  }
}
