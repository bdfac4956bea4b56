import PerfModel
import PerfUnits

/// Makes a target whose bound is a multiple of another: "p95 latency > 2x target", "20% above baseline".
struct RelativeMaker {
  private let maker: TargetMaker
  private let parts: ClauseParts

  init(_ maker: TargetMaker, _ parts: ClauseParts) {
    self.maker = maker
    self.parts = parts
  }

  func make(_ bound: Clause.PlacedAmount) throws(Refusal) -> PhraseTarget {
    let amount = bound.amount
    if amount.isRange || amount.isOpenAbove { throw .notUnderstood("a multiple of which size?") }
    let figure = try FigureMaker(clause: maker.clause, context: maker.context).make(dimension: nil)
    if figure.isTurned { throw .notUnderstood("a multiple of the availability") }
    let size = amount.isMultiple ? amount.high : amount.high / 100
    let factor: Double
    let reference: Reference
    let written: Objective.Comparator?
    switch bound.part {
    case .multiple(let of):
      // "Within 10 % of the baseline" is not a tenth of it.
      if amount.isPercent, size < 0.5 {
        throw .notUnderstood("\(amount.high)% of it, or \(amount.high)% away from it?")
      }
      (factor, reference, written) = (size, of, bound.comparator)
    case .difference(let of, let comparison):
      guard amount.isPercent else { throw .notUnderstood("a multiple of which size?") }
      factor = comparison.isLowerBound ? 1 + size : 1 - size
      reference = of
      written = bound.comparator ?? comparison
      if bound.comparator == nil, !maker.mayStateBadSide {
        throw .notUnderstood("is it allowed to be there, or has it to stay away?")
      }
    default: throw .notATarget
    }
    guard factor > 0, factor < 1e6 else { throw .notUnderstood("a multiple of which size?") }
    if written == .equal { throw .notUnderstood("an exact value is no bound") }
    return maker.target(
      parts, metric: figure.metric, statistic: figure.statistic,
      comparator: try maker.comparator(written: written, nature: figure.nature),
      bound: reference == .target ? .timesTarget(factor) : .change(((factor - 1) * 1e9).rounded() / 1e9), unit: .one)
  }
}
