import PerfModel
import PerfUnits

/// Holds objectives against the runs of one side.
struct ObjectiveEvaluator {
  private let side: Side
  private let targets: TargetBook
  private let scenarios: ScenarioMatch
  private let meter: ObjectiveMeter
  private let intervals: ActualInterval
  /// Why latency and rates tell nothing: a run had no success at all.
  private let failed: String?
  private var scope: ObjectiveScope

  /// - Parameter objectives: all that are to be evaluated, of which some relate to others.
  init(_ side: Side, _ objectives: [Objective], policy: ComparisonPolicy) {
    self.side = side
    targets = TargetBook(objectives)
    scenarios = ScenarioMatch(side, named: policy.scenario, among: objectives)
    meter = ObjectiveMeter(side: side, policy: policy)
    intervals = ActualInterval(policy: policy)
    let failedRuns = side.runs.count { $0.failsEverything }
    failed =
      failedRuns == 0
      ? nil
      : "every request failed\(side.runs.count > 1 ? " in \(failedRuns) of \(side.runs.count) runs" : ""): "
        + "latency and rate are those of failures"
    scope = ObjectiveScope(side, groups: policy.endpoints)
  }

  /// The result of one objective; of several series that answer it, the worst.
  mutating func evaluate(_ objective: Objective) -> ObjectiveResult {
    func unknown(_ reason: String, _ advice: String? = nil) -> ObjectiveResult {
      ObjectiveResult(objective: objective, status: .unknown, reason: reason, advice: advice)
    }
    var notes: [String] = []
    switch scenarios.match(objective.scenario) {
    case .differs(let reason, let advice): return unknown(reason, advice)
    case .matches(let note): if let note { notes.append(note) }
    }
    if let window = objective.window, window > 0 {
      notes.append(
        "no timeline: the whole run stands in for \(DisplayScale(for: [window], dimension: .time).text(window))")
    }
    switch objective.bound {
    case .change:
      return unknown("a bound on the change needs a before side", "perfreport compare BEFORE AFTER --slo DOC")
    case .value(let bound): return worst(objective, [Claim(objective: objective, bound: bound)], notes)
    case .timesTarget(let factor):
      let related = targets.targets(of: objective)
      guard !related.isEmpty else {
        return unknown(
          "no target says what \(objective.statistic.name) of \(objective.metric) has to be, so nothing can be a multiple of it"
        )
      }
      return worst(objective, related.map { Claim(objective: $0.objective, bound: factor * $0.bound) }, notes)
    }
  }

  /// A bound in the base unit, and the objective whose scope it is for.
  private struct Claim {
    let objective: Objective
    let bound: Double
  }

  private mutating func worst(_ objective: Objective, _ claims: [Claim], _ notes: [String]) -> ObjectiveResult {
    var results: [ObjectiveResult] = []
    var notes = notes
    var isEachNamed = true
    for claim in claims {
      switch scope.choose(claim.objective) {
      case .none(let reason): results.append(.init(objective: objective, status: .unknown, reason: reason))
      case .series(let keys, let isNamed, let note):
        isEachNamed = isEachNamed && isNamed
        if let note { notes.append(note) }
        results += keys.map { judge(objective, $0, bound: claim.bound) }
      }
    }
    return WorstResult.of(results, of: objective, notes: notes, unknownCounts: isEachNamed)
  }

  /// One series against one bound.
  private func judge(_ objective: Objective, _ key: SeriesKey, bound: Double) -> ObjectiveResult {
    func unknown(_ reason: String, _ advice: String? = nil) -> ObjectiveResult {
      ObjectiveResult(objective: objective, key: key, bound: bound, status: .unknown, reason: reason, advice: advice)
    }
    guard bound.isFinite else { return unknown("the bound is not a number") }
    if let metric = metric(key), metric.unit.dimension != objective.unit.dimension {
      return unknown(
        "the bound is \(SeriesText.name(objective.unit.dimension)), \(key.metric) is "
          + SeriesText.name(metric.unit.dimension))
    }
    if let failed, objective.source.origin != .tool, measuresAnswers(key.metric) { return unknown(failed) }
    switch meter.read(key, objective.statistic, extreme: extreme(objective)) {
    case .unknown(let reason, let advice): return unknown(reason, advice)
    case .value(let actual): return judge(objective, key, actual, bound: bound)
    }
  }

  private func judge(
    _ objective: Objective, _ key: SeriesKey, _ actual: ActualValue, bound: Double
  ) -> ObjectiveResult {
    let isOpen = isOpen(objective, key, actual, bound: bound)
    let status: ObjectiveStatus =
      isOpen ? .tooCloseToCall : objective.comparator.holds(actual.value, bound) ? .met : .breached
    let notes = (isOpen ? ["the bound is inside the interval of the value"] : []) + actual.notes
    return ObjectiveResult(
      objective: objective, key: key, actual: actual.value, bound: bound, interval: actual.interval,
      headroom: objective.comparator.headroom(actual.value, bound), status: status,
      reason: notes.isEmpty ? nil : notes.joined(separator: "; "),
      advice: isOpen ? intervals.settling(actual, bound: bound) : nil)
  }

  /// Whether the ends of the interval disagree. "No errors at all" speaks of what happened, not of what a longer test would show:
  /// bounds at the ends of a share's range are never open, and neither is equality.
  private func isOpen(_ objective: Objective, _ key: SeriesKey, _ actual: ActualValue, bound: Double) -> Bool {
    guard let interval = actual.interval, objective.comparator != .equal else { return false }
    if case .trials = actual.resolution, bound <= 0 || bound >= 1 { return false }
    return objective.comparator.holds(interval.low, bound) != objective.comparator.holds(interval.high, bound)
  }

  /// Which end of a level is meant: users are those reached, of anything else the end on the bound's bad side. A tool's own
  /// expression means what it says.
  private func extreme(_ objective: Objective) -> Statistic? {
    if objective.source.origin == .tool { return nil }
    return objective.metric.rawValue.hasPrefix("load.") ? .maximum : objective.comparator.extreme
  }

  private func metric(_ key: SeriesKey) -> Metric? {
    MetricCatalogue.metric(key.metric) ?? side.runs.lazy.compactMap { $0[key]?.metric }.first
  }

  private func measuresAnswers(_ metric: MetricID) -> Bool {
    metric.rawValue.hasPrefix("request.") && metric != .requestErrorRatio && metric != .requestFailed
      && metric != .requestCount
  }
}
