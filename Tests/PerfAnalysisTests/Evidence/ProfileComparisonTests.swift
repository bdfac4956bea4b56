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
    #expect(pairs[1].obstacle == .uncounted)
  }

  /// 191 s of blocking became 520 s, because 16 idle workers wait in place of 2: it waits for work.
  @Test func idleWorkersAreNoRegression() throws {
    let block = try #require(try Self.pairs(["block.pb.gz"]).first)
    #expect(block.totalAfter > 2 * block.totalBefore)
    #expect(Double(block.waitingAfter) > 0.5 * Double(block.totalAfter))
    #expect(block.functions.allSatisfy { !$0.isWaiting })
  }

  /// 6.11 s of the block profile are the wait for a connection of the pool, under requests.
  @Test func waitsOfRequestsAreNotIdle() throws {
    let path = TestCorpus.path("profiles/linked-lms/before/pprof/block.pb.gz")
    let profile = try #require(try RunLoader().load([InputSpec(argument: path)]).evidence.first?.profiles.first)
    let totals = try ProfileTotals(profile, file: path)
    let entries = Dictionary(uniqueKeysWithValues: totals.entries.map { ($0.name, $0) })
    for name in ["database/sql.(*DB).conn", "main.query", "main.dashboard"] {
      #expect(entries[name]?.waiting == [0, 0], "\(name)")
    }
    let pool = try #require(entries["database/sql.(*DB).conn"]).cumulative[1]
    #expect(totals.totals[1] - totals.waiting[1] >= pool && pool > 6_100_000_000)
    // Those that wait for a query to end or to be cancelled are idle.
    let watchers = try #require(entries["github.com/lib/pq.(*conn).watchCancel.func1"])
    #expect(watchers.waiting == watchers.cumulative)
  }

  /// Of 588 and 345 looks 298 and 295 end in a selector, a condition, accept or the reading of a request line.
  @Test(arguments: [("before", 298, 588), ("after", 295, 345)] as [(String, Int64, Int64)])
  func idlePython(side: String, waiting: Int64, total: Int64) throws {
    let path = TestCorpus.path("profiles/python/\(side)/pyspy.threads_idle.raw.folded")
    let profile = try #require(try RunLoader().load([InputSpec(argument: path)]).evidence.first?.profiles.first)
    let totals = try ProfileTotals(profile, file: path)
    #expect(totals.totals == [total] && totals.waiting == [waiting])
  }

  @Test func aProfileOfOneSideHasNoPair() throws {
    let alone = try RunLoader().load([InputSpec(argument: TestCorpus.path("profiles/go/go1.27/before/cpu.pb.gz"))])
    let pairs = ProfilePairs(alone.evidence, [], (RequestTally([]), RequestTally([])))
    #expect(pairs.comparisons.isEmpty && pairs.findings.isEmpty)
  }
}
