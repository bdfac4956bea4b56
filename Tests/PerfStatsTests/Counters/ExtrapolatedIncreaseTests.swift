import PerfStats
import Testing

/// `increase()` and `rate()` of PromQL, by hand.
struct ExtrapolatedIncreaseTests {
  private static func increase(
    _ readings: [(Double, Double)], _ start: Double, _ end: Double
  ) -> ExtrapolatedIncrease? {
    func nanoseconds(_ seconds: Double) -> Int64 { Int64(seconds * 1e9) }
    return ExtrapolatedIncrease(
      readings.map { (nanoseconds($0.0), $0.1) }, in: nanoseconds(start)...nanoseconds(end))
  }

  private static let steady = (0...4).map { (Double($0 * 10), 1000 + Double($0 * 20)) }

  @Test(
    arguments: [
      // Readings on both edges: the plain difference.
      (0, 40, 80),
      // 5 s on either side are less than 1.1 × 10 s: 80 in 40 s are 100 in 50 s.
      (-5, 45, 100),
      // 30 s are more: half a distance, 5 s, is added before and after.
      (-30, 70, 100),
      // Only 10, 20 and 30 lie in it: 40 in 20 s, and 5 s more on either side.
      (5, 35, 60),
    ] as [(Double, Double, Double)])
  func stretches(from start: Double, to end: Double, total: Double) throws {
    let found = try #require(Self.increase(Self.steady, start, end))
    #expect(abs(found.total - total) < 1e-9 && found.seconds == end - start && found.resets == 0)
    #expect(abs(found.rate - total / (end - start)) < 1e-9)
  }

  @Test("no counter was below 0: 20 a reading, and 5 of them at first, were 0 just 2.5 s before")
  func zero() throws {
    let found = try #require(Self.increase([(10, 5), (20, 25), (30, 45)], 0, 30))
    #expect(abs(found.total - 40 * (22.5 / 20)) < 1e-9)
  }

  @Test("what a restart lost is added before it is stretched")
  func resets() throws {
    // 100 → 120, then 0 → 10 → 20: 40 in 30 s, and 5 s more on either side.
    let found = try #require(Self.increase([(5, 100), (15, 120), (25, 10), (35, 20)], 0, 40))
    #expect(found.resets == 1 && abs(found.total - 40 * (40.0 / 30)) < 1e-9)
  }

  @Test func nothingKnown() {
    #expect(Self.increase([(5, 1)], 0, 10) == nil && Self.increase([(5, 1), (5, 2)], 0, 10) == nil)
    #expect(Self.increase(Self.steady, 41, 60) == nil)
    let far = [(time: Int64.min, value: 1.0), (time: Int64.max, value: 3.0)]
    #expect(ExtrapolatedIncrease(far, in: .min ... .max)?.total == 2)
  }
}
