import PerfStats
import TestCorpus
import Testing

@Suite struct HolmTests {
  @Test func handChecked() {
    // 3·0.01, 2·0.04, 1·0.03 lifted to the one before.
    let adjusted = Holm.adjusted([0.04, 0.01, 0.03])
    #expect(agree(adjusted[0], 0.06))
    #expect(agree(adjusted[1], 0.03))
    #expect(agree(adjusted[2], 0.06))
    #expect(Holm.adjusted([]) == [])
    #expect(Holm.adjusted([0.2]) == [0.2])
  }

  @Test func whatIsNoProbabilityIsNoEvidence() {
    #expect(Holm.adjusted([.nan, 0.01]) == [1, 0.02])
    #expect(Holm.adjusted([-0.5, 7]) == [0, 1])
  }

  @Test func adjustedValuesKeepTheOrderAndNeverShrink() {
    var noise = Noise(seed: 4)
    for n in 1...20 {
      let p = noise.uniforms(n).map { ($0 * 10).rounded() / 200 }
      let adjusted = Holm.adjusted(p)
      for i in p.indices {
        #expect(adjusted[i] >= p[i] && adjusted[i] <= 1)
        for j in p.indices where p[i] <= p[j] { #expect(adjusted[i] <= adjusted[j]) }
      }
      #expect(agree(adjusted.min(), min(1, Double(n) * (p.min() ?? 0))))
    }
  }

  private static let oracle = Oracle.file("multiple_oracle.json")

  @Test(.enabled(if: TestCorpus.isPresent), arguments: oracle.keys)
  func familiesOfTheOracle(name: String) throws {
    let p = try #require(Self.oracle[name]["p"].numbers)
    let adjusted = Holm.adjusted(p)
    guard let expected = Self.oracle[name]["holm"]["adj"].numbers else {
      #expect(Self.oracle[name]["expect"].string == "empty output")
      #expect(adjusted.isEmpty)
      return
    }
    #expect(zip(adjusted, expected).allSatisfy { agree($0, $1) } && adjusted.count == expected.count)
    let rejected = try #require(Self.oracle[name]["holm"]["reject"].array).compactMap(\.bool)
    #expect(adjusted.map { $0 <= 0.05 } == rejected)
  }

  @Test(.enabled(if: TestCorpus.isPresent)) func familyOfR() throws {
    let p = try #require(Self.oracle["bh1995_neuhaus"]["p"].numbers)
    let expected = try #require(Oracle.file("r_reference.json")["holm"].numbers)
    #expect(zip(Holm.adjusted(p), expected).allSatisfy { agree($0, $1) } && p.count == expected.count)
  }
}
