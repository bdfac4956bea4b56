import PerfModel
import PerfUnits

/// Makes a target of what a clause says and what its place adds, or says why there is none.
struct TargetMaker {
  let clause: Clause
  let context: PhraseContext
  /// The text is a cell that only holds amounts, so that an amount alone is a target.
  let isCell: Bool

  func reading() -> PhraseReading {
    do {
      return .targets([try make()])
    } catch {
      switch error {
      case .notMeasurable(let reason): return .notMeasurable(reason)
      case .notATarget: return .notATarget
      case .notUnderstood(let reason): return looksLikeTarget ? .notUnderstood(reason) : .notATarget
      }
    }
  }

  /// A comparison or a change of something with a name or at least a unit; in a cell any amount.
  private var looksLikeTarget: Bool {
    if isCell { return !clause.amounts.isEmpty || clause.isNone || clause.hasDoubtfulAmount }
    let isNamed = clause.namesFigure || context.metric != nil || clause.isSuccess
    if clause.hasComparison || clause.extreme != nil && (clause.isExtremeBesideAmount || clause.unit != nil) {
      let hasUnit =
        clause.unit != nil
        || clause.amounts.contains {
          $0.amount.unit != nil && (!$0.amount.isPercent || clause.hasColon)
        }
      return isNamed || hasUnit || clause.isQuery || clause.isAlert
    }
    if clause.hasDoubtfulAmount, isNamed, clause.hasColon { return true }
    if clause.amounts.isEmpty { return clause.isNone && clause.change != nil && isNamed }
    let isLabelled = clause.hasColon && (clause.tier != nil || clause.unit != nil)
    if isLabelled, clause.unit != nil || clause.amounts.contains(where: { $0.amount.unit != nil }) { return true }
    return isNamed && (clause.hasColon || clause.change != nil || clause.names.isEmpty) || clause.isAlert
      || clause.isSupported && isUnitOfFigure
  }

  private var isUnitOfFigure: Bool { clause.amounts.contains { $0.amount.isLoad } }

  private func make() throws(Refusal) -> PhraseTarget {
    if clause.isProse { throw .notATarget }
    try refuseUnmeasurable()
    if clause.isSetting {
      if clause.hasComparison, clause.namesFigure { throw .notUnderstood("a setting, not a measured figure") }
      throw .notATarget
    }
    if let doubt = clause.doubts.first { throw .notUnderstood(doubt) }
    let parts = try ClauseParts(clause)
    if clause.names.count > 1 || clause.isEveryEndpoint && !clause.names.isEmpty {
      throw .notUnderstood("two names: for which one is it?")
    }
    guard let bound = parts.bound else { return try zero(parts) }
    if clause.isNone { throw .notUnderstood("\"no\" and an amount") }
    if clause.change != nil || clause.isScaling && bound.isPlainMultiple {
      return try ChangeMaker(self, parts).make(bound)
    }
    switch bound.part {
    case .multiple, .difference: return try RelativeMaker(self, parts).make(bound)
    default: return try PlainMaker(self, parts).make(bound)
    }
  }

  private func refuseUnmeasurable() throws(Refusal) {
    let isStated =
      clause.isNone || clause.hasComparison || clause.hasColon && !clause.amounts.isEmpty
      || isCell && !clause.amounts.isEmpty || clause.isExtremeBesideAmount
    if let reason = clause.unmeasurable, isStated { throw .notMeasurable(reason) }
    if clause.unmeasurable != nil { throw .notATarget }
    if let period = clause.longTerm {
      guard isStated, clause.namesFigure else { throw .notATarget }
      throw .notMeasurable("\"\(period)\" is longer than a run")
    }
  }

  /// "Zero errors at 80% capacity".
  private func zero(_ parts: ClauseParts) throws(Refusal) -> PhraseTarget {
    guard clause.isNone else { throw .notATarget }
    let errors: Set<MetricWord> = [.errors, .metric(.requestFailed), .metric(.requestErrorRatio)]
    guard !clause.metrics.isEmpty, clause.change == nil else {
      throw .notUnderstood(clause.change == nil ? "no of what?" : "by how much at most?")
    }
    guard clause.metrics.allSatisfy(errors.contains), clause.statistics.isEmpty else {
      throw .notUnderstood("no amount")
    }
    return target(
      parts, metric: .requestErrorRatio, statistic: .value, comparator: .equal, bound: .value(0), unit: .one)
  }

  /// The target with everything that the clause and its place say beside the bound.
  func target(
    _ parts: ClauseParts, metric: MetricID, statistic: Statistic, comparator: Objective.Comparator,
    bound: Objective.Bound, unit: Unit
  ) -> PhraseTarget {
    var scenario = parts.load ?? context.scenario
    if let load = parts.load, clause.scenario == nil, let outer = context.scenario {
      scenario = LoadScenario(name: outer.name, users: load.users ?? outer.users, rate: load.rate ?? outer.rate)
    }
    return PhraseTarget(
      metric: metric, statistic: statistic, scope: clause.scope ?? context.scope ?? .unstated, comparator: comparator,
      bound: bound, unit: unit, scenario: scenario, tier: tier, window: parts.window)
  }

  var tier: Objective.Tier {
    if let tier = clause.tier, tier != .target { return tier }
    return context.tier
  }

  var isAlert: Bool { context.isAlert || clause.isAlert }

  /// Warnings and critical levels state the bad side as often as the good one.
  var mayStateBadSide: Bool { isAlert || tier == .warning || tier == .critical }

  /// The comparator that has to hold for the objective to be met, of the one that is written.
  ///
  /// - Parameter nature: how the metric's value stands to a bound where nothing is said.
  func comparator(
    written: Objective.Comparator?, nature: Objective.Comparator?
  ) throws(Refusal) -> Objective.Comparator {
    guard let written else {
      guard let nature else { throw .notUnderstood("is it to stay above or below?") }
      return nature
    }
    if written == .equal { return .equal }
    let isGood = nature.map { $0.isUpperBound == written.isUpperBound }
    switch isGood {
    case true?:
      if isAlert { throw .notUnderstood("an alert on the good side of the bound") }
      return written
    case false?:
      guard mayStateBadSide else { throw .notUnderstood("\"\(written.rawValue)\" is the bad side: is it an alert?") }
      return written.negated
    case nil: return isAlert ? written.negated : written
    }
  }
}
