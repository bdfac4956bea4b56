public import PerfDiagnostics
public import PerfModel

/// One objective held against what was measured, finished: nothing left to compute.
public struct ObjectiveResult: Sendable, Hashable {
  public let objective: Objective
  /// The series that answered; of several, the worst one. Nil where none did.
  public let key: SeriesKey?
  /// In the metric's base unit; for a bound on the change, after/before − 1.
  public let actual: Double?
  /// The bound in the unit of `actual`, nil where a relative bound has nothing to relate to.
  public let bound: Double?
  /// The two-sided 90 % interval of the actual value, nil where its uncertainty is unknown.
  public let interval: Comparison.Interval?
  /// How far the actual value stays on the good side, as a share of the bound; negative when breached.
  public let headroom: Double?
  public let status: ObjectiveStatus
  /// Why it is unknown or too close, what stands in for what, which candidates there were.
  public let reason: String?
  /// What would settle it.
  public let advice: String?

  package init(
    objective: Objective, key: SeriesKey? = nil, actual: Double? = nil, bound: Double? = nil,
    interval: Comparison.Interval? = nil, headroom: Double? = nil, status: ObjectiveStatus, reason: String? = nil,
    advice: String? = nil
  ) {
    self.objective = objective
    self.key = key
    self.actual = actual
    self.bound = bound
    self.interval = interval
    self.headroom = headroom
    self.status = status
    self.reason = reason
    self.advice = advice
  }
}

/// Whether an objective is kept.
public enum ObjectiveStatus: String, Sendable, Hashable, CaseIterable {
  case met
  case breached
  /// The bound lies inside the interval of the actual value.
  case tooCloseToCall
  /// Not evaluated: no data, no such endpoint, a unit of another dimension, another load.
  case unknown
}

/// Runs held against objectives: what `perfreport check` found.
public struct CheckAssessment: Sendable, Hashable {
  public let verdict: CheckVerdict
  public let status: Status
  public let judgement: Judgement
  /// Why it could not be judged, in the order of importance.
  public let obstacles: [String]
  public let side: SideSummary
  /// In the order of the documents.
  public let results: [ObjectiveResult]
  public let notMeasurable: [UnreadTarget]
  public let notUnderstood: [UnreadTarget]
  public let ledger: ObjectiveLedger
  public let diagnostics: [Diagnostic]
}

/// What a check says as a whole.
public enum CheckVerdict: String, Sendable, Hashable, CaseIterable {
  case met
  case breached
  case unknown
}

/// Counts that add up: `statements == met + breached + tooCloseToCall + unknown + notMeasurable + notUnderstood`.
public struct ObjectiveLedger: Sendable, Hashable {
  public let statements: Int
  public let met: Int
  public let breached: Int
  public let tooCloseToCall: Int
  public let unknown: Int
  public let notMeasurable: Int
  public let notUnderstood: Int

  /// How many were held against a measured value.
  public var evaluated: Int { met + breached + tooCloseToCall }
}

/// One objective held against both sides of a comparison.
public struct ObjectiveComparison: Sendable, Hashable {
  public let objective: Objective
  /// Nil where only a comparison can answer, as for "40 % reduction".
  public let before: ObjectiveResult?
  public let after: ObjectiveResult

  package init(objective: Objective, before: ObjectiveResult?, after: ObjectiveResult) {
    self.objective = objective
    self.before = before
    self.after = after
  }
}
