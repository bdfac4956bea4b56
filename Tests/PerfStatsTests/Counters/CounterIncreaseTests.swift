import PerfStats
import Testing

/// Counters that grow and restart, by hand.
struct CounterIncreaseTests {
  @Test(arguments: [
    ([3, 3], 0, 0), ([3, 5, 9], 6, 0),
    // 9 before the restart, 2 after it, then 4: 4 grown before, 4 since.
    ([5, 9, 2, 4], 8, 1), ([7, 0, 7, 0], 7, 2),
  ] as [([Double], Double, Int)])
  func grows(readings: [Double], total: Double, resets: Int) {
    let increase = CounterIncrease(readings)
    #expect(increase?.total == total && increase?.resets == resets)
  }

  @Test func oneReadingShowsNoGrowth() { #expect(CounterIncrease([4]) == nil && CounterIncrease([]) == nil) }

  @Test("readings on both edges give the plain difference; else the growth is stretched to the edges")
  func extrapolates() {
    #expect(CounterIncrease.extrapolated(times: [0, 10, 20], values: [5, 6, 9], from: 0, to: 20) == 4)
    // 4 in 20 s; the window is 4 s longer on either side, less than 1.1 steps: 4 · 28 / 20.
    #expect(CounterIncrease.extrapolated(times: [4, 14, 24], values: [105, 106, 109], from: 0, to: 28) == 5.6)
    // 30 s before the first reading is more than 1.1 steps: half a step, 5 s.
    #expect(CounterIncrease.extrapolated(times: [30, 40, 50], values: [105, 106, 109], from: 0, to: 50) == 5)
    // From 1 the counter was 0 no more than 5 s before: 4 in 20 s.
    #expect(CounterIncrease.extrapolated(times: [8, 18, 28], values: [1, 2, 5], from: 0, to: 28) == 5)
  }
}

/// Quantiles of buckets, by hand.
struct BucketQuantileTests {
  private static let buckets = [(0.1, 10), (0.5, 30), (1, 40), (.infinity, 50)].map {
    BucketQuantile.Bucket(upperBound: $0.0, count: $0.1)
  }

  @Test(arguments: [
    // The fifth of ten below 0.1, the twentieth of 50 is the tenth of twenty between 0.1 and 0.5.
    (0.1, 0.05, 0, 0.1), (0.4, 0.3, 0.1, 0.5), (0.8, 1, 0.5, 1), (0.99, 1, 1, .infinity),
  ] as [(Double, Double, Double, Double)])
  func interpolates(p: Double, value: Double, low: Double, high: Double) throws {
    let quantile = try #require(BucketQuantile(p, of: Self.buckets))
    #expect(abs(quantile.value - value) < 1e-12 && quantile.low == low && quantile.high == high)
  }

  @Test func needsAllAndAnother() {
    #expect(BucketQuantile(0.5, of: []) == nil && BucketQuantile(0.5, of: Array(Self.buckets.dropLast())) == nil)
    #expect(BucketQuantile(0.5, of: [Self.buckets[3]]) == nil && BucketQuantile(1.5, of: Self.buckets) == nil)
  }
}
