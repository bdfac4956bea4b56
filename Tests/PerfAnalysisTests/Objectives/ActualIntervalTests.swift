@testable import PerfAnalysis
import PerfModel
import PerfUnits
import Testing

/// Uncertainty by hand: z of a two-sided 90 % interval is 1.6449, its square 2.7055.
struct ActualIntervalTests {
  private func errors(_ failed: Int, of total: Int) -> Run { run { $0.errors(failed, of: total) } }

  /// No failure in 600 requests, worth 200 independent ones at a design effect of 3: Wilson's upper end is 2.7055/(200 + 2.7055).
  @Test func noFailureInAFewRequestsProvesLittle() throws {
    let result = result([errors(0, of: 600)], objective(.requestErrorRatio, .value, .less, 0.01))
    #expect(result.status == .tooCloseToCall)
    #expect(result.isHeld == true)
    let interval = try #require(result.interval)
    #expect(interval.low == 0)
    #expect(abs(interval.high - 2.7055 / 202.7055) < 1e-5)
    // 2.7055·3·(1 − 0.01)/0.01 = 803.5 requests without a failure, on two digits upward.
    #expect(result.advice == "about 810 requests would settle it (600 now)")
  }

  @Test func enoughRequestsSettleIt() {
    #expect(result([errors(0, of: 810)], objective(.requestErrorRatio, .value, .less, 0.01)).status == .met)
    #expect(result([errors(9, of: 90)], objective(.requestErrorRatio, .value, .less, 0.01)).status == .breached)
  }

  /// "Zero errors" is about what happened: no length of test could ever settle it otherwise.
  @Test func atTheEndOfTheRangeThePointDecides() {
    #expect(result([errors(0, of: 10)], objective(.requestErrorRatio, .value, .atMost, 0)).status == .met)
    #expect(result([errors(1, of: 100_000)], objective(.requestErrorRatio, .value, .atMost, 0)).status == .breached)
    #expect(result([errors(0, of: 10)], objective(.requestErrorRatio, .value, .less, 1)).status == .met)
  }

  /// ln(q99/q90)/0.09 is the slope at p95; √(0.95·0.05/n) times it is the error of ln q95, times √2 for the design effect.
  @Test func aQuantileHasTheErrorOfItsNeighbours() throws {
    let measured = run {
      $0.latency(nil, count: 950, [.quantile(0.9): 90, .quantile(0.95): 100, .quantile(0.99): 135])
    }
    // ln 1.5/0.09 = 4.5052; √(0.0475/950) = 0.0070711; SE 0.031856·√2 = 0.045051; × 1.6449 = 0.074103.
    let result = result([measured], objective(.requestDuration, .quantile(0.95), .less, 0.105))
    let interval = try #require(result.interval)
    #expect(abs(interval.low - 0.1 * 0.928576) < 1e-6)
    #expect(abs(interval.high - 0.1 * 1.076918) < 1e-6)
    #expect(result.status == .tooCloseToCall)
    // 950·(0.074103/ln 1.05)² = 950·(0.074103/0.048790)² = 2191.5.
    #expect(result.advice == "about 2,200 requests would settle it (950 now)")
  }

  @Test func onTheBadSideItIsMissed() {
    let measured = run {
      $0.latency(nil, count: 950, [.quantile(0.9): 90, .quantile(0.95): 100, .quantile(0.99): 135])
    }
    let result = result([measured], objective(.requestDuration, .quantile(0.95), .less, 0.098))
    #expect(result.status == .tooCloseToCall)
    #expect(result.isMissed)
  }

  @Test func withoutACountThereIsNoInterval() {
    let measured = run { $0.latency(nil, count: nil, [.median: 40, .quantile(0.95): 100]) }
    let result = result([measured], objective(.requestDuration, .quantile(0.95), .less, 0.1001))
    #expect(result.interval == nil)
    #expect(result.status == .met)
    #expect(result.reason == "no interval: the file does not hold what the sampling error needs")
  }

