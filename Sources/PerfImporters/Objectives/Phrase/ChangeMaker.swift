import PerfModel
import PerfUnits

/// Makes a target of a change between two runs: "40% reduction in P95 latency".
struct ChangeMaker {
  private let maker: TargetMaker
  private let parts: ClauseParts

  init(_ maker: TargetMaker, _ parts: ClauseParts) {
    self.maker = maker
    self.parts = parts
  }

  func make(_ bound: Clause.PlacedAmount) throws(Refusal) -> PhraseTarget {
    guard let change = maker.clause.change else { return try scaled(bound.amount) }
    let amount = bound.amount
    if maker.clause.isChangeToward || !amount.isMultiple && !amount.isPercent {
      // "Reduce p95 to 300 ms" bounds the value, whatever it was before.
      guard change == .decrease || change == .improve else { throw .notUnderstood("a change by what?") }
      return try reached(bound)
    }
    if amount.isRange || amount.isOpenAbove { throw .notUnderstood("a change of which size?") }
    let figure = try FigureMaker(clause: maker.clause, context: maker.context).make(dimension: nil)
    if figure.isTurned { throw .notUnderstood("a change of the availability: state it for the error rate") }
    guard let nature = figure.nature else { throw .notUnderstood("is \(figure.metric) better higher or lower?") }
    let rises = try rises(change, nature, amount)
    let size = try size(amount, rises: rises)
    if amount.isPercent, MetricNature.isShare(figure.metric), rises || !isSizeOfChange {
      throw .notUnderstood("per cent of a share, or points of it?")
    }
    let isGoal = rises == nature.isLowerBound
    let comparator = try isGoal ? goal(nature, bound.comparator) : allowance(nature, bound.comparator)
    return maker.target(
      parts, metric: figure.metric, statistic: figure.statistic, comparator: comparator,
      bound: .change(rises ? size : -size), unit: amount.unit ?? .one)
  }

  /// "Double the throughput", "Halve the p95".
  private func scaled(_ amount: Amount) throws(Refusal) -> PhraseTarget {
    let figure = try FigureMaker(clause: maker.clause, context: maker.context).make(dimension: nil)
    let change = amount.high - 1
    guard !figure.isTurned, let nature = figure.nature, nature.isLowerBound == (change > 0), !maker.isAlert else {
      throw .notUnderstood("a change for the worse: is it allowed, or an alert?")
    }
    return maker.target(
      parts, metric: figure.metric, statistic: figure.statistic, comparator: nature, bound: .change(change), unit: .one)
  }

  /// "50% reduction", "by 50%"; in "Reduce errors below 1%" the amount is where the change ends.
  private var isSizeOfChange: Bool { maker.clause.isAmountBeforeChange || maker.clause.isChangeBy }

  /// Whether the number itself goes up.
  private func rises(_ change: Change, _ nature: Objective.Comparator, _ amount: Amount) throws(Refusal) -> Bool {
    switch change {
    case .decrease: return false
    case .increase: return true
    case .improve: return nature.isLowerBound
    case .worsen: return nature.isUpperBound
    case .faster:
      guard amount.isMultiple, nature.isUpperBound else {
        throw .notUnderstood("30 % faster can be 30 % less time or 30 % more speed")
      }
      return false
    }
  }

  /// The change as a share of the earlier value: 40 % is 0.4, 3x up is 2, 10x down is 0.9.
  private func size(_ amount: Amount, rises: Bool) throws(Refusal) -> Double {
    if amount.isMultiple {
      // "Half" and "0.5x" already say the direction.
      guard amount.high > 1 else { throw .notUnderstood("a change to a part, or by a part?") }
      return rises ? amount.high - 1 : ((1 - 1 / amount.high) * 1e9).rounded() / 1e9
    }
    let share = amount.high / 100
    if share <= 0 || !rises && share > 1 || share > 1e6 { throw .notUnderstood("a change of which size?") }
    return share
  }

  /// A change for the better that has to be reached.
  private func goal(
    _ nature: Objective.Comparator, _ written: Objective.Comparator?
  ) throws(Refusal) -> Objective.Comparator {
    if maker.clause.isNegated || maker.isAlert { throw .notUnderstood("an alert on a change for the better") }
    switch written {
    case nil, .atLeast?: return nature
    case .greater?: return nature.isUpperBound ? .less : .greater
    case .less?, .atMost?, .equal?: throw .notUnderstood("a limit to a change for the better")
    }
  }

  /// A change for the worse that must not be exceeded.
  private func allowance(
    _ nature: Objective.Comparator, _ written: Objective.Comparator?
  ) throws(Refusal) -> Objective.Comparator {
    let isForbidden = maker.isAlert || maker.clause.isNegated
    switch written {
    case .atMost? where !isForbidden: return nature
    case .less? where !isForbidden: return nature.isUpperBound ? .less : .greater
    case .greater? where isForbidden: return nature
    case .atLeast? where isForbidden: return nature.isUpperBound ? .less : .greater
    case nil where maker.isAlert: return nature
    default: throw .notUnderstood("a change for the worse: is it allowed, or an alert?")
    }
  }

  private func reached(_ bound: Clause.PlacedAmount) throws(Refusal) -> PhraseTarget {
    guard maker.clause.isChangeToward else { throw .notUnderstood("a change by an amount, or to it?") }
    return try PlainMaker(maker, parts).make(bound)
  }
}
