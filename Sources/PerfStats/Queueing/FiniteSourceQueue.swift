/// M/M/c//N: N users who think, ask, wait for the answer and think again, with c equal servers.
///
/// The machine-repair model: Gross, Shortle, Thompson, Harris, Fundamentals of Queueing Theory, 4th ed., §2.7. The chain of "k at the
/// servers" has p_{k+1}/p_k = (N − k)·S/(Z·min(k + 1, c)), rescaled on the way so that nothing overflows.
public struct FiniteSourceQueue: Sendable, Equatable {
  /// X, answers per second.
  public let throughput: Double
  /// R, the mean time from question to answer in seconds.
  public let response: Double
  /// The share of the servers that is busy.
  public let utilization: Double

  /// Nil unless there are servers and users, S > 0, and Z ≥ 0, both in seconds.
  public init?(servers: Int, serviceTime: Double, thinkTime: Double, users: Int) {
    guard servers >= 1, users >= 1, serviceTime > 0, serviceTime.isFinite, thinkTime >= 0, thinkTime.isFinite else {
      return nil
    }
    let c = Double(min(servers, users))
    guard thinkTime > 0 else {
      throughput = c / serviceTime
      response = Double(users) / throughput
      utilization = c / Double(servers)
      return
    }
    let demand = serviceTime / thinkTime
    // Unnormalised probabilities: weight, their sum, and their sums times the requests present and the servers busy.
    var weight = 1.0
    var (total, present, busy) = (1.0, 0.0, 0.0)
    for k in 0..<users {
      weight *= Double(users - k) * demand / min(Double(k + 1), c)
      total += weight
      present += weight * Double(k + 1)
      busy += weight * min(Double(k + 1), c)
      if total > 1e200 {
        let shrink = 1e-200
        (weight, total, present, busy) = (weight * shrink, total * shrink, present * shrink, busy * shrink)
      }
    }
    throughput = busy / total / serviceTime
    response = present / total / throughput
    utilization = busy / total / Double(servers)
  }

  /// The most users with a mean response of at most `limit` seconds; nil where even one has to wait longer.
  ///
  /// R grows with N, so N is found by doubling and bisection.
  public static func users(
    servers: Int, serviceTime: Double, thinkTime: Double, responseAtMost limit: Double
  ) -> Int? {
    func isKept(_ users: Int) -> Bool {
      let queue = FiniteSourceQueue(servers: servers, serviceTime: serviceTime, thinkTime: thinkTime, users: users)
      return queue.map { $0.response <= limit } ?? false
    }
    guard limit.isFinite, isKept(1) else { return nil }
    var low = 1
    var high = 2
    while isKept(high) {
      guard high < 1 << 24 else { return high }
      (low, high) = (high, high * 2)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isKept(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
