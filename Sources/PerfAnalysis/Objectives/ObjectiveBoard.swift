public import PerfDiagnostics
public import PerfModel

/// What runs are held against: everything that the user's documents state, and what the runs declare themselves.
public struct ObjectiveBoard: Sendable {
  /// What decides, in the order of the documents. What a run declares itself is here only where the user names nothing else: then it is
  /// all there is to go by.
  public let objectives: [Objective]
  /// What the runs declare themselves, each once, where the user names documents: shown, and left to the tool to enforce.
  public let declared: [Objective]
  public let notMeasurable: [UnreadTarget]
  public let notUnderstood: [UnreadTarget]
  /// Whether the user named documents, be there anything in them or not.
  let isNamed: Bool
  let thresholds: [RunThresholds]
  let diagnostics: [Diagnostic]

  /// - Parameters:
  ///   - statements: what the named documents say; nil where none was named. A document that says nothing is not the same.
  ///   - thresholds: what each run declares itself.
  ///   - diagnostics: what was noticed in reading the documents.
  public init(_ statements: [ObjectiveStatement]?, thresholds: [RunThresholds] = [], diagnostics: [Diagnostic] = []) {
    var objectives: [Objective] = []
    var notMeasurable: [UnreadTarget] = []
    var notUnderstood: [UnreadTarget] = []
    for statement in statements ?? [] {
      switch statement {
      case .objective(let objective): objectives.append(objective)
      case .notMeasurable(let target): notMeasurable.append(target)
      case .notUnderstood(let target): notUnderstood.append(target)
      }
    }
    isNamed = statements != nil
    // What is not judged is noted.
    if !isNamed { notUnderstood = thresholds.flatMap(\.unread) }
    let declared = Self.once(thresholds)
    self.objectives = statements == nil ? declared : objectives
    self.declared = statements == nil ? [] : declared
    self.notMeasurable = notMeasurable
    self.notUnderstood = notUnderstood
    self.thresholds = thresholds
    self.diagnostics = diagnostics
  }

  /// What was noticed in reading, and where a tool's verdict is not ours.
  /// - Parameter showsSilence: also names what a tool passes without data.
  func findings(policy: ComparisonPolicy, showsSilence: Bool) -> [Diagnostic] {
    diagnostics + (isNamed ? thresholds.flatMap(\.unreadNotes) : [])
      + thresholds.flatMap { $0.findings(policy: policy, showsSilence: showsSilence) }
  }

  /// The runs of a side declare the same thresholds again and again.
  private static func once(_ thresholds: [RunThresholds]) -> [Objective] {
    var seen: Set<Objective> = []
    return thresholds.flatMap(\.thresholds).map(\.objective).filter { objective in
      seen.insert(objective.with(source: ObjectiveSource(origin: objective.source.origin))).inserted
    }
  }
}

extension Objective {
  /// The same objective, written elsewhere.
  func with(source: ObjectiveSource) -> Objective {
    Objective(
      source: source, text: text, metric: metric, statistic: statistic, scope: scope, labels: labels,
      comparator: comparator, bound: bound, unit: unit, tier: tier, scenario: scenario, window: window)
  }
}
