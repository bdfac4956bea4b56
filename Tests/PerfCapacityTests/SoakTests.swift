import Foundation
import PerfCapacity
import PerfUnits
import TestCorpus
import Testing

@Suite struct SoakTests {
  private static let series: [String: [Double]] = {
    let table = columns("capacity/trend_series.csv")
    var series: [String: [Double]] = [:]
    for (name, value) in zip(table["series"] ?? [], table["value"] ?? []) {
      series[name, default: []].append(Double(value) ?? .nan)
    }
    return series
  }()

  private func report(_ values: [Double], step: Double = 900, limit: Double? = nil) -> SoakReport {
    SoakReport(SoakSeries(name: "heap", unit: .megabytes, values: values, step: seconds(step), limit: limit))
  }

  /// 24 h in steps of 15 min: 0.9355 MB a step by the oracle, 3.74 MB an hour.
  @Test func leak() throws {
    let report = report(try #require(Self.series["leak_24h_15min"]), limit: 1_000)
    #expect(report.verdict == .leak)
    #expect(agree(report.slopePerHour, 4 * 0.9355220483641534, relative: 1e-9))
    let hours = try #require(report.hoursToLimit)
    let last = try #require(Self.series["leak_24h_15min"]?.last)
    #expect(agree(hours, (1_000 - last) / (4 * 0.9355220483641534), relative: 1e-9))
    #expect(try #require(report.hoursLow) < hours && #require(report.hoursHigh) > hours)
  }

  @Test(
    arguments: [
      ("noleak_24h_15min", SoakReport.Verdict.noTrend), ("sawtooth_gc", .noTrend), ("step_up_once", .step),
      ("n3", .tooShort), ("monotone10", .tooShort),
    ])
  func seriesOfTheOracle(name: String, verdict: SoakReport.Verdict) throws {
    #expect(report(try #require(Self.series[name])).verdict == verdict)
  }

  /// Stationary, but each value resembles the one before: plain Mann–Kendall has p = 5·10⁻⁵.
  @Test func correlationIsNoLeak() throws {
    #expect(report(try #require(Self.series["ar1_phi09_no_trend"])).verdict != .leak)
  }

  @Test func flatSeriesSayWhatTheyCouldHaveSeen() throws {
    let values = (0..<60).map { (place: Int) -> Double in 100 + Double(place * 7 % 5) }
    let report = report(values, step: 60)
    #expect(report.verdict == .noTrend)
    #expect(try #require(report.visibleSlope) > 0)
    #expect(report.sentence.contains("would not have been seen"))
  }

  @Test func growthThatSlowsDownIsWarmingUp() {
    // 1000·(1 − e^(−t/50)) and some scatter: the second half climbs by 117, the first by 865.
    let values = (0..<200).map { (place: Int) -> Double in
      1_000 * (1 - exp(-Double(place) / 50)) + 4 * Double(place * 37 % 101)
    }
    #expect(report(values).verdict == .flattening)
  }

  @Test func degenerateSeries() {
    #expect(report([]).verdict == .tooShort)
    #expect(report([Double](repeating: 5, count: 100)).verdict == .noTrend)
    #expect(report([1, .nan] + [Double](repeating: 5, count: 100)).verdict == .tooShort)
    #expect(report((0..<40).map(Double.init), step: 0).verdict == .tooShort)
  }
}
