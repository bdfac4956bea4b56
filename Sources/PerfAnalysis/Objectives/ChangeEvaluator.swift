import PerfModel

/// Holds the change between two sides against a bound: "40 % reduction in p95".
struct ChangeEvaluator {
  private let rows: [RowKey: Comparison]
  private let before: ObjectiveMeter
  private let after: ObjectiveMeter
  private let scenarios: ScenarioMatch
  private var scope: ObjectiveScope

  private struct RowKey: Hashable {
    let key: SeriesKey
    let statistic: Statistic
  }

  /// - Parameter objectives: all that are evaluated beside those of the change.
  init(
    _ before: Side, _ after: Side, _ rows: [Comparison], among objectives: [Objective], policy: ComparisonPolicy
  ) {
    self.rows = Dictionary(
      rows.map { (RowKey(key: $0.key, statistic: $0.statistic), $0) }, uniquingKeysWith: { first, _ in first })
    self.before = ObjectiveMeter(side: before, policy: policy)
    self.after = ObjectiveMeter(side: after, policy: policy)
    scenarios = ScenarioMatch(after, named: policy.scenario, among: objectives)
    scope = ObjectiveScope(after, groups: policy.endpoints)
  }

  /// The worst change of the series that the objective speaks of.
  /// - Parameter bound: after/before − 1.
  mutating func evaluate(_ objective: Objective, bound: Double) -> ObjectiveResult {
    func unknown(_ reason: String) -> ObjectiveResult {
      ObjectiveResult(objective: objective, bound: bound, status: .unknown, reason: reason)
    }
    guard bound.isFinite else { return unknown("the bound is not a number") }
    var notes: [String] = []
    switch scenarios.match(objective.scenario) {
    case .differs(let reason, _): return unknown(reason)
    case .matches(let note): if let note { notes.append(note) }
    }
    switch scope.choose(objective) {
    case .none(let reason): return unknown(reason)
    case .series(let keys, let isEachNamed, let note):
      return WorstResult.of(
        keys.map { judge(objective, $0, bound) }, of: objective, notes: notes + [note].compactMap(\.self),
        unknownCounts: isEachNamed)
    }
  }

  private func judge(_ objective: Objective, _ key: SeriesKey, _ bound: Double) -> ObjectiveResult {
    func unknown(_ reason: String, _ advice: String? = nil) -> ObjectiveResult {
      ObjectiveResult(objective: objective, key: key, bound: bound, status: .unknown, reason: reason, advice: advice)
    }
    let row = rows[RowKey(key: key, statistic: objective.statistic)]
    if let row, row.verdict == .notComparable { return unknown(row.reason ?? "the sides are not comparable") }
    let old: Double
    let new: Double
    switch (before.read(key, objective.statistic), after.read(key, objective.statistic)) {
    case (.unknown(let reason, let advice), _): return unknown("before: \(reason)", advice)
    case (_, .unknown(let reason, let advice)): return unknown("after: \(reason)", advice)
    case (.value(let x), .value(let y)): (old, new) = (x.value, y.value)
    }
    guard old != 0 else { return unknown("the value before is zero: there is no ratio") }
    let change = new / old - 1
    guard change.isFinite else { return unknown("the ratio of the sides is not a number") }
    let interval = row.flatMap { $0.scale == .relative ? $0.interval : nil }
    let comparator = objective.comparator
    let isOpen = interval.map { comparator.holds($0.low, bound) != comparator.holds($0.high, bound) } ?? false
    let status: ObjectiveStatus =
      isOpen ? .tooCloseToCall : comparator.holds(change, bound) ? .met : .breached
    return ObjectiveResult(
      objective: objective, key: key, actual: change, bound: bound, interval: interval,
      headroom: comparator.headroom(change, bound), status: status,
      reason: isOpen
        ? "the bound is inside the interval of the change"
        : interval == nil ? "no interval: the comparison bounds no relative change of it" : nil,
      advice: isOpen ? "more runs a side, recorded in turn, narrow the interval" : nil)
  }
}
