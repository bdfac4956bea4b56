import Foundation
import PerfDiagnostics
import PerfImporters
import PerfModel
import TestCorpus
import Testing

@testable import PerfAnalysis

/// Profiles of two sides in pairs, of a Go service before and after its change.
@Suite(.enabled(if: TestCorpus.isPresent)) struct ProfileComparisonTests {
  private static func pairs(_ files: [String]) throws -> [ProfileComparison] {
    func side(_ side: String) throws -> [Run] {
      try RunLoader().load(
        files.map { InputSpec(argument: TestCorpus.path("profiles/go/go1.27/\(side)/\($0)")) }
      ).evidence
    }
    return ProfilePairs(try side("before"), try side("after"), (RequestTally([]), RequestTally([]))).comparisons
  }

  /// 15 s of each side at 100 samples a second: 6.72 s before, 2.02 s after, 48 functions with z > 4 (the corpus' README).
  @Test func theProcessorsFindings() throws {
    let cpu = try #require(try Self.pairs(["cpu.pb.gz"]).first)
    #expect(cpu.totalBefore == 6_720_000_000 && cpu.totalAfter == 2_020_000_000)
    #expect(cpu.basis == .second && cpu.findings == 48 && cpu.obstacle == nil)
    #expect(cpu.functions.count == 10 && cpu.functions.allSatisfy(\.isFinding))
  }

  /// Heap and allocations have the same sample types, and show another of them.
  @Test func eachKindHasItsPartner() throws {
    let pairs = try Self.pairs(["heap.pb.gz", "allocs.pb.gz", "goroutine.pb.gz"])
    #expect(pairs.map(\.sampleType.type) == ["alloc_space", "goroutine", "inuse_space"])
    // 532 and 84 goroutines: nobody counted samples of them, so that nothing is called a finding.
    #expect(pairs[1].totalBefore == 532 && pairs[1].totalAfter == 84 && pairs[1].findings == 0)
    #expect(pairs[1].obstacle != nil)
  }

  /// 191 s of blocking became 520 s, because 16 idle workers wait in place of 2: it waits for work.
  @Test func idleWorkersAreNoRegression() throws {
    let block = try #require(try Self.pairs(["block.pb.gz"]).first)
    #expect(block.totalAfter > 2 * block.totalBefore)
    #expect(Double(block.waitingAfter) > 0.5 * Double(block.totalAfter))
    #expect(block.functions.allSatisfy { !$0.isWaiting })
  }

  @Test func aProfileOfOneSideHasNoPair() throws {
    let alone = try RunLoader().load([InputSpec(argument: TestCorpus.path("profiles/go/go1.27/before/cpu.pb.gz"))])
    let pairs = ProfilePairs(alone.evidence, [], (RequestTally([]), RequestTally([])))
    #expect(pairs.comparisons.isEmpty && pairs.findings.isEmpty)
  }
}
