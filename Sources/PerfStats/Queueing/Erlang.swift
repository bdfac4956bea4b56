/// Erlang's formulas for c servers offered a erlangs (a = λ·S, dimensionless).
///
/// A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges" (1917).
public enum Erlang {
  /// B(c, a), the share of arrivals that find all servers busy and are lost.
  ///
  /// The recursion B(0) = 1, B(k) = a·B(k − 1)/(k + a·B(k − 1)) (Cooper, Introduction to Queueing Theory, 2nd ed., eq. 5.11), which is
  /// stable for any number of servers. Nil for a < 0 or not finite, and c < 0.
  public static func loss(servers c: Int, offered a: Double) -> Double? {
    guard c >= 0, a >= 0, a.isFinite else { return nil }
    var blocked = 1.0
    for k in 0..<c { blocked = a * blocked / (Double(k + 1) + a * blocked) }
    return blocked
  }

  /// C(c, a) = c·B/(c − a(1 − B)), the share of arrivals that have to wait (Cooper, eq. 5.16).
  ///
  /// Nil as for `loss`, and where a ≥ c: then the queue grows without end.
  public static func wait(servers c: Int, offered a: Double) -> Double? {
    guard let blocked = loss(servers: c, offered: a), a < Double(c) else { return nil }
    return min(1, Double(c) * blocked / (Double(c) - a * (1 - blocked)))
  }

  /// The fewest servers with C(c, a) ≤ `share`; nil where none up to `limit` will do.
  public static func servers(offered a: Double, waitingAtMost share: Double, limit: Int = 1_000_000) -> Int? {
    guard a >= 0, a.isFinite, share > 0 else { return nil }
    var blocked = 1.0
    for k in 0..<max(0, limit) {
      let c = Double(k + 1)
      blocked = a * blocked / (c + a * blocked)
      if a < c, c * blocked / (c - a * (1 - blocked)) <= share { return k + 1 }
    }
    return nil
  }
}
