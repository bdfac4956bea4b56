import PerfStats

/// Values that are no longer kept one by one, in base units: what becomes a `QuantileSketch` when no more come.
struct FoldedValues: Sendable {
  private(set) var count = 0
  private var buckets = BucketCounts()
  private var minimum = Double.infinity
  private var maximum = -Double.infinity
  private var sum = ExactSum()

  /// - Parameter zeros: how many more there are that are zero.
  mutating func add(_ values: [Double], zeros: Int = 0) {
    count += values.count + zeros
    if zeros > 0 {
      buckets.add(QuantileSketch.key(of: 0), zeros)
      minimum = min(minimum, 0)
      maximum = max(maximum, 0)
    }
    buckets.add(values)
    for value in values {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
    sum.add(contentsOf: values)
  }

  mutating func merge(_ other: FoldedValues) {
    guard count > 0 else {
      self = other
      return
    }
    count += other.count
    buckets.merge(other.buckets)
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum.merge(other.sum)
  }

  var sketch: QuantileSketch { QuantileSketch(buckets, minimum: minimum, maximum: maximum, sum: sum) }
}
