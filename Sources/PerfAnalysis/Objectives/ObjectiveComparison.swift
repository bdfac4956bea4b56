public import PerfModel

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

  /// What the change did to it. Where a bound lies inside the interval of a value, the value itself decides.
  public var movement: Movement {
    let wasMissed = before.flatMap { $0.status == .unknown ? nil : $0.isMissed }
    switch after.status {
    case .unknown: return .open
    case .breached,
      .tooCloseToCall where after.isMissed:
      return wasMissed.map { $0 ? .stillBreached : .newlyBreached } ?? .breached
    case .tooCloseToCall: return .open
    case .met: return wasMissed.map { $0 ? .newlyMet : .stillMet } ?? .met
    }
  }

  /// What a change does to an objective, in the order of reports.
  public enum Movement: String, Sendable, Hashable, CaseIterable {
    /// Was not missed and is.
    case newlyBreached
    /// Is missed, and nothing is known of the side before: an improvement goal, an endpoint that is new.
    case breached
    case stillBreached
    /// The side after cannot tell, or only that its value is on the good side for now.
    case open
    /// Was missed and is met.
    case newlyMet
    /// Is met, and nothing is known of the side before.
    case met
    case stillMet
  }
}
