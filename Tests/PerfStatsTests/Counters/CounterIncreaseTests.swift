import PerfStats
import Testing

/// Counters that grow and restart, by hand.
struct CounterIncreaseTests {
  @Test(
    arguments: [
      ([3, 3], 0, 0), ([3, 5, 9], 6, 0),
      // 9 before the restart, 2 after it, then 4: 4 grown before, 4 since.
      ([5, 9, 2, 4], 8, 1), ([7, 0, 7, 0], 7, 2),
    ] as [([Double], Double, Int)])
  func grows(readings: [Double], total: Double, resets: Int) {
    let increase = CounterIncrease(readings)
    #expect(increase?.total == total && increase?.resets == resets)
  }

  @Test func oneReadingShowsNoGrowth() { #expect(CounterIncrease([4]) == nil && CounterIncrease([]) == nil) }
}

/// Quantiles of buckets, by hand.
struct BucketQuantileTests {
  private static let buckets = [(0.1, 10), (0.5, 30), (1, 40), (.infinity, 50)].map {
    BucketQuantile.Bucket(upperBound: $0.0, count: $0.1)
  }

  @Test(
    arguments: [
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
