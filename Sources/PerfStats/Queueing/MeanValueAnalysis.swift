/// Exact mean value analysis of a closed network of queueing stations with one class of users.
///
/// M. Reiser, S. S. Lavenberg, "Mean-value analysis of closed multichain queuing networks", J. ACM 27 (1980): for n = 1…N,
/// R_k = D_k(1 + Q_k(n − 1)), X = n/(Z + ΣR_k), Q_k = X·R_k.
public struct MeanValueAnalysis: Sendable, Equatable {
  /// X, round trips per second.
  public let throughput: Double
  /// R = ΣR_k in seconds.
  public let response: Double
  /// U_k = X·D_k.
  public let utilizations: [Double]
  /// Q_k, the mean number at each station.
  public let queues: [Double]

  /// - Parameters:
  ///   - demands: D_k, the seconds of service that one round trip needs at each station.
  ///   - thinkTime: Z in seconds.
  ///
  /// Nil for no station, no users, a demand or think time that is negative or not finite, and where all are zero.
  public init?(demands: [Double], thinkTime: Double, users: Int) {
    guard !demands.isEmpty, users >= 1, thinkTime >= 0, thinkTime.isFinite,
      demands.allSatisfy({ $0 >= 0 && $0.isFinite }), thinkTime > 0 || demands.contains(where: { $0 > 0 })
    else { return nil }
    var queues = [Double](repeating: 0, count: demands.count)
    var throughput = 0.0
    var response = 0.0
    for n in 1...users {
      let times = zip(demands, queues).map { $0 * (1 + $1) }
      response = Summation.sum(times)
      throughput = Double(n) / (thinkTime + response)
      queues = times.map { throughput * $0 }
    }
    guard throughput.isFinite, response.isFinite else { return nil }
    self.throughput = throughput
    self.response = response
    utilizations = demands.map { $0 * throughput }
    self.queues = queues
  }
}
