/// Which order statistics enclose a quantile, whatever the distribution.
///
/// The number of values below the quantile of order p is Bin(n, p) (David, Nagaraja, Order Statistics, 3rd ed., §7.1). Equal tailed: each
/// side misses with at most (1 − confidence)/2. Both limits of a 95 % interval need 72 values at p = .95, 368 at .99, 3,688 at .999.
public struct OrderStatisticInterval: Sendable, Equatable {
  /// The zero-based place of the lower limit among the sorted values; nil where there are too few values for one.
  public let low: Int?
  /// The zero-based place of the upper limit; nil where there are too few values for one.
  public let high: Int?

  /// Nil for a p or confidence outside (0, 1) and for no values.
  public init?(count n: Int, quantile p: Double, confidence: Double) {
    guard n > 0, p > 0, p < 1, confidence > 0, confidence < 1 else { return nil }
    // As elsewhere: (1 − 0.95)/2 is a hair off the 1/40 it stands for.
    let tail = (1 - confidence) / 2 * (1 + 1e-12)
    let (first, weights) = Self.probabilities(n, p)
    // The largest l with P(B ≤ l) ≤ tail is the zero-based place l: at most l values below the quantile means x_(l+1) is above it.
    var below = 0.0
    var low: Int?
    for (offset, weight) in weights.enumerated() {
      below += weight
      guard below <= tail else { break }
      low = first + offset
    }
    if low == nil, first > 0 { low = first - 1 }
    // The smallest u with P(B > u) ≤ tail.
    var above = 0.0
    var high = first + weights.count
    for (offset, weight) in weights.enumerated().reversed() {
      above += weight
      guard above <= tail else { break }
      high = first + offset
    }
    self.low = low
    // P(B ≥ high) ≤ tail: at least high values below the quantile, so x_(high), place high − 1, is missed with that chance at most.
    self.high = high >= 1 && high <= n ? high - 1 : nil
  }

  /// Bin(n, p) around its mode, normalised, as far as its terms count.
  private static func probabilities(_ n: Int, _ p: Double) -> (first: Int, weights: [Double]) {
    let mode = min(n, Int(Double(n) * p))
    let odds = p / (1 - p)
    var upper: [Double] = []
    var weight = 1.0
    var k = mode
    while k < n {
      weight *= Double(n - k) / Double(k + 1) * odds
      guard weight > 1e-22 else { break }
      upper.append(weight)
      k += 1
    }
    var lower: [Double] = []
    weight = 1
    k = mode
    while k > 0 {
      weight *= Double(k) / Double(n - k + 1) / odds
      guard weight > 1e-22 else { break }
      lower.append(weight)
      k -= 1
    }
    let weights = lower.reversed() + [1] + upper
    let total = Summation.sum(weights)
    return (mode - lower.count, weights.map { $0 / total })
  }
}
