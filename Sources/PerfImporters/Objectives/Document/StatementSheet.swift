import PerfModel

/// Where the shapes put what they find, in the order of the document.
struct StatementSheet {
  let file: String?
  private(set) var statements: [ObjectiveStatement] = []
  private(set) var tiers: [CapacityTier] = []

  init(file: String?) { self.file = file }

  /// A spot of the document and what stands there.
  struct Spot {
    let text: String
    let line: Int?
    let column: Int?
    var origin = ObjectiveSource.Origin.document
  }

  /// Puts down what a phrase turned out to be; false where it is no target.
  @discardableResult
  mutating func add(_ reading: PhraseReading, at spot: Spot) -> Bool {
    let source = source(spot)
    switch reading {
    case .targets(let targets):
      for target in targets { statements.append(.objective(Objective(target, source: source, text: spot.text))) }
      return !targets.isEmpty
    case .notMeasurable(let reason):
      statements.append(.notMeasurable(UnreadTarget(source: source, text: spot.text, reason: reason)))
    case .notUnderstood(let reason):
      statements.append(.notUnderstood(UnreadTarget(source: source, text: spot.text, reason: reason)))
    case .notATarget: return false
    }
    return true
  }

  mutating func add(_ objective: Objective) { statements.append(.objective(objective)) }

  /// Takes over what another sheet holds; each of its objectives' texts is refused for a reason, once.
  mutating func add(_ other: StatementSheet, refusing reason: String) {
    var refused: Set<ObjectiveSource> = []
    for statement in other.statements {
      guard case .objective(let objective) = statement else {
        statements.append(statement)
        continue
      }
      guard refused.insert(objective.source).inserted else { continue }
      statements.append(
        .notUnderstood(UnreadTarget(source: objective.source, text: objective.text, reason: reason)))
    }
  }

  mutating func add(tier name: String, users: Double, at spot: Spot) {
    tiers.append(CapacityTier(name: name, users: users, source: source(spot)))
  }

  /// What has been found, in the order of lines; what stands at one spot stays in its order.
  func document() -> ObjectiveDocument {
    // Nearly always they are in order already, and there may be 100,000 of them.
    let spots = statements.enumerated().map { ($1.source.line ?? 0, $1.source.column ?? 0, $0) }
    guard zip(spots, spots.dropFirst()).contains(where: { $0 > $1 }) else {
      return ObjectiveDocument(statements: statements, capacityTiers: tiers)
    }
    return ObjectiveDocument(statements: spots.sorted(by: <).map { statements[$0.2] }, capacityTiers: tiers)
  }

  func source(_ spot: Spot) -> ObjectiveSource {
    ObjectiveSource(origin: spot.origin, file: file, line: spot.line, column: spot.column)
  }
}

extension Objective {
  /// What a phrase states, at its place.
  convenience init(_ target: PhraseTarget, source: ObjectiveSource, text: String) {
    self.init(
      source: source, text: text, metric: target.metric, statistic: target.statistic, scope: target.scope,
      comparator: target.comparator, bound: target.bound, unit: target.unit, tier: target.tier,
      scenario: target.scenario, window: target.window)
  }
}
