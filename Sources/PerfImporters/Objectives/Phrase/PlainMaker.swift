import PerfModel
import PerfUnits

/// Makes a target whose bound is a value: "P95 latency < 700ms".
struct PlainMaker {
  private let maker: TargetMaker
  private let parts: ClauseParts
  private var clause: Clause { maker.clause }
  private var context: PhraseContext { maker.context }

  init(_ maker: TargetMaker, _ parts: ClauseParts) {
    self.maker = maker
    self.parts = parts
  }

  func make(_ bound: Clause.PlacedAmount) throws(Refusal) -> PhraseTarget {
    let amount = bound.amount
    if amount.isMultiple { throw .notUnderstood("a multiple of what?") }
    let written = try writtenUnit(amount)
    let figure = try FigureMaker(clause: clause, context: context).make(
      dimension: written?.dimension, isPercent: written == .percent, percentile: try percentile())
    if amount.mayBeTwoNumbers, figure.metric == .requestFailed {
      throw .notUnderstood("one number or two, a count and a status?")
    }
    if case .shareOfRequests = bound.part, bound.comparator == nil, !figure.isTurned {
      // "1% of requests fail" is what is.
      throw .notUnderstood("a share of the requests without a comparison")
    }
    let unit = try unit(of: figure, written: written, amount: amount)
    try refuseMereSize(figure, bound, unit)
    let comparator = try comparator(figure, bound)
    let value = try value(of: amount, comparator: comparator, unit: unit, figure: figure)
    return maker.target(
      parts, metric: figure.metric, statistic: figure.statistic,
      comparator: figure.isTurned ? comparator.mirrored : comparator, bound: .value(value), unit: unit)
  }

  /// "95% of requests < 200ms" is the p95.
  private func percentile() throws(Refusal) -> Statistic? {
    guard let share = parts.percentile else { return nil }
    if clause.isSuccess { throw .notUnderstood("a share that succeeds, or a time that is kept?") }
    guard !(share.comparator?.isUpperBound ?? false), !share.amount.isRange,
      let statistic = PercentileWord.percentile(share.amount.high)
    else { throw .notUnderstood("a share of the requests that is no percentile") }
    return statistic
  }

  private func writtenUnit(_ amount: Amount) throws(Refusal) -> Unit? {
    if amount.countsUsers { return nil }
    guard let own = amount.unit else { return clause.unit ?? nil }
    if let title = clause.unit, title.dimension != own.dimension {
      throw .notUnderstood("two units that measure different things")
    }
    return own
  }

  /// As written, of whatever dimension: the check tells what an amount of data is to a time.
  private func unit(of figure: Figure, written: Unit?, amount: Amount) throws(Refusal) -> Unit {
    guard let base = MetricCatalogue.metric(figure.metric)?.unit else { throw .notUnderstood("an unknown metric") }
    let isShare = figure.isTurned || MetricNature.isShare(figure.metric)
    if let written {
      if written == .percent, !isShare { throw .notUnderstood("\(figure.metric) is a number: a share of what?") }
      return written
    }
    if let placed = context.unit, placed.dimension == base.dimension, isShare || placed != .percent { return placed }
    if base.dimension != .one { throw .notUnderstood("no unit") }
    if isShare, amount.high != 0 { throw .notUnderstood("a share or per cent?") }
    return base
  }

  /// "Users: 400" and "Memory: 16 GB" are as often the load of a test and the size of a machine as a target.
  private func refuseMereSize(_ figure: Figure, _ bound: Clause.PlacedAmount, _ unit: Unit) throws(Refusal) {
    guard MetricCatalogue.metric(figure.metric)?.instrument == .gauge,
      unit.dimension == .one || unit.dimension == .data,
      unit != .percent, !maker.isCell, bound.comparator == nil, !bound.amount.isOpenAbove, clause.extreme == nil,
      !clause.isSupported, !maker.mayStateBadSide, context.metric != figure.metric
    else { return }
    if figure.metric != .loadUsers, context.scenario != nil { return }
    if !clause.hasColon { throw .notATarget }
    throw .notUnderstood("a size, or a target? \"at most\" or \"at least\" would tell")
  }

  private func comparator(_ figure: Figure, _ bound: Clause.PlacedAmount) throws(Refusal) -> Objective.Comparator {
    var written = bound.comparator
    if clause.isSupported {
      guard figure.nature == .atLeast else { throw .notUnderstood("to support a time or a share?") }
      // "Support up to 400 users": that many have to be possible.
      guard written != .less, written != .greater || !maker.isAlert else {
        throw .notUnderstood("supported, or a limit?")
      }
      if written == nil || written == .atMost { written = .atLeast }
    }
    if let extreme = figure.comparator {
      if let written, written.isUpperBound != extreme.isUpperBound {
        throw .notUnderstood("two comparisons that contradict")
      }
      written = written ?? extreme
    }
    if bound.amount.isOpenAbove {
      if let written, written.isUpperBound { throw .notUnderstood("below, and \"+\"?") }
      written = written ?? .atLeast
    }
    if written == .equal, maker.isAlert || bound.amount.isRange { throw .notUnderstood("an exact value is no bound") }
    return try maker.comparator(written: written, nature: figure.nature)
  }

  private func value(
    of amount: Amount, comparator: Objective.Comparator, unit: Unit, figure: Figure
  ) throws(Refusal) -> Double {
    if amount.isRange, maker.mayStateBadSide { throw .notUnderstood("a range: which end is the bound?") }
    if amount.isRange, parts.bound?.comparator != nil { throw .notUnderstood("a comparison with a range") }
    let number = comparator.isLowerBound ? amount.low : amount.high
    var value = unit.toBase(number)
    if figure.isTurned {
      if value > 1 { throw .notUnderstood("more than 100 %") }
      // In billionths, so that 1 − 0.999 is 0.001.
      value = ((1 - value) * 1e9).rounded() / 1e9
    }
    if comparator == .equal, value != 0 { throw .notUnderstood("an exact value is no bound") }
    guard value.isFinite, value < 1e15 else { throw .notUnderstood("too large for a figure of a run") }
    if figure.metric == .requestErrorRatio, value > 1 { throw .notUnderstood("more than 100 %") }
    if unit.dimension == .time, value == 0 { throw .notUnderstood("no time at all") }
    return value
  }
}
