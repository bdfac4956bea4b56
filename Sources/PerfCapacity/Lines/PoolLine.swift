import Glibc
import PerfStats
import PerfUnits

/// How many connections a pool needs, and whether the database has them.
///
/// a = λ·S_hold erlangs; the need is the least c with Erlang C(c, a) ≤ 1 %, for all instances together and for each with its own share.
public struct PoolSize: Sendable, Hashable {
  /// a, mean connections in use.
  public let erlangs: Double
  /// The least c with at most 5 % and 1 % of calls waiting, in one shared pool.
  public let waitingFivePercent: Int
  public let waitingOnePercent: Int
  /// ⌈a/0.8⌉.
  public let atFourFifths: Int
  /// 2·cores + spindles: what the database can work on at once.
  public let databaseParallelism: Int
  /// That over the share of its hold time in which a connection works.
  public let softCap: Double
  /// max_connections − reserved − other clients; nil where not given.
  public let hardCap: Int?
  /// The least c for one instance's share of the calls, and that for all of them.
  public let perInstance: Int
  public let total: Int
  public let advice: Advice
  /// T·(C − 1) + 1; nil without threads that hold several connections.
  public let deadlockFloor: Int?

  public enum Advice: String, Sendable, Hashable, CaseIterable {
    case ok = "OK"
    case poolerInFront = "POOLER_IN_FRONT"
    case shortenHold = "SHORTEN_HOLD"
    case shortenHoldOrBiggerDatabase = "SHORTEN_HOLD_OR_BIGGER_DB"
  }

  /// Nil without a rate, hold time or cores.
  public init?(_ pool: PoolSetting) {
    guard let rate = pool.callRate, let hold = pool.holdTime, hold.value > 0, let cores = pool.databaseCores, cores > 0,
      cores < 1 << 20
    else { return nil }
    let offered = (rate * hold).value
    let each = offered / Double(pool.instances)
    guard let five = Erlang.servers(offered: offered, waitingAtMost: 0.05),
      let one = Erlang.servers(offered: offered, waitingAtMost: 0.01),
      let own = Erlang.servers(offered: each, waitingAtMost: 0.01),
      case let (all, overflows) = own.multipliedReportingOverflow(by: pool.instances), !overflows
    else { return nil }
    erlangs = offered
    waitingFivePercent = five
    waitingOnePercent = one
    atFourFifths = Int((offered / 0.8).rounded(.up))
    databaseParallelism = 2 * cores + max(0, min(pool.databaseSpindles, 1 << 20))
    let working = pool.executionTime.flatMap { $0.ratio(to: hold) }.map { min(1, $0) } ?? 1
    softCap = working > 0 ? Double(databaseParallelism) / working : .greatestFiniteMagnitude
    hardCap = pool.availableConnections
    perInstance = own
    total = all
    let isHard = hardCap.map { all <= $0 } ?? true
    if isHard, Double(all) <= softCap {
      advice = .ok
    } else if Double(one) <= min(softCap, hardCap.map(Double.init) ?? .infinity) {
      advice = .poolerInFront
    } else if let hardCap, one > hardCap {
      advice = .shortenHold
    } else {
      advice = .shortenHoldOrBiggerDatabase
    }
    deadlockFloor = pool.threads.flatMap { threads in
      pool.connectionsPerThread.flatMap { held in
        guard threads > 0, held > 0, threads < 1 << 20, held < 1 << 20 else { return nil }
        return threads * (held - 1) + 1
      }
    }
  }
}

extension PlanContext {
  /// `pool:<name>` for each pool: connections for one instance.
  var poolLines: [PlanLine] { settings.pools.map(line) }

  private func line(_ pool: PoolSetting) -> PlanLine {
    let id = "pool:\(pool.name)"
    let title = "Pool \(pool.name), connections per instance"
    guard let size = PoolSize(pool) else {
      let missing = [
        pool.callRate == nil ? "the calls per second that need a connection" : nil,
        pool.holdTime == nil ? "how long a call holds its connection" : nil,
        pool.databaseCores == nil ? "the database's cores" : nil,
      ].compactMap { $0 }
      return .refused(
        id: id, title: title, noun: "connections",
        reason: "Not given: \(missing.isEmpty ? "numbers that make sense" : Wording.list(missing)).",
        next: "Collect pg_stat_activity by state every 15 s, and the pool's in-use count, wait count and wait time.",
        codes: [.inputMissing], detail: "Rule: the least c with Erlang C(c, λ·S_hold) ≤ 1 %.")
    }
    let caps = [
      size.hardCap.map { "\($0) connections are to be had" },
      "the database works on \(size.databaseParallelism) at once",
    ].compactMap { $0 }
    let advice: String? =
      switch size.advice {
      case .ok: nil
      case .poolerInFront: "Put a pooler in front: \(size.waitingOnePercent) shared connections would do."
      case .shortenHold: "Shorten the hold time: even one shared pool needs \(size.waitingOnePercent)."
      case .shortenHoldOrBiggerDatabase:
        "Shorten the hold time, or enlarge the database: even one shared pool needs \(size.waitingOnePercent)."
      }
    let count = max(size.perInstance, size.deadlockFloor ?? 0)
    return PlanLine(
      id: id, title: title, value: Double(count), noun: "connections", bound: size.advice == .ok ? .exact : .atMost,
      grade: .computed,
      assumptions: ["calls come at random", "\(pool.instances) instances, those of a deployment included"],
      formula: "least c with Erlang C(c, λ·S_hold/n) ≤ 1 %",
      reason: size.advice == .ok
        ? nil : "\(size.total) connections of all instances are more than fit: \(Wording.list(caps)).",
      next: advice,
      detail: "\(Wording.number(size.erlangs)) in use on average; \(Wording.list(caps)).",
      arithmetic: [
        "a = λ·S_hold = \(Wording.exact(size.erlangs)) erlangs",
        "one shared pool: \(size.waitingOnePercent) (1 % wait), \(size.waitingFivePercent) (5 %), \(size.atFourFifths) at 80 %",
        "per instance: \(size.perInstance), together \(size.total)",
      ])
  }
}
