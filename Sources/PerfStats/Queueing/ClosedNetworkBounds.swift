/// What no closed network with these demands can do better or worse than, without solving it.
///
/// Lazowska, Zahorjan, Graham, Sevcik, Quantitative System Performance (1984), tables 5.2 (asymptotic) and 5.4 (balanced job bounds).
public struct ClosedNetworkBounds: Sendable, Equatable {
  /// D = ΣD_k, seconds of service of one round trip.
  public let demand: Double
  /// D_max, seconds at the station that is needed most.
  public let largestDemand: Double
  /// Z, seconds.
  public let thinkTime: Double
  private let meanDemand: Double

  /// Nil for no station, a demand or think time that is negative or not finite, and demands that are all zero.
  public init?(demands: [Double], thinkTime: Double) {
    guard let largest = demands.max(), largest > 0, demands.allSatisfy({ $0 >= 0 && $0.isFinite }), thinkTime >= 0,
      thinkTime.isFinite
    else { return nil }
    demand = Summation.sum(demands)
    largestDemand = largest
    self.thinkTime = thinkTime
    meanDemand = demand / Double(demands.count)
  }

  /// N* = (D + Z)/D_max, beyond which somebody surely waits.
  public var kneeUsers: Double { (demand + thinkTime) / largestDemand }

  /// N/(ND + Z) ≤ X ≤ min(1/D_max, N/(D + Z)), per second.
  public func asymptotic(users n: Double) -> (low: Double, high: Double) {
    (n / (n * demand + thinkTime), min(1 / largestDemand, n / (demand + thinkTime)))
  }

  /// R ≥ max(D, N·D_max − Z), seconds.
  public func leastResponse(users n: Double) -> Double { max(demand, n * largestDemand - thinkTime) }

  /// The most users with whom a mean response of `limit` seconds is possible at all: (limit + Z)/D_max; nil where limit < D.
  public func mostUsers(responseAtMost limit: Double) -> Double? {
    limit >= demand ? (limit + thinkTime) / largestDemand : nil
  }

  /// N/(D + Z + (N − 1)D_max/(1 + Z/(ND))) ≤ X ≤ min(1/D_max, N/(D + Z + (N − 1)D̄/(1 + Z/D))), per second.
  public func balanced(users n: Double) -> (low: Double, high: Double) {
    let base = demand + thinkTime
    let low = n / (base + (n - 1) * largestDemand / (1 + thinkTime / (n * demand)))
    let high = n / (base + (n - 1) * meanDemand / (1 + thinkTime / demand))
    return (low, min(1 / largestDemand, high))
  }
}
