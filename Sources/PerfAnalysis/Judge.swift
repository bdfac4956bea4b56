import Glibc
import PerfModel

/// Turns an interval and a margin into a word (the table of docs/statistics.md §2).
enum Judge {
  /// - Parameters:
  ///   - low: lower end of the interval of the change, oriented so that positive is worse.
  ///   - high: upper end.
  ///   - margin: the smallest change that anyone should act on, positive, on the same scale.
  static func verdict(low: Double, high: Double, margin: Double) -> Verdict {
    if low > margin { return .regressed }
    if high < -margin { return .improved }
    if low > 0 { return high <= margin ? .worseWithinMargin : .likelyWorse }
    if low >= -margin, high <= margin { return .equivalent }
    if low < -margin, high < 0 { return .likelyImproved }
    return .inconclusive
  }

  /// The verdict of an effect under a direction of good. What has no direction is never better or worse.
  static func verdict(_ effect: Effect, margin: Double, direction: Direction) -> Verdict {
    switch direction {
    case .lowerIsBetter: verdict(low: effect.low, high: effect.high, margin: margin)
    case .higherIsBetter: verdict(low: -effect.high, high: -effect.low, margin: margin)
    case .informational: effect.low >= -margin && effect.high <= margin ? .equivalent : .inconclusive
    }
  }
}
