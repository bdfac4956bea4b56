import PerfStats
public import PerfUnits

/// How much load the objective is kept under: between the last level that passes, with all below it, and the first that fails.
///
/// A quantile passes where the upper end of its 95 % interval does, an error share where its one-sided 95 % Wilson limit does.
public struct ObjectiveCapacity: Sendable, Hashable {
  public let outcome: Outcome
  /// One for each distinct load, ascending.
  public let judged: [Judged]
  /// The place in `judged` of the last load up to which all pass.
  public let lastPass: Int?
  /// The place of the first that fails.
  public let firstFail: Int?
  /// A load passes again after one has failed; the first failure stands.
  public let isNonMonotone: Bool

  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// [G_k, G_{k+1}).
    case enclosed
    /// All pass, or those beyond the last pass cannot be told.
    case atLeast
    /// Not even the lowest load passes.
    case belowLowest
    /// Not even the lowest load can be told.
    case undecided
  }

  /// One load held against the objective.
  public struct Judged: Sendable, Hashable {
    public let load: Level.Load
    public let goodput: RequestRate?
    public let latency: Seconds?
    public let state: State
    /// Whether what was measured keeps the objective, though too few requests make it sure.
    public let isLikely: Bool
    /// What decided, for a reader: `p95 165 ms`.
    public let reason: String
    /// The places of its levels.
    public let levels: [Int]
  }

  public enum State: String, Sendable, Hashable, CaseIterable {
    case passes
    case fails
    case undecided
  }

  /// Nil where there is no level.
  public init?(_ levels: [Level], objective: ServiceObjective) {
    let order = levels.indices.sorted { (levels[$0].load.value, $0) < (levels[$1].load.value, $1) }
    var groups: [[Int]] = []
    for place in order {
      if let first = groups.last?.first,
        levels[place].load.value <= levels[first].load.value * (1 + LoadCurve.sameLoad)
      {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    let judged = groups.compactMap { Self.judge($0, levels, objective) }
    self.judged = judged
    guard let first = judged.first else { return nil }
    // A load with too few requests to be sure is no worse than a higher one that passes.
    let end = judged.firstIndex { !$0.isLikely } ?? judged.count
    lastPass = judged[..<end].lastIndex { $0.state == .passes }
    let fail = judged.firstIndex { $0.state == .fails }
    firstFail = fail
    isNonMonotone = fail.map { place in judged[place...].contains { $0.state == .passes } } ?? false
    if lastPass != nil {
      outcome = fail == nil ? .atLeast : .enclosed
    } else {
      outcome = first.state == .fails ? .belowLowest : .undecided
    }
  }

  /// The last load that passes.
  public var passed: Judged? { lastPass.map { judged[$0] } }
  /// The loads beyond the last that passes of which none could be told; empty where one of them fails.
  public var untold: [Judged] {
    guard firstFail == nil, let lastPass else { return [] }
    return judged[(lastPass + 1)...].filter { $0.state == .undecided }
  }
  /// The first that fails.
  public var failed: Judged? { firstFail.map { judged[$0] } }

  /// Replicates are as good as the worst of them.
  private static func judge(_ places: [Int], _ levels: [Level], _ objective: ServiceObjective) -> Judged? {
    let verdicts = places.map { judge(levels[$0], objective) }
    guard let first = places.first else { return nil }
    let rank: (State) -> Int = { [.fails, .undecided, .passes].firstIndex(of: $0) ?? 0 }
    guard let worst = verdicts.min(by: { rank($0.state) < rank($1.state) }) else { return nil }
    let goodputs = places.compactMap { levels[$0].goodput?.value }
    let latencies = places.compactMap { levels[$0].latency?.value }
    return Judged(
      load: levels[first].load, goodput: Moments.mean(goodputs).flatMap { RequestRate($0) },
      latency: Moments.mean(latencies).flatMap { Seconds($0) }, state: worst.state,
      isLikely: verdicts.allSatisfy(\.isLikely), reason: worst.reason, levels: places)
  }

  /// What one of the two parts of an objective comes to.
  private struct Part {
    let state: State
    let reason: String
    let isLikely: Bool

    static func passes(_ reason: String) -> Part { Part(state: .passes, reason: reason, isLikely: true) }
    static func fails(_ reason: String) -> Part { Part(state: .fails, reason: reason, isLikely: false) }
    /// Not known, or known to be doubtful.
    static func unknown(_ reason: String) -> Part { Part(state: .undecided, reason: reason, isLikely: false) }
    /// Good as measured, of too few requests.
    static func unsure(_ reason: String) -> Part { Part(state: .undecided, reason: reason, isLikely: true) }
  }

  private static func judge(_ level: Level, _ objective: ServiceObjective) -> Part {
    if LevelGates.isOverloaded(level) { return .fails("the offered load was not reached") }
    let latency = judgeLatency(level, objective)
    let errors = judgeErrors(level, objective)
    if latency.state == .fails { return latency }
    if errors.state == .fails { return errors }
    if case .drifting = level.steadiness { return .unknown("still drifting at its end") }
    if !latency.isLikely { return latency }
    if !errors.isLikely { return errors }
    return latency.state == .undecided ? latency : errors.state == .undecided ? errors : latency
  }

  private static func judgeLatency(_ level: Level, _ objective: ServiceObjective) -> Part {
    let name = Wording.quantile(objective.p)
    guard let quantile = level.quantile(objective.p) else { return .unknown("\(name) is not known") }
    let text = "\(name) \(Wording.time(quantile.value))"
    switch quantile.basis {
    case .summary: return quantile.value <= objective.latency ? .passes(text) : .fails(text)
    case .largestWindow:
      // No quantile of the whole exceeds the largest of its parts.
      return quantile.value <= objective.latency ? .passes(text) : .unknown(text + " in the worst window")
    case .samples:
      guard quantile.value <= objective.latency else { return .fails(text) }
      guard let high = quantile.high else { return .unsure("\(text), of too few requests to be sure") }
      return high <= objective.latency ? .passes(text) : .unsure("\(text), which may be up to \(Wording.time(high))")
    }
  }

  private static func judgeErrors(_ level: Level, _ objective: ServiceObjective) -> Part {
    guard let share = level.errorShare else { return .unknown("which answers failed is not known") }
    let text = "\(Wording.percent(share)) errors"
    guard share <= objective.errorShare else { return .fails(text) }
    guard let requests = level.requests, requests > 0 else { return .passes(text) }
    let failed = level.failed.map(Double.init) ?? share * Double(requests)
    let upper = ErrorBound.upper(failed: failed, of: requests)
    guard let upper, upper > objective.errorShare else { return .passes(text) }
    return .unsure(
      "\(Wording.counted(failed, "error")) in \(Wording.counted(Double(requests), "request")) \(failed == 1 ? "allows" : "allow") up to \(Wording.percent(upper))"
    )
  }
}

/// The one-sided 95 % upper limit of an error share.
enum ErrorBound {
  /// Wilson's limit, and the exact one where nothing failed.
  static func upper(failed: Double, of requests: Int) -> Double? {
    failed == 0
      ? Proportion.upperLimit(withoutSuccessIn: requests, confidence: 0.95)
      : Proportion.wilson(successes: failed, trials: Double(requests), confidence: 0.9)?.high
  }
}
