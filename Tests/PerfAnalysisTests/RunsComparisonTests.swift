import Foundation
import PerfDiagnostics
import PerfModel
import Testing

@testable import PerfAnalysis

/// Several runs a side (docs/statistics.md §4).
struct RunsComparisonTests {
  private func runs(_ medians: [Double]) -> [LoadTest] {
    medians.map { LoadTest(endpoints: ["GET /a": .init($0, $0 * 2, $0 * 2.5)]) }
  }

  /// ln 100, ln 102, ln 104 against ln 120, ln 121, ln 125: mean difference .179021, 90 % interval
  /// [.143041, .215001], df 3.9641, p .000464 (scipy.stats.ttest_ind(b, a, equal_var=False) on the logarithms).
  @Test func welchOnLogarithms() throws {
    let row = try #require(compare(runs([100, 102, 104]), runs([120, 121, 125])).row("GET /a", .median))
    #expect(row.basis == .runs)
    #expect(abs(log1p(row.change!) - 0.179021) < 1e-6)
    #expect(abs(log1p(row.interval!.low) - 0.143041) < 1e-6)
    #expect(abs(log1p(row.interval!.high) - 0.215001) < 1e-6)
    #expect(abs(row.pValue! - 0.000464037) < 1e-9)
    #expect(row.isReplicated)
    #expect(row.adjustedP! < 0.05)
    #expect(row.verdict == .regressed)
    #expect(row.exactP == nil, "three a side can never reach p < .05 with a rank test: none is printed")
  }

  @Test func fourASideGiveTheExactRankTestToo() throws {
    let row = try #require(compare(runs([100, 101, 102, 103]), runs([110, 111, 112, 113])).row("GET /a", .median))
    // The smallest two-sided p of 4 + 4: 2/C(8,4).
    #expect(abs(row.exactP! - 2.0 / 70) < 1e-12)
  }

  @Test func twoASideUseTheAssumedNoiseHalved() throws {
    let row = try #require(compare(runs([100, 100]), runs([100, 100])).row("GET /a", .quantile(0.9)))
    // p90 between p50 and p95: SE = √(.09/400)·ln(2.5)/.45 a run; two runs: (2·SE² + .05²)/2 a side.
    let sampling = (0.09 / 400).squareRoot() * log(2.5) / 0.45
    let standardError = (2 * (2 * sampling * sampling + 0.0025) / 2).squareRoot()
    #expect(row.basis == .summary)
    #expect(abs(row.noiseFloor! - (exp(1.96 * standardError) - 1)) < 1e-9)
  }

  @Test func allValuesEqualIsNoDifference() throws {
    let row = try #require(compare(runs([100, 100, 100]), runs([100, 100, 100])).row("GET /a", .median))
    #expect(row.pValue == 1)
    #expect(row.verdict == .equivalent)
  }

  private func started(_ tests: [LoadTest], minutes: [Int64]) -> [LoadTest] {
    zip(tests, minutes).map { test, minute in
      var test = test
      test.startedAt = Timestamp(millisecondsSinceEpoch: minute * 60_000)
      return test
    }
  }

  @Test func interleavedRunsArePairedByTheirStartTimes() throws {
    // Drift of 10 % a pair hides +5 % from Welch, not from pairs: the ratio is 1.05 in each.
    let before = started(runs([100, 110, 121, 133]), minutes: [1, 4, 5, 8])
    let after = started(runs([105, 115.6, 127, 139.7]), minutes: [2, 3, 6, 7])
    let assessment = compare(before, after)
    let row = try #require(assessment.row("GET /a", .median))
    #expect(row.interval!.high - row.interval!.low < 0.01)
    #expect(row.exactP == 0.125, "the sign flip of four pairs: 2/16")
    #expect(assessment.assumptions.contains("runs are compared in pairs, in the order recorded"))
    let unpaired = try #require(compare(before, after) { $0.paired = false }.row("GET /a", .median))
    #expect(unpaired.interval!.high - unpaired.interval!.low > 0.2)
  }

  /// Two degrees of freedom cost more than three pairs gain, unless the user knows better.
  @Test func threePairsAreOnlyJudgedAsSuchOnRequest() throws {
    let before = started(runs([100, 110, 121]), minutes: [1, 4, 5])
    let after = started(runs([105, 115.6, 127]), minutes: [2, 3, 6])
    #expect(try #require(compare(before, after).row("GET /a", .median)).exactP == nil)
    let paired = try #require(compare(before, after) { $0.paired = true }.row("GET /a", .median))
    #expect(paired.exactP == 0.25, "the sign flip of three pairs: 2/8")
  }

  @Test func oneSideAfterTheOtherWarnsOfDrift() {
    let before = started(runs([100, 101, 102]), minutes: [1, 2, 3])
    let after = started(runs([103, 104, 105]), minutes: [4, 5, 6])
    #expect(compare(before, after).diagnostics.map(\.id.rawValue).contains("sequential-runs"))
    #expect(
      !compare(after, started(runs([1, 2, 3]), minutes: [1, 5, 9])).diagnostics.map(\.id.rawValue).contains(
        "sequential-runs"))
  }

  @Test func theOlderSideIsBefore() {
    let older = started(runs([100]), minutes: [1])
    let newer = started(runs([101]), minutes: [2])
    #expect(compare(older, newer).diagnostics == [])
    #expect(compare(newer, older).diagnostics.map(\.id.rawValue) == ["swapped-sides"])
  }

  @Test func pairsNeedAPartnerEach() throws {
    let uneven = compare(runs([100, 101, 102]), runs([100, 101, 102, 103])) { $0.paired = true }
    #expect(uneven.diagnostics.map(\.id.rawValue) == ["cannot-pair"])
    #expect(!uneven.assumptions.contains("runs are compared in pairs, in the order recorded"))
    // The first run before and the last after lack the endpoint: what is left are runs of different pairs.
    var before = runs([100, 110, 121, 133])
    var after = runs([105, 115.6, 127, 140])
    before[0].endpoints = ["GET /b": .init(40, 80, 100)]
    after[3].endpoints = ["GET /b": .init(40, 80, 100)]
    let row = try #require(compare(before, after) { $0.paired = true }.row("GET /a", .median))
    #expect(row.runs == .init(before: 3, after: 3) && row.exactP == nil, "no sign flip without pairs")
  }

  @Test func holmTurnsALoneMarginalRowIntoLikely() throws {
    // One endpoint 12 % slower with p just under .05 beyond its margin; nineteen that did not move: 40 gated rows.
    func side(_ medians: [Double], quiet: [Double]) -> [LoadTest] {
      zip(medians, quiet).map { median, quiet in
        var endpoints = ["GET /slow": LoadTest.Endpoint(median, 300, 400)]
        for index in 0..<19 { endpoints["GET /quiet\(index)"] = .init(quiet + Double(index), 300, 400) }
        return LoadTest(endpoints: endpoints)
      }
    }
    let assessment = compare(side([100, 103, 99], quiet: [50, 51, 52]), side([112, 115, 110], quiet: [51, 50, 52]))
    let row = try #require(assessment.row("GET /slow", .median))
    #expect(row.interval!.low > row.margin!)
    #expect(row.verdict == .likelyWorse)
    #expect(row.warnings.map(\.id).contains("family-correction"))
    #expect(assessment.judgement == .good)
  }
}
