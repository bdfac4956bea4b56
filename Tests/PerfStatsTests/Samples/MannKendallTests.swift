import Foundation
import PerfStats
import TestCorpus
import Testing

@Suite struct MannKendallTests {
  private static let oracle: Oracle = {
    guard let bytes = TestCorpus.bytes("capacity/trend_oracle.json") else { return .null }
    return ((try? JSONDecoder().decode(Oracle.self, from: Data(bytes))) ?? .null)["results"]
  }()

  @Test func corpus() throws {
    let series = TimeSeries.file("trend_series.csv")
    #expect(!series.isEmpty)
    for (name, values) in series {
      let expected = Self.oracle[name]
      guard values.count >= 3, let s = expected["S"].number else { continue }
      let result = try #require(MannKendall.test(values), "\(name)")
      #expect(Double(result.s) == s, "\(name)")
      #expect(agree(result.variance, expected["varS"].number), "\(name)")
      #expect(agree(result.z, expected["z"].number), "\(name)")
      #expect(agree(result.pTwoSided, expected["p"].number, relative: 1e-9), "\(name)")
    }
  }

  /// Of the three pairs two rise; the tied pair counts nothing.
  @Test func byHand() throws {
    let result = try #require(MannKendall.test([1, 2, 2]))
    #expect(result.s == 2)
    // (3·2·11 − 2·1·9)/18
    #expect(agree(result.variance, 48.0 / 18))
    #expect(MannKendall.test([2, 2, 1])?.s == -2)
    #expect(MannKendall.test([4, 4, 4])?.pTwoSided == 1)
    #expect(MannKendall.test([1, 2]) == nil)
    #expect(MannKendall.test([1, .nan, 2]) == nil)
  }

  @Test func pairsAreCountedAsByTheDefinition() throws {
    var noise = Noise(seed: 4)
    let values = noise.uniforms(137).map { ($0 * 40).rounded() }
    var s = 0
    for i in values.indices { for j in 0..<i { s += values[j] < values[i] ? 1 : values[j] > values[i] ? -1 : 0 } }
    #expect(MannKendall.test(values)?.s == s)
  }
}
