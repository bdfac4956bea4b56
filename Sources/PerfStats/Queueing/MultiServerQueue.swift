import Glibc

/// M/M/c: requests at random, c equal servers, one queue, exponential service.
public struct MultiServerQueue: Sendable, Equatable {
  /// c.
  public let servers: Int
  /// S, the mean time that one request keeps a server, in seconds.
  public let serviceTime: Double
  /// a = λS, in erlangs.
  public let offered: Double
  /// C(c, a), the share that waits.
  public let waitingShare: Double

  /// Nil unless c ≥ 1, S > 0, λ ≥ 0 per second, and λS < c.
  public init?(servers: Int, arrivalRate: Double, serviceTime: Double) {
    let offered = arrivalRate * serviceTime
    guard servers >= 1, serviceTime > 0, serviceTime.isFinite,
      let waiting = Erlang.wait(servers: servers, offered: offered)
    else { return nil }
    self.servers = servers
    self.serviceTime = serviceTime
    self.offered = offered
    waitingShare = waiting
  }

  /// Wq = C·S/(c − a), the mean wait in seconds (Cooper, eq. 5.19).
  public var meanWait: Double { waitingShare * serviceTime / spare }

  /// W = Wq + S, the mean time from arrival to departure in seconds.
  public var meanSojourn: Double { meanWait + serviceTime }

  /// P(Wq > t) = C·e^{−(c − a)t/S}.
  public func waitTail(beyond t: Double) -> Double { t < 0 ? 1 : waitingShare * exp(-spare * t / serviceTime) }

  /// P(W > t) = e^{−τ}·(1 + C·(1 − e^{−τd})/d) with τ = t/S and d = c − 1 − a, and e^{−τ}(1 + Cτ) where d = 0.
  ///
  /// Where τd is large the two exponentials are taken apart, so that neither overflows.
  public func sojournTail(beyond t: Double) -> Double {
    guard t > 0 else { return 1 }
    let tau = t / serviceTime
    let d = spare - 1
    if abs(tau * d) > 1 {
      let share = waitingShare / d
      return exp(-tau) * (1 + share) - share * exp(-tau * spare)
    }
    let factor = d == 0 ? tau : -expm1(-tau * d) / d
    return exp(-tau) * (1 + waitingShare * factor)
  }

  /// The wait, in seconds, that a share `p` of requests stays within; 0 where so many do not wait at all.
  public func waitQuantile(_ p: Double) -> Double? {
    guard p >= 0, p < 1 else { return nil }
    return 1 - p >= waitingShare ? 0 : serviceTime * log(waitingShare / (1 - p)) / spare
  }

  /// The time from arrival to departure, in seconds, that a share `p` of requests stays within, by bisection of `sojournTail`.
  public func sojournQuantile(_ p: Double) -> Double? {
    guard p >= 0, p < 1 else { return nil }
    var low = 0.0
    var high = serviceTime
    while sojournTail(beyond: high) > 1 - p { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      if sojournTail(beyond: middle) > 1 - p { low = middle } else { high = middle }
    }
  }

  /// The fewest servers with which a share `p` of requests is answered within `limit` seconds.
  ///
  /// Nil where none up to `most` will do; with e^{−limit/S} > 1 − p no number can, for the service alone takes too long.
  public static func servers(
    arrivalRate: Double, serviceTime: Double, within limit: Double, share p: Double, most: Int = 100_000
  ) -> Int? {
    guard isFeasible(serviceTime: serviceTime, within: limit, share: p), arrivalRate >= 0,
      case let offered = arrivalRate * serviceTime, offered < Double(most)
    else { return nil }
    var c = Int(offered) + 1
    while c <= most {
      let queue = MultiServerQueue(servers: c, arrivalRate: arrivalRate, serviceTime: serviceTime)
      if let queue, queue.sojournTail(beyond: limit) <= 1 - p { return c }
      c += 1
    }
    return nil
  }

  /// Whether exponential service alone keeps a share `p` of requests within `limit` seconds: e^{−limit/S} < 1 − p.
  public static func isFeasible(serviceTime: Double, within limit: Double, share p: Double) -> Bool {
    serviceTime > 0 && limit > 0 && p > 0 && p < 1 && exp(-limit / serviceTime) < 1 - p
  }

  /// c − a.
  private var spare: Double { Double(servers) - offered }
}
