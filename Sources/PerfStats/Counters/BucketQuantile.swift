/// A quantile of observations that were counted in buckets, with the bounds between which it surely lies.
///
/// The value is that of `histogram_quantile` of Prometheus (`promql/quantile.go`): linear within the bucket, which begins at 0 where it is
/// the first; in the last bucket, which has no end, the highest bound there is.
public struct BucketQuantile: Sendable, Hashable {
  public let value: Double
  /// The bounds of its bucket; the high one may be infinite.
  public let low: Double
  public let high: Double

  /// A bucket: how many observations were not above its bound.
  public struct Bucket: Sendable, Hashable {
    public let upperBound: Double
    public let count: Double

    public init(upperBound: Double, count: Double) {
      self.upperBound = upperBound
      self.count = count
    }
  }

  /// The p-quantile, 0…1; nil without a bucket for all observations or a second one, for no observations, and for the 0-quantile where
  /// the first bucket is empty.
  /// - Parameter buckets: cumulative, in any order; those of one bound are added.
  public init?(_ p: Double, of buckets: [Bucket]) {
    guard (0...1).contains(p), let sorted = Self.merged(buckets), let all = sorted.last?.count, all > 0 else {
      return nil
    }
    let rank = p * all
    let place = sorted.dropLast().firstIndex { $0.count >= rank } ?? sorted.count - 1
    let bucket = sorted[place]
    let floor = place > 0 ? sorted[place - 1] : Bucket(upperBound: min(0, bucket.upperBound), count: 0)
    guard bucket.upperBound.isFinite else {
      (value, low, high) = (floor.upperBound, floor.upperBound, .infinity)
      return
    }
    let inside = bucket.count - floor.count
    guard inside > 0 || bucket.upperBound <= 0 else { return nil }
    (low, high) = (floor.upperBound, bucket.upperBound)
    value =
      place == 0 && bucket.upperBound <= 0
      ? bucket.upperBound : low + (high - low) * ((rank - floor.count) / inside)
  }

  /// Ascending, each bound once, never falling: counts of a scrape need not be of one moment.
  private static func merged(_ buckets: [Bucket]) -> [Bucket]? {
    var merged: [Bucket] = []
    for bucket in buckets.sorted(by: { $0.upperBound < $1.upperBound }) {
      guard !bucket.upperBound.isNaN, bucket.count.isFinite else { return nil }
      if let last = merged.last, last.upperBound == bucket.upperBound {
        merged[merged.count - 1] = Bucket(upperBound: last.upperBound, count: last.count + bucket.count)
      } else {
        merged.append(bucket)
      }
    }
    guard merged.count > 1, merged.last?.upperBound == .infinity else { return nil }
    var highest = 0.0
    return merged.map { bucket in
      highest = max(highest, bucket.count)
      return Bucket(upperBound: bucket.upperBound, count: highest)
    }
  }
}
