public import PerfModel

/// What a document says about targets.
public struct ObjectiveDocument: Sendable, Hashable {
  /// Every line that looks like a target, once, in the order of the document.
  public let statements: [ObjectiveStatement]
  /// The sizes that a capacity table plans for; in the order of its columns.
  public let capacityTiers: [CapacityTier]

  public init(statements: [ObjectiveStatement], capacityTiers: [CapacityTier] = []) {
    self.statements = statements
    self.capacityTiers = capacityTiers
  }

  /// The objectives among the statements.
  public var objectives: [Objective] {
    statements.compactMap { if case .objective(let objective) = $0 { objective } else { nil } }
  }
}

/// A size of the system to plan for: a column of a capacity table.
public struct CapacityTier: Sendable, Hashable {
  /// "Medium".
  public let name: String
  public let users: Double
  public let source: ObjectiveSource

  public init(name: String, users: Double, source: ObjectiveSource) {
    self.name = name
    self.users = users
    self.source = source
  }
}
