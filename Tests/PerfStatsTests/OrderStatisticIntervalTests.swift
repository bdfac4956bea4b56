import PerfStats
import Testing

@Suite struct OrderStatisticIntervalTests {
  /// .95^72 = .0249 ≤ .025 < .95^71, .99^368 ≤ .025 < .99^367, .999^3688 ≤ .025 < .999^3687.
  @Test(arguments: [(72, 0.95), (368, 0.99), (3688, 0.999)])
  func fewestValuesForBothLimits(count: Int, p: Double) throws {
    let enough = try #require(OrderStatisticInterval(count: count, quantile: p, confidence: 0.95))
    #expect(enough.high == count - 1 && enough.low != nil)
    #expect(OrderStatisticInterval(count: count - 1, quantile: p, confidence: 0.95)?.high == nil)
  }

  /// One-sided 95 % is the upper limit of the two-sided 90 %.
  @Test(arguments: [(59, 0.95), (299, 0.99), (2995, 0.999)])
  func fewestValuesForAnUpperLimit(count: Int, p: Double) {
    #expect(OrderStatisticInterval(count: count, quantile: p, confidence: 0.9)?.high == count - 1)
    #expect(OrderStatisticInterval(count: count - 1, quantile: p, confidence: 0.9)?.high == nil)
  }

  @Test func medianOfTenByHand() throws {
    // Bin(10, ½): P(B ≤ 1) = 11/1024 = .011, P(B ≤ 2) = 56/1024 = .055: the second and the ninth value at 95 %.
    let interval = try #require(OrderStatisticInterval(count: 10, quantile: 0.5, confidence: 0.95))
    #expect(interval.low == 1 && interval.high == 8)
  }

  @Test func manyValuesAreQuick() throws {
    // Normal: 10⁷·.95 ± 1.96·√(10⁷·.95·.05) = 9,500,000 ± 1350.8.
    let interval = try #require(OrderStatisticInterval(count: 10_000_000, quantile: 0.95, confidence: 0.95))
    #expect(abs(try #require(interval.low) - 9_498_648) <= 3)
    #expect(abs(try #require(interval.high) - 9_501_350) <= 3)
  }

  @Test func refusals() {
    #expect(OrderStatisticInterval(count: 0, quantile: 0.5, confidence: 0.95) == nil)
    #expect(OrderStatisticInterval(count: 10, quantile: 1, confidence: 0.95) == nil)
    #expect(OrderStatisticInterval(count: 10, quantile: 0.5, confidence: 0) == nil)
    let one = OrderStatisticInterval(count: 1, quantile: 0.5, confidence: 0.95)
    #expect(one?.low == nil && one?.high == nil)
  }
}
