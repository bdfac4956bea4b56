import PerfCapacity
public import PerfModel
import PerfUnits

/// Which of the objectives that were given a plan is held against.
public struct ObjectiveBasis: Sendable, Hashable {
  /// The bound on a quantile of the duration; nil where none was given.
  public let latency: Objective?
  /// The bound on the share of errors; nil where none was given, and then 1 % is assumed.
  public let errors: Objective?
  /// How they were chosen, where there was a choice, and what could not be used.
  public let notes: [String]

  public init(latency: Objective? = nil, errors: Objective? = nil, notes: [String] = []) {
    self.latency = latency
    self.errors = errors
    self.notes = notes
  }
}

/// The objective of a plan in words.
struct ObjectiveBasisText {
  /// `p95 ≤ 200 ms, errors ≤ 1 %`.
  let goal: String
  /// Where both bounds are written: `SLO.md:12; errors: assumed`.
  let source: [Inline]

  /// Nil without an objective.
  init?(_ planned: PlannedCapacity) {
    guard let objective = planned.plan.settings.objective else { return nil }
    goal = Self.goal(
      p: objective.p, latency: objective.latency.value, errors: objective.errorShare)
    let errors = planned.objective.errors.map { ObjectiveTable.source($0.source) } ?? [.text("assumed")]
    let latency = planned.objective.latency.map { ObjectiveTable.source($0.source) } ?? []
    source = latency == errors ? latency : latency + [.text(latency.isEmpty ? "errors: " : "; errors: ")] + errors
  }

  private static func goal(p: Double, latency: Double, errors: Double) -> String {
    "\(PlanFigure.quantile(p)) ≤ \(PlanFigure.time(latency)), errors ≤ \(PlanFigure.percent(errors))"
  }
}
