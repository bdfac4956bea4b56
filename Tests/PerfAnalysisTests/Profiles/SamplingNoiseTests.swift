import Foundation
import PerfModel
import PerfStats
import TestCorpus
import Testing

@testable import PerfAnalysis

struct SamplingNoiseTests {
  private static let types = [ProfileValueType("samples", "count")]

  /// A side with so many samples in all.
  private static func side(_ seconds: Double?, total: Int64 = 1000, period: Int64? = nil) -> ProfileSide {
    let totals = ProfileTotals(
      sampleTypes: types, granularity: .function, totals: [total], waiting: [0], entries: [])
    return ProfileSide(
      label: "s", totals: totals, packages: totals, duration: seconds.map { Int64($0 * 1e9) }, sampleCountType: 0,
      period: period.map { ProfilePeriod(ProfileValueType("cpu", "nanoseconds"), $0) })
  }

  private static func noise(_ before: Double, _ after: Double, _ basis: ProfileBasis = .second) -> SamplingNoise {
    SamplingNoise(before: side(before), after: side(after), basis: basis)
  }

  /// The probability of every count of a Poisson distribution that matters.
  private static func poisson(_ mean: Double) -> [(count: Int64, chance: Double)] {
    (0...Int(mean + 12 * mean.squareRoot() + 30)).map { count in
      (Int64(count), exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1)))
    }
  }

  @Test("functions that did not change are called findings as seldom as z > 4 promises, whatever the durations")
  func falseAlarms() {
    for (before, after) in [(15.0, 15.0), (30, 5), (5, 30), (60, 1), (1, 60)] {
      let noise = Self.noise(before, after)
      for rate in [0.05, 0.3, 1, 4] {
        var alarms = 0.0
        for old in Self.poisson(rate * before) {
          for new in Self.poisson(rate * after) where (noise.z([old.count], [new.count]) ?? 0) > 4 {
            alarms += old.chance * new.chance
          }
        }
        #expect(
          alarms <= 2 * NormalDistribution.upperTail(4), "\(before) s and \(after) s at \(rate) a second: \(alarms)")
      }
    }
  }

  @Test("of equal durations z is |b − a| / √(a + b)")
  func equalDurations() {
    #expect(agree(Self.noise(15, 15).z([100], [60]), 40 / 160.0.squareRoot(), relative: 1e-12))
    #expect(Self.noise(15, 15).z([0], [0]) == 0)
  }

  @Test("of unequal durations z is below the score of the pooled rate, and still finds what is there")
  func unequalDurations() throws {
    // 200 in 1 s, 200 in 2 s: 266.7 of the 400 are expected after, with a standard deviation of √(400·⅓·⅔) = 9.43.
    let z = try #require(Self.noise(1, 2).z([200], [200]))
    #expect(z > 6.5 && z < 66.667 / 9.428)
    // A count of 0 on the short side: P = (60/61)⁷⁹ = 0.27.
    let none = try #require(Self.noise(60, 1).z([79], [0]))
    #expect(agree(none, -NormalDistribution.quantile(pow(60 / 61, 79)), relative: 1e-6))
    #expect(try #require(Self.noise(60, 1).z([60], [30])) > 4)
  }

  @Test("five times the samples at five times the rate are no change")
  func periods() throws {
    let slow = Self.side(10, period: 10_000_000)
    let fast = Self.side(10, period: 2_000_000)
    let noise = SamplingNoise(before: slow, after: fast, basis: .recorded)
    #expect(try #require(noise.z([200], [1000])) < 1)
    #expect(try #require(noise.z([200], [200])) > 4)
  }

  @Test("without durations more samples may only mean more time")
  func unknownDurations() {
    let noise = SamplingNoise(before: Self.side(nil), after: Self.side(15), basis: .recorded)
    #expect(noise.obstacle == .unknownDurations && noise.z([1], [100]) == nil)
    #expect(ProfileBasis.suited(to: Self.side(nil), Self.side(15)) == .sample)
    #expect(ProfileBasis.suited(to: Self.side(15), Self.side(15)) == .recorded)
  }

  @Test func aSideWithoutSamplesIsNotJudged() {
    let noise = SamplingNoise(before: Self.side(1, total: 0), after: Self.side(20), basis: .second)
    #expect(noise.obstacle == .noSamples)
  }
}
