import PerfModel

/// What is kept of a number of times, in seconds.
struct TimeStatistics: Sendable, Hashable {
  private(set) var count = 0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity
  private var total = CompensatedSum()

  var sum: Double { total.value }

  mutating func add(_ seconds: Double) {
    count += 1
    minimum = min(minimum, seconds)
    maximum = max(maximum, seconds)
    total.add(seconds)
  }

  /// For `RunBuilder`; empty when nothing was timed.
  var statistics: [Statistic: Double] {
    guard count > 0 else { return [:] }
    return [.mean: sum / Double(count), .minimum: minimum, .maximum: maximum, .sum: sum]
  }
}
