public import PerfDiagnostics
public import PerfModel

/// Everything that was stated, and what tools say of what they declare: what runs are held against.
public struct ObjectiveBoard: Sendable {
  /// In the order of the documents.
  public var objectives: [Objective]
  public var notMeasurable: [UnreadTarget]
  public var notUnderstood: [UnreadTarget]
  /// What the runs' own tools say, for cross-checking.
  public var toolVerdicts: [ToolVerdicts]
  /// What was noticed in reading the documents.
  public var diagnostics: [Diagnostic]

  public init(
    _ statements: [ObjectiveStatement] = [], toolVerdicts: [ToolVerdicts] = [], diagnostics: [Diagnostic] = []
  ) {
    objectives = []
    notMeasurable = []
    notUnderstood = []
    for statement in statements {
      switch statement {
      case .objective(let objective): objectives.append(objective)
      case .notMeasurable(let target): notMeasurable.append(target)
      case .notUnderstood(let target): notUnderstood.append(target)
      }
    }
    self.toolVerdicts = toolVerdicts
    self.diagnostics = diagnostics
  }

  /// Whether nothing at all was stated.
  public var isEmpty: Bool { objectives.isEmpty && notMeasurable.isEmpty && notUnderstood.isEmpty }

  func findings(policy: ComparisonPolicy) -> [Diagnostic] {
    diagnostics + toolVerdicts.flatMap { $0.findings(policy: policy) }
  }
}
