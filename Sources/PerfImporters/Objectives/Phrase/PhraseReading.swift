package import PerfModel
package import PerfUnits

/// What a phrase turned out to be. A wrong bound is worse than none: what cannot be read for sure is not read.
package enum PhraseReading: Sendable, Hashable {
  /// One or several: "P95 > 900ms, Error rate > 2%".
  case targets([PhraseTarget])
  /// A target that no run can answer, and why.
  case notMeasurable(String)
  /// Looks like a target and cannot be read for sure, and why.
  case notUnderstood(String)
  /// Prose, a heading, a placeholder, nothing.
  case notATarget
}

/// One bound that a phrase states.
package struct PhraseTarget: Sendable, Hashable {
  package let metric: MetricID
  package let statistic: Statistic
  package private(set) var scope: Objective.Scope
  /// What has to hold; an alert's condition is turned round already.
  package let comparator: Objective.Comparator
  /// In the metric's base unit.
  package let bound: Objective.Bound
  /// As written, or the unit that the context or the metric gives to a bare number.
  package let unit: Unit
  package let scenario: LoadScenario?
  package let tier: Objective.Tier
  /// Seconds for which an alert's condition has to last.
  package let window: Double?

  package init(
    metric: MetricID, statistic: Statistic, scope: Objective.Scope = .unstated, comparator: Objective.Comparator,
    bound: Objective.Bound, unit: Unit, scenario: LoadScenario? = nil, tier: Objective.Tier = .target,
    window: Double? = nil
  ) {
    self.metric = metric
    self.statistic = statistic
    self.scope = scope
    self.comparator = comparator
    self.bound = bound
    self.unit = unit
    self.scenario = scenario
    self.tier = tier
    self.window = window
  }
}

extension PhraseReading {
  /// The same of a part of the run, where the phrase itself names none.
  func of(_ scope: Objective.Scope) -> PhraseReading {
    guard case .targets(let targets) = self else { return self }
    return .targets(targets.map { $0.scope == .unstated ? $0.of(scope) : $0 })
  }
}

extension PhraseTarget {
  fileprivate func of(_ scope: Objective.Scope) -> PhraseTarget {
    var target = self
    target.scope = scope
    return target
  }
}
