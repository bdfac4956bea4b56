import Foundation
import PerfStats
import TestCorpus
import Testing

@Suite struct MSERTests {
  private static let oracle: Oracle = {
    guard let bytes = TestCorpus.bytes("capacity/mser_oracle.json") else { return .null }
    return ((try? JSONDecoder().decode(Oracle.self, from: Data(bytes))) ?? .null)["results"]
  }()

  @Test(
    arguments: [
      "warmup_then_flat", "noleak", "leak_never_settles", "constant", "n4", "jvm_latency_600s",
      "throughput_ramp_2m_of_14m",
    ])
  func corpus(name: String) throws {
    let series = try #require(TimeSeries.file("mser_series.csv")[name])
    let expected = Self.oracle[name]["mser5"]
    guard !expected.isNull else {
      #expect(MSER.truncation(series) == nil)
      return
    }
    let truncation = try #require(MSER.truncation(series))
    #expect(truncation.batches == expected["batches"].number.map(Int.init(_:)))
    #expect(truncation.truncated == expected["d_star_batches"].number.map(Int.init(_:)))
    #expect(truncation.values == expected["truncate_first"].number.map(Int.init(_:)))
    #expect(truncation.isAtBoundary == expected["at_boundary"].bool)
    #expect(agree(truncation.minimum, expected["mser"].number, relative: 1e-9, absolute: 1e-15))
    let rest = Array(series[truncation.values..<(truncation.batches * 5)])
    #expect(agree(Moments.mean(rest), expected["mean_after"].number))
  }

  /// Means 9, 1, 1, 1: without the first Σ(Z − Z̄)² is 0.
  @Test func byHand() throws {
    let truncation = try #require(MSER.truncation([9, 9, 9, 9, 9] + [Double](repeating: 1, count: 15)))
    #expect(truncation.truncated == 1)
    #expect(truncation.minimum == 0)
    #expect(!truncation.isAtBoundary)
  }

  @Test func refusals() {
    #expect(MSER.truncation([]) == nil)
    #expect(MSER.truncation([Double](repeating: 1, count: 9)) == nil)
    #expect(MSER.truncation([1, 2, 3, 4, 5, 6, 7, 8, 9, .nan]) == nil)
  }
}