  @Test func aShareWithoutCountsHasNoInterval() {
    let measured = run { $0.addRatio(MetricCatalogue.metric(.requestErrorRatio)!, value: 0.01, in: .one) }
    let result = result([measured], objective(.requestErrorRatio, .value, .atMost, 0.01))
    #expect(result.status == .met)
    #expect(result.interval == nil)
    #expect(result.reason == "no interval: the file gives the share without the counts behind it")
  }

  /// Three runs of 90, 100 and 1000/9 ms: ln values −ln(10/9), 0, ln(10/9) about ln 100, so their deviation is 0.105361; Student's t of
  /// 95 % with two degrees of freedom is 2.91999; the interval is 100 ms times e^±0.177622.
  @Test func severalRunsShowTheirOwnSpread() throws {
    let runs = [90, 100, 1000.0 / 9].map { p95 in run { $0.latency(nil, count: nil, [.quantile(0.95): p95]) } }
    let result = result(runs, objective(.requestDuration, .quantile(0.95), .less, 0.15))
    #expect(abs(try #require(result.actual) - 0.1) < 1e-12)
    let interval = try #require(result.interval)
    #expect(abs(interval.low - 0.1 * 0.837259) < 1e-6)
    #expect(abs(interval.high - 0.1 * 1.194374) < 1e-6)
    #expect(result.status == .met)
    // (1.6449·0.105361/ln 1.1)² = 3.31.
    let close = PerfAnalysisTests.result(runs, objective(.requestDuration, .quantile(0.95), .less, 0.11))
    #expect(close.status == .tooCloseToCall)
    #expect(close.advice == "about 4 runs would settle it (3 now)")
  }

  @Test func countsOfSeveralRunsAreOne() {
    // 1 + 3 of 1000 + 3000.
    let result = result([errors(1, of: 1000), errors(3, of: 3000)], objective(.requestErrorRatio, .value, .less, 0.5))
    #expect(result.actual == 0.001)
  }

  @Test func aTotalIsWhatItIs() {
    let measured = run { $0.counter(.requestFailed, 4) }
    let result = result([measured], objective(.requestFailed, .value, .less, 5))
    #expect(result.status == .met)
    #expect(result.interval == nil)
  }

  @Test func knownNoiseWidensASingleRun() throws {
    let measured = run {
      $0.latency(nil, count: 1_000_000, [.quantile(0.9): 90, .quantile(0.95): 100, .quantile(0.99): 135])
    }
    let narrow = try #require(result([measured], objective(.requestDuration, .quantile(0.95), .less, 1)).interval)
    let wide = try #require(
      result([measured], objective(.requestDuration, .quantile(0.95), .less, 1)) {
        $0.runToRunDeviation = 0.05
        $0.isRunToRunDeviationKnown = true
      }.interval)
    #expect(narrow.high < 0.1003)
    // e^(1.6449·0.05) = 1.0857.
    #expect(abs(wide.high - 0.10857) < 1e-4)
  }

  @Test func zerosHaveNoInterval() {
    let measured = run { $0.latency(nil, count: 100, [.median: 0, .quantile(0.95): 0]) }
    let result = result([measured], objective(.requestDuration, .quantile(0.95), .less, 0.1))
    #expect(result.status == .met)
    #expect(result.interval == nil)
  }

  @Test func exactlyOnTheBoundNothingSettlesIt() {
    let measured = run {
      $0.latency(nil, count: 950, [.quantile(0.9): 90, .quantile(0.95): 100, .quantile(0.99): 135])
    }
    let result = result([measured], objective(.requestDuration, .quantile(0.95), .atMost, 0.1))
    #expect(result.status == .tooCloseToCall)
    #expect(result.isHeld == true)
    #expect(result.advice == "it is too near the bound for any test to tell")
  }
}
