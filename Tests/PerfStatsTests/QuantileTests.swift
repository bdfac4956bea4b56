import PerfStats
import TestCorpus
import Testing

@Suite struct QuantileTests {
  @Test func handCheckedInterpolation() {
    // Positions p(n − 1) of five values: 0.9·4 = 3.6.
    let x: [Double] = [5, 1, 4, 2, 3]
    #expect(Quantile.type7(x, 0) == 1)
    #expect(Quantile.type7(x, 0.5) == 3)
    #expect(agree(Quantile.type7(x, 0.9), 4.6))
    #expect(Quantile.type7(x, 1) == 5)
    #expect(Quantile.type7(sorted: [1, 2, 3, 4], 0.5) == 2.5)
    #expect(Quantile.type7([7], 0.99) == 7)
  }

  @Test func floorIndexTakesTheValueAtNP() {
    let sorted: [Double] = [10, 20, 30, 40]
    #expect([0, 0.24, 0.25, 0.5, 0.99, 1].map { Quantile.floorIndex(sorted: sorted, $0) } == [10, 10, 20, 30, 40, 40])
    #expect(Quantile.floorIndex(sorted: [], 0.5) == nil)
    #expect(Quantile.floorIndex(sorted: sorted, 1.1) == nil)
    #expect(Quantile.floorIndex(sorted: sorted, .nan) == nil)
  }

  @Test func refusals() {
    #expect(Quantile.type7([], 0.5) == nil)
    #expect(Quantile.type7(sorted: [], 0.5) == nil)
    for p in [-0.01, 1.01, Double.nan] { #expect(Quantile.type7([1, 2], p) == nil) }
    for bad in [Double.nan, .infinity, -.infinity] { #expect(Quantile.type7([1, 2, bad], 0.2) == nil) }
    #expect(Quantile.type7(sorted: [1, 2, .infinity], 0.9) == nil)
  }

  @Test func extremesOfTheRange() {
    #expect(agree(Quantile.type7([-1.6e308, 1.6e308], 0.75), 0.8e308))
    #expect(Quantile.type7([-0.0, 0, 1], 0.25) == 0)
  }

  private static let oracle = Oracle.file("quantile_oracle.json")["results"]

  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle.keys)
  func type7OfTheOracle(name: String) throws {
    let x = try #require(Samples.named(name))
    var compared = 0
    for key in Self.oracle[name].keys {
      guard let p = Double(key) else { continue }
      #expect(agree(Quantile.type7(x, p), Self.oracle[name][key]["type7_linear"].number), "p = \(p)")
      compared += 1
    }
    #expect(compared == 5)
  }

  @Test(.enabled(if: TestCorpus.isPresent)) func refusedSamplesOfTheOracle() throws {
    for name in ["empty", "with_nan", "with_inf"] {
      #expect(Quantile.type7(try #require(Samples.named(name)), 0.5) == nil)
    }
  }

  @Test(.enabled(if: TestCorpus.isPresent)) func seventhTypeOfR() throws {
    let types = try #require(Oracle.file("r_reference.json")["quantile_lat_a10_p95_types1to9"].numbers)
    #expect(agree(Quantile.type7(try #require(Samples.named("lat_a10")), 0.95), types[6]))
  }

  /// benchstat's centre is the median.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: Oracle.file("benchstat_oracle.json")["samples"].keys)
  func mediansOfBenchstat(name: String) throws {
    let expected = Oracle.file("benchstat_oracle.json")["samples"][name]["median"].number
    #expect(agree(Quantile.type7(try #require(Samples.named(name)), 0.5), expected))
  }
}
