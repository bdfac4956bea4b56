import Glibc
import PerfStats
import TestCorpus
import Testing

@Suite struct ModesTests {
  /// One hump: the test must not see two. Here sixty samples of each shape; of 15,000 there was no alarm.
  @Test(arguments: ["log-normal", "exponential", "gamma", "uniform"]) func falseAlarms(shape: String) {
    var noise = Noise(seed: 21)
    let alarms = (0..<60).count { round in
      let count = round % 2 == 0 ? 200 : 1000
      let values = (0..<count).map { _ in
        switch shape {
        case "log-normal": exp(0.6 * noise.normal())
        case "exponential": -log(1 - noise.uniform()) + 1e-9
        case "gamma": -log((1 - noise.uniform()) * (1 - noise.uniform()) * (1 - noise.uniform())) + 1e-9
        default: 1 + noise.uniform()
        }
      }
      return TwoModes(sorted: values.sorted(), effectiveCount: Double(count)) != nil
    }
    #expect(alarms == 0)
  }

  /// 70 % about 20 ms, 30 % about 80 ms.
  private static func mixture(_ count: Int) -> [Double] {
    var noise = Noise(seed: 5)
    return (0..<count).map { _ in (noise.uniform() < 0.7 ? 0.02 : 0.08) * exp(0.15 * noise.normal()) }.sorted()
  }

  @Test(arguments: [400, 5000]) func twoHumps(count: Int) throws {
    let modes = try #require(TwoModes(sorted: Self.mixture(count), effectiveCount: Double(count)))
    #expect(agree(modes.lower, 0.02, relative: 0.1))
    #expect(agree(modes.upper, 0.08, relative: 0.1))
    #expect((0.025...0.065).contains(modes.valley))
    #expect(agree(modes.shareAbove, 0.3, absolute: 0.05))
  }

  /// Whole milliseconds of one hump are no comb of humps; of two humps they are two.
  @Test func roundedValues() {
    var noise = Noise(seed: 8)
    let one = (0..<3000).map { _ in (9 * exp(0.2 * noise.normal())).rounded() / 1000 }.sorted()
    #expect(TwoModes(sorted: one, effectiveCount: 3000) == nil)
    let two = Self.mixture(3000).map { ($0 * 1000).rounded() / 1000 }
    #expect(TwoModes(sorted: two, effectiveCount: 3000) != nil)
  }

  @Test func whatIsNoSecondMode() {
    let mixture = Self.mixture(5000)
    // Dependent values that are worth fifty are too few.
    #expect(TwoModes(sorted: mixture, effectiveCount: 49) == nil)
    #expect(TwoModes(sorted: Array(mixture.prefix(99)), effectiveCount: 99) == nil)
    #expect(TwoModes(sorted: [Double](repeating: 2, count: 500), effectiveCount: 500) == nil)
    #expect(TwoModes(sorted: [0] + mixture, effectiveCount: 5001) == nil)
    #expect(TwoModes(sorted: mixture + [.infinity], effectiveCount: 5001) == nil)
    // Values so near each other that their logarithms are equal.
    #expect(TwoModes(sorted: (0..<500).map { 1e300 * (1 + Double($0 / 250) * .ulpOfOne) }, effectiveCount: 500) == nil)
  }
}
