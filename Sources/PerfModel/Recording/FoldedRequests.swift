import PerfStats

/// Requests of one key that are no longer kept one by one: how many ended in which second and in which bucket of a `QuantileSketch`.
///
/// The same requests make the same figures in whatever order they come, and however they were dealt out.
struct FoldedRequests: Sendable {
  private(set) var count = 0
  private var minimum = Double.infinity
  private var maximum = -Double.infinity
  private var sum = ExactSum()
  private(set) var cells = FoldedCells()
  /// How many requests failed in which second since the epoch.
  private(set) var failed: [Int64: Int] = [:]

  /// Adds requests: durations in base units, and when each ended in nanoseconds since the epoch.
  mutating func add(_ durations: [Double], ends: [Int64]) {
    guard !durations.isEmpty else { return }
    var requests: [UInt64] = []
    requests.reserveCapacity(durations.count)
    // Most requests end in the second of the one before.
    var second: Int64 = 0
    var begin: Int64?
    for (duration, end) in zip(durations, ends) {
      minimum = min(minimum, duration)
      maximum = max(maximum, duration)
      if begin.map({ UInt64(bitPattern: end &- $0) >= UInt64(NanosecondTime.perSecond) }) ?? true {
        second = NanosecondTime.second(of: end)
        begin = second &* NanosecondTime.perSecond
      }
      requests.append(FoldedCells.request(second: second, key: QuantileSketch.key(of: duration)))
    }
    count += durations.count
    sum.add(contentsOf: durations)
    RadixSort.sort(&requests)
    cells.merge(FoldedCells(ascending: requests))
  }

  mutating func addFailures(_ ends: [Int64]) {
    for end in ends { failed[NanosecondTime.second(of: end), default: 0] += 1 }
  }

  mutating func merge(_ other: FoldedRequests) {
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum.merge(other.sum)
    failed.merge(other.failed, uniquingKeysWith: +)
    cells.merge(other.cells)
  }

  mutating func putInOrder() { cells.putInOrder() }

  /// All requests without their times.
  var sketch: QuantileSketch {
    var buckets = BucketCounts()
    cells.forEach { buckets.add($0, Int($1)) }
    return QuantileSketch(buckets, minimum: minimum, maximum: maximum, sum: sum)
  }
}
