public import PerfAnalysis
public import PerfCapacity
public import PerfDiagnostics
public import PerfModel

/// A capacity plan together with what it was made from: all that its reports say.
public struct PlannedCapacity: Sendable, Hashable {
  public let plan: CapacityPlan
  /// The runs that the levels come from.
  public let side: SideSummary
  public let objective: ObjectiveBasis
  /// Files with series of resources, as the user named them.
  public let evidence: [String]
  /// What was noticed in the inputs, each once.
  public let diagnostics: [Diagnostic]
  /// The plan before, to tell what has moved; nil without one.
  public let earlier: EarlierPlan?
  /// Whether a line without a number is a plan that could not be made.
  public let isStrict: Bool

  public init(
    plan: CapacityPlan, side: ComparedSide, objective: ObjectiveBasis, evidence: [Run] = [],
    earlier: EarlierPlan? = nil, isStrict: Bool = false
  ) {
    self.plan = plan
    self.side = SideSummary(side)
    self.objective = objective
    self.evidence = evidence.map { $0.files.first?.path ?? $0.label }
    var seen: Set<Diagnostic> = []
    diagnostics = (side.diagnostics + (side.runs + evidence).flatMap(\.diagnostics))
      .filter { seen.insert($0).inserted }
    self.earlier = earlier
    self.isStrict = isStrict
  }

  /// A plan whose load never came through, or of which no line has a value, is none; with `isStrict` neither is one with any refused line.
  public var judgement: Judgement {
    let told = plan.lines.filter { $0.grade != .refused }
    guard !plan.levels.isEmpty, !told.isEmpty else { return .unjudged }
    return isStrict && told.count < plan.lines.count ? .unjudged : .good
  }
}
