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
  /// Whether it takes part in the verdict: what a code block says yields to what another place says of the same figure.
  public package(set) var decides: Bool

  package init(
    objective: Objective, key: SeriesKey? = nil, actual: Double? = nil, bound: Double? = nil,
    interval: Comparison.Interval? = nil, headroom: Double? = nil, status: ObjectiveStatus, reason: String? = nil,
    advice: String? = nil, decides: Bool = true
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
    self.decides = decides
  }
}

extension ObjectiveResult {
  /// Whether the actual value itself, whatever its uncertainty, is on the good side: what decides where it is too close to call.
  public var isHeld: Bool? {
    guard let actual, let bound else { return nil }
    return objective.comparator.holds(actual, bound)
  }

  /// Breached, or too close to call with the value on the bad side.
  public var isMissed: Bool { status == .breached || status == .tooCloseToCall && isHeld == false }
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
  /// What the runs declare themselves, where the user named documents: without a say in the verdict, and not in the ledger.
  public package(set) var declared: [ObjectiveResult] = []
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

extension ObjectiveLedger {
  /// The counts of results and of what was listed instead.
  init(_ results: [ObjectiveResult], notMeasurable: Int, notUnderstood: Int) {
    func count(_ status: ObjectiveStatus) -> Int { results.count { $0.status == status } }
    met = count(.met)
    breached = count(.breached)
    tooCloseToCall = count(.tooCloseToCall)
    unknown = count(.unknown)
    self.notMeasurable = notMeasurable
    self.notUnderstood = notUnderstood
    statements = results.count + notMeasurable + notUnderstood
  }
}
