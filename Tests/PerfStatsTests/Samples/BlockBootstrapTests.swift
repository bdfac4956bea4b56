import PerfStats
import TestCorpus
import Testing

@Suite struct BlockBootstrapTests {
  private static let oracle = Oracle.file("bootstrap_oracle.json")

  /// `optimal_block_length` of the Python package arch 8.0.0, where it takes the same window M (elsewhere it counts M one lag
  /// further than the paper).
  @Test(
    .enabled(if: TestCorpus.isPresent),
    arguments: [
      ("ln_a500", 1.00124918), ("ln_b500", 1.54605673), ("hundred", 16.25976565), ("ln_a30", 5.45685323),
    ])
  func lengthOfSamples(name: String, expected: Double) throws {
    let x = try #require(Samples.named(name))
    #expect(agree(BlockLength.politisWhite(x), expected, relative: 1e-7))
  }

  @Test(
    .enabled(if: TestCorpus.isPresent),
    arguments: [
      ("noleak", 3.0771156), ("leak_never_settles", 15.95934445), ("jvm_latency_600s", 45.36198981),
      ("throughput_ramp_2m_of_14m", 57.48652472),
    ])
  func lengthOfTimeSeries(name: String, expected: Double) throws {
    let x = try #require(TimeSeries.file("mser_series.csv")[name])
    #expect(agree(BlockLength.politisWhite(x), expected, relative: 1e-7))
  }

  @Test(.enabled(if: TestCorpus.isPresent)) func lengthOfAnAutoregression() throws {
    let x = try #require(Self.oracle["moving_block_ar1_phi08_n400"]["x"].numbers)
    // arch 8.0.0 says 14.43 with a window one lag longer.
    #expect(agree(BlockLength.politisWhite(x), 14.43, relative: 0.02))
    #expect(BlockLength.politisWhite([Double](repeating: 1, count: 50)) == 1)
    #expect(BlockLength.politisWhite([1, 2, 3]) == 1)
  }

  /// The standard errors of the corpus are of the moving-block bootstrap, which differs only at the ends.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: [1, 5, 10, 20]) func standardErrorOfAMean(length: Int) throws {
    let series = Self.oracle["moving_block_ar1_phi08_n400"]
    let x = try #require(series["x"].numbers)
    let expected = try #require(series["mbb_se"]["\(length)"].numbers?.first)
    let means = BlockBootstrap.replicates(2000, of: x.count, blockLength: length, seed: 1) { drawn in
      zip(drawn, x).map { Double($0) * $1 }.reduce(0, +) / Double(x.count)
    }
    #expect(agree(Moments.standardDeviation(means), expected, relative: 0.1))
  }

  /// Six values in blocks of three: two of six blocks, 36 resamples in all, means known one by one.
  @Test func allResamplesByHand() throws {
    let x: [Double] = [3, 5, 4, 8, 7, 9]
    let blocks = x.indices.map { start in (0..<3).map { x[(start + $0) % 6] }.reduce(0, +) }
    let exact = blocks.flatMap { a in blocks.map { (a + $0) / 6 } }
    let deviation = try #require(Moments.standardDeviation(exact)) * (35.0 / 36).squareRoot()
    let means = BlockBootstrap.replicates(20_000, of: 6, blockLength: 3, seed: 9) { drawn in
      zip(drawn, x).map { Double($0) * $1 }.reduce(0, +) / 6
    }
    #expect(Set(means).isSubset(of: Set(exact)))
    #expect(agree(Moments.standardDeviation(means), deviation, relative: 0.02))
    #expect(agree(Moments.mean(means), 6, relative: 0.005))
  }

  @Test func everyResampleDrawsAsManyAsThereAre() {
    for length in [1, 3, 7, 10, 99] {
      let sums = BlockBootstrap.replicates(20, of: 10, blockLength: length, seed: 2) { Double($0.reduce(0, +)) }
      #expect(sums == [Double](repeating: 10, count: 20))
    }
    #expect(BlockBootstrap.replicates(5, of: 0, blockLength: 1, seed: 1) { _ in 0 }.isEmpty)
  }

  @Test func sameSeedSameResult() {
    func draw(_ seed: UInt64) -> [Double] {
      BlockBootstrap.replicates(10, of: 50, blockLength: 4, seed: seed) { Double($0[0]) + Double($0[1]) / 100 }
    }
    #expect(draw(3) == draw(3))
    #expect(draw(3) != draw(4))
  }

  /// The first numbers of the reference implementation (S. Vigna, splitmix64.c) for the seed 1234567.
  @Test func generator() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect((0..<3).map { _ in generator.next() } == expected)
    #expect((0..<100).allSatisfy { _ in (0..<7).contains(generator.next(below: 7)) })
    #expect(generator.next(below: 0) == 0)
  }
}
