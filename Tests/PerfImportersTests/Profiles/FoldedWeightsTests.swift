import PerfDiagnostics
import PerfModel
import TestCorpus
import Testing

/// Folded stacks hold counts of samples, or weights in their place.
struct FoldedWeightsTests {
  private static func text(_ counts: [Int]) -> [UInt8] {
    Array(counts.enumerated().map { "main;f\($0) \($1)\n" }.joined().utf8)
  }

  private static let samples = [ProfileValueType("samples", "count")]
  private static let weight = ProfileValueType("weight", "count")

  @Test(
    "few stacks may have a small divisor in common; many stacks, or a large divisor, mean weights",
    arguments: [
      ([4, 6], nil), ([4000], nil), ([4000, 6001], nil), ([10_101_010, 30_303_030], 10_101_010),
      ([2000, 6000], 2000), ([5, 10, 15, 20, 25, 30, 35, 40, 45], nil), ([5, 10, 15, 20, 25, 30, 35, 40, 45, 50], 5),
    ] as [([Int], Int?)])
  func weights(counts: [Int], each: Int?) throws {
    let run = try #require(try evidence(Self.text(counts), name: "f.folded").first)
    let profile = try #require(run.profiles.first)
    let totals = try ProfileTotals(profile, file: "f")
    let total = Int64(counts.reduce(0, +))
    guard let each else {
      #expect(profile.sampleTypes == Self.samples && totals.totals == [total] && run.diagnostics.isEmpty)
      return
    }
    #expect(profile.sampleTypes == Self.samples + [Self.weight] && totals.totals == [total / Int64(each), total])
    // What is shown by itself are the file's own numbers.
    #expect(profile.defaultSampleType == 1 && run.diagnostics.map(\.id) == [.profileWeights])
    #expect(profile.period?.value == Int64(each))
  }

  @Test(
    "where no count is small, or there are more than any test has, and they have nothing in common, samples cannot be told",
    arguments: [
      (0..<10).map { 1000 + $0 * 7 }, [127, 3_456_789, 98_765_431], [3_464_646_430],
      // Microseconds written as nanoseconds: the divisor is that of the unit, and not the weight of a sample.
      [127_000, 3_456_789_000, 98_765_431_000],
    ])
  func unknownWeights(counts: [Int]) throws {
    let run = try #require(try evidence(Self.text(counts), name: "f.folded").first)
    #expect(run.profiles.first?.sampleTypes == [Self.weight] && run.diagnostics.map(\.id) == [.profileWeights])
    #expect(run.profiles.first?.sampleCountType == nil)
  }

  /// `stackcollapse-perf.pl` adds up the periods of 343 and 136 events of 10,101,010 ns.
  @Test(.enabled(if: TestCorpus.isPresent), arguments: [("before", 343), ("after", 136)] as [(String, Int64)])
  func collapsedPerf(side: String, samples: Int64) throws {
    let totals = try ProfileTotals(corpusProfile("profiles/perf/\(side)/perf.collapsed"), file: side)
    #expect(totals.totals == [samples, samples * 10_101_010])
  }

  @Test("a differential keeps its columns where a stack is empty")
  func differential() throws {
    let both = try ProfileTotals(profile(Array(" 0 10000000\na;b 31 56\n".utf8), name: "f"), file: "f")
    #expect(both.sampleTypes.map(\.type) == ["before", "after"] && both.totals == [31, 10_000_056])
  }
}
