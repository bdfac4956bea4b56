/// All that a capacity document prints: finished numbers only.
public struct CapacityPlan: Sendable, Hashable {
  /// In the order of the document; see perfreport/plan/1 for their ids.
  public let lines: [PlanLine]
  /// The levels of the curve that the lines are about; `Finding.levels` and all places count in it.
  public let levels: [Level]
  public let assessment: CurveAssessment
  /// Nil without an objective, or without levels.
  public let objective: ObjectiveCapacity?
  public let tiers: [TierRow]
  public let ceiling: SharedCeiling?
  public let bottleneck: BottleneckReport
  public let soak: [SoakReport]
  /// What qualifies or refuses lines, in the order of the gates.
  public let findings: [Finding]
  /// Levels of other conditions, which are not on this curve.
  public let otherCurves: [CurveAssessment]
  public let nextTest: NextTestPlan
  /// The settings that the lines rest on.
  public let settings: CapacitySettings

  /// The line of an id.
  public subscript(id: String) -> PlanLine? { lines.first { $0.id == id } }
}
