import Foundation
import PerfModel
import Testing

@testable import PerfAnalysis

/// One summary a side (docs/statistics.md §3).
struct SummaryComparisonTests {
  /// n = 400, p50 = 40 ms, p90 = 80 ms, p95 = 100 ms on both sides but p50 after = 50 ms.
  ///
  /// p50 has no quantile below: σ = (ln 80 − ln p50)/1.28155; SE = √(.25/400)·σ/.39894.
  /// before: σ = .540866, SE = .033894; after: σ = .366746, SE = .022982.
  /// SE(θ) = √(2·.033894² + 2·.022982² + 2·.05²) = .091400; θ = ln(50/40) = .223144.
  /// 90 %: .223144 ± 1.644854·.091400 = [.072804, .373483], printed as e^x − 1 (Python, scipy.stats.norm).
  @Test func medianFromALogNormalSlope() throws {
    let before = LoadTest(endpoints: ["GET /a": .init(40, 80, 100)])
    let after = LoadTest(endpoints: ["GET /a": .init(50, 80, 100)])
    let row = try #require(compare([before], [after]).row("GET /a", .median))
    #expect(abs(row.change! - 0.25) < 1e-12)
    #expect(abs(row.interval!.low - (exp(0.072804) - 1)) < 1e-5)
    #expect(abs(row.interval!.high - (exp(0.373483) - 1)) < 1e-5)
    #expect(abs(row.noiseFloor! - (exp(1.96 * 0.091400) - 1)) < 1e-5)
    #expect(abs(row.smallestVisible! - (exp(2.486475 * 0.091400) - 1)) < 1e-4)
    // Margin of p50: 5 %; the interval's low end, 7.5 %, lies beyond it. But p50 and p95 are gated together, and
    // z = (.223144 − ln 1.05)/.091400 = 1.9076 has p = .0282: twice that is not below 5 %.
    #expect(abs(row.margin! - 0.05) < 1e-12)
    #expect(row.verdict == .likelyWorse)
    #expect(row.warnings.map(\.id).contains("family-correction"))
    #expect(row.pValue == nil && row.adjustedP == nil, "no p-value is printed of one summary a side")
    #expect(!row.isReplicated)
    #expect(row.basis == .summary)
  }

  @Test func aLargeChangeOfOneSummaryFailsTheGate() throws {
    let before = LoadTest(endpoints: ["GET /a": .init(40, 80, 100)])
    let after = LoadTest(endpoints: ["GET /a": .init(60, 120, 150)])
    let assessment = compare([before], [after])
    #expect(assessment.row("GET /a", .median)?.verdict == .regressed)
    #expect(assessment.judgement == .bad && assessment.verdict == .regressed && assessment.status == .red)
  }

  /// Of one request all quantiles are equal, which says nothing of how requests differ.
  @Test(arguments: [(1, false, false), (10, true, false), (20, true, true)])
  func fewRequestsTellNothing(_ count: Int, tellsMedian: Bool, tellsP95: Bool) throws {
    let before = LoadTest(endpoints: [
      "GET /a": .init(40, 40, 40, count: 400), "GET /b": .init(40, 40, 40, count: count),
    ])
    let after = LoadTest(endpoints: [
      "GET /a": .init(40, 40, 40, count: 400), "GET /b": .init(90, 90, 90, count: count),
    ])
    let assessment = compare([before], [after])
    #expect((assessment.row("GET /b", .median)?.verdict == .regressed) == tellsMedian)
    #expect((assessment.row("GET /b", .quantile(0.95))?.verdict == .regressed) == tellsP95)
  }

  @Test func outsideTheFamilyOneSummaryProvesNothing() throws {
    let before = LoadTest(endpoints: ["GET /a": .init(40, 80, 100)])
    let after = LoadTest(endpoints: ["GET /a": .init(40, 240, 100)])
    let row = try #require(compare([before], [after]).row("GET /a", .quantile(0.9)))
    #expect(!row.isGated)
    #expect(row.interval!.low > row.margin!)
    #expect(row.verdict == .likelyWorse)
  }

  @Test func withoutACountOnlyAssumedNoiseRemains() throws {
    let before = LoadTest(endpoints: ["GET /a": .init(40, 80, 100, count: nil)])
    let row = try #require(compare([before], [before]).row("GET /a", .median))
    // SE = √(2·.05²) = .070711; 1.96·SE = .138593.
    #expect(abs(row.noiseFloor! - (exp(0.138593) - 1)) < 1e-5)
    #expect(row.warnings.map(\.id).contains("assumed-noise-only"))
  }

  @Test func marginIsNeverBelowTheAbsoluteFloor() throws {
    // 1 ms of 4 ms is 25 %: a change of 10 % is not worth acting on however sure it is.
    let before = LoadTest(endpoints: ["GET /a": .init(4, 8, 10)])
    let row = try #require(compare([before], [before]).row("GET /a", .median))
    #expect(abs(row.margin! - 0.25) < 1e-12)
  }

  @Test func sameSummaryIsNeverWorse() {
    let run = LoadTest(requests: 1200, errors: (0, 1200), endpoints: ["GET /a": .init(40, 80, 100)])
    let assessment = compare([run], [run])
    #expect(assessment.judgement == .good)
    #expect(assessment.comparisons.allSatisfy { $0.verdict == .equivalent || $0.verdict == .inconclusive })
    #expect(assessment.advice.count == 1, "says what would settle the rows that cannot tell")
  }

  /// 30 errors of 2,000 after none must fail the gate; 4 of 2,400 after none must not (docs/statistics.md §3).
  @Test(arguments: [((0, 2000), (30, 2000), Verdict.regressed), ((0, 2400), (4, 2400), Verdict.inconclusive)])
  func errorsComeInBursts(before: (Int, Int), after: (Int, Int), verdict: Verdict) throws {
    let x = LoadTest(errors: before, endpoints: ["": .init(40, 80, 100)])
    let y = LoadTest(errors: after, endpoints: ["": .init(40, 80, 100)])
    let assessment = compare([x], [y])
    let row = try #require(assessment.row(SeriesKey(.requestErrorRatio)))
    #expect(row.verdict == verdict)
    #expect(row.change == nil, "a zero base has no ratio")
    #expect(assessment.judgement == (verdict == .regressed ? .bad : .good))
  }

  @Test func roundedZerosAreBelowTheStepNotZero() throws {
    // ab prints whole milliseconds: 0 before means less than half of one; 40 after is a regression, not "new".
    let fast = LoadTest(endpoints: ["GET /a": .init(0, 0, 1, resolution: 1)])
    let slow = LoadTest(endpoints: ["GET /a": .init(40, 45, 60, resolution: 1)])
    let worse = try #require(compare([fast], [slow]).row("GET /a", .median))
    #expect(worse.verdict == .regressed)
    let same = try #require(compare([fast], [fast]).row("GET /a", .median))
    #expect(same.verdict == .equivalent)
  }

  @Test func differentDefinitionsOfAQuantileAreNotCompared() throws {
    let k6 = LoadTest(endpoints: ["GET /a": .init(40, 80, 100)])
    var ab = k6
    ab.method = .floorIndex
    let assessment = compare([k6], [ab])
    #expect(assessment.row("GET /a", .median)?.verdict == .notComparable)
    #expect(assessment.judgement == .unjudged)
  }
}
