import Glibc
import PerfModel
import PerfStats

/// Makes the rows of a pair of series: one for each statistic that both sides hold.
struct RowMaker {
  let policy: ComparisonPolicy
  /// How many runs a side are pairs, nil where they are not judged so.
  let pairs: Int?
  /// What is known of single requests.
  let sampled: SampledSides
  private let rule: MarginRule

  init(policy: ComparisonPolicy, pairs: Int?, sampled: SampledSides) {
    self.policy = policy
    self.pairs = pairs
    self.sampled = sampled
    rule = MarginRule(margins: policy.margins)
  }

  func rows(_ pair: PairedSeries) -> [Row] {
    let metric = directed(pair.metric)
    switch pair.place {
    case .missing: return pair.before.isEmpty ? [] : [oneSided(pair, metric, .missing)]
    case .new: return pair.after.isEmpty ? [] : [oneSided(pair, metric, .new)]
    case .noData:
      if pair.before.isEmpty, pair.after.isEmpty { return [] }
      return [oneSided(pair, metric, pair.before.isEmpty ? .new : .noData)]
    case .compared: break
    }
    if metric.instrument == .ratio { return [ratio(pair, metric)] }
    let statistics = statistics(pair)
    return statistics.isEmpty ? [incomparable(pair, metric)] : statistics.map { measured(pair, metric, $0) }
  }

  /// The row of a distribution of which each side holds something else, or both nothing but extremes.
  private func incomparable(_ pair: PairedSeries, _ metric: Metric) -> Row {
    var row = oneSided(pair, metric, .notComparable)
    row.refuse("no mean and no quantile is in the files of both sides")
    return row
  }

  /// The metric with the direction that the policy gives it.
  private func directed(_ metric: Metric) -> Metric {
    guard let direction = policy.directions[metric.id] else { return metric }
    return Metric(id: metric.id, unit: metric.unit, instrument: metric.instrument, direction: direction)
  }

  /// The statistics worth a row that at least one run of each side holds. Extremes and sums are of one request or of the load,
  /// and have no sampling error that a summary could tell.
  private func statistics(_ pair: PairedSeries) -> [Statistic] {
    switch pair.metric.instrument {
    case .distribution:
      Self.described(pair.before).union(Self.described(pair.after)).filter { statistic in
        // Samples and sketches answer any quantile that a summary on the other side holds.
        [pair.before, pair.after].allSatisfy { runs in runs.contains { $0.series[statistic] != nil } }
      }.sorted()
    case .gauge where pair.key.metric.rawValue.hasPrefix("load."): [.maximum]
    default: [.value]
    }
  }

  private static func described(_ runs: [PairedSeries.Observed]) -> Set<Statistic> {
    var found: Set<Statistic> = []
    for run in runs {
      guard case .distribution(let distribution) = run.series.content else { continue }
      for statistic in distribution.statistics {
        switch statistic {
        case .mean, .quantile: found.insert(statistic)
        default: break
        }
      }
    }
    return found
  }

  private func oneSided(_ pair: PairedSeries, _ metric: Metric, _ verdict: Verdict) -> Row {
    let statistic = pair.metric.instrument == .distribution ? Statistic.median : .value
    func figure(_ runs: [PairedSeries.Observed]) -> Double? {
      Shown.center(runs.compactMap { $0.series[statistic] ?? $0.series[.mean] })
    }
    return Row(
      key: pair.key, metric: metric, statistic: statistic, before: figure(pair.before), after: figure(pair.after),
      runs: .init(before: pair.before.count, after: pair.after.count), verdict: verdict)
  }

  private func ratio(_ pair: PairedSeries, _ metric: Metric) -> Row {
    let before = Self.ratios(pair.before)
    let after = Self.ratios(pair.after)
    var row = Row(
      key: pair.key, metric: metric, statistic: .value, before: Shown.pooled(before), after: Shown.pooled(after),
      runs: .init(before: before.count, after: after.count), verdict: .inconclusive)
    let learned = [pair.before, pair.after].compactMap { Bursts.dispersion($0, pair.key) }.max()
    row.effect = RatioEffect(policy: policy).estimate(before, after, learned: learned)
    row.margin = rule.absolute
    guard let effect = row.effect else {
      let reason = "the file gives the share without the counts behind it: nothing bounds its uncertainty"
      row.reason = reason
      // What looks worse and cannot be judged must not look like what did not change.
      if isWorse(row, metric) { row.refuse(reason) }
      return row
    }
    row.verdict = Judge.verdict(effect, margin: rule.absolute, direction: metric.direction)
    return row
  }

  /// Whether a share moved to the worse by more than the margin, whatever its uncertainty.
  private func isWorse(_ row: Row, _ metric: Metric) -> Bool {
    guard let before = row.before, let after = row.after else { return true }
    switch metric.direction {
    case .lowerIsBetter: return after - before > rule.absolute
    case .higherIsBetter: return before - after > rule.absolute
    case .informational: return false
    }
  }

  private func measured(_ pair: PairedSeries, _ metric: Metric, _ statistic: Statistic) -> Row {
    let (before, after) = figures(pair, statistic)
    var row = Row(
      key: pair.key, metric: metric, statistic: statistic, before: Shown.center(before.map(\.value)),
      after: Shown.center(after.map(\.value)), runs: .init(before: before.count, after: after.count),
      verdict: .inconclusive)
    guard !before.isEmpty, !after.isEmpty else {
      row.refuse("the sides hold different kinds of figures")
      return row
    }
    if metric.direction == .informational, metric.instrument != .distribution {
      row.verdict = row.before == row.after ? .equivalent : .inconclusive
      row.reason = "informational: neither direction is better"
      return row
    }
    if case .quantile = statistic, let reason = Figures.definitionClash(pair) {
      row.refuse(reason)
      return row
    }
    if let reason = FewestObservations.reason(pair, statistic, before, after)
      ?? thinTail(pair, statistic, before + after)
    {
      row.reason = reason
      return row
    }
    if let settled = ZeroRule(floor: rule.margins.durationFloor).settle(before, after, metric) {
      row.verdict = settled.verdict
      row.reason = settled.reason
      return row
    }
    judge(&row, ZeroRule.substituted(before), ZeroRule.substituted(after))
    return row
  }

  /// Both sides over the steady parts of their runs where single requests decide, as published otherwise.
  private func figures(
    _ pair: PairedSeries, _ statistic: Statistic
  ) -> (before: [LogEffect.Figure], after: [LogEffect.Figure]) {
    if sampled.isDeciding, let before = Figures.of(pair.before, statistic, sampled: sampled.before),
      let after = Figures.of(pair.after, statistic, sampled: sampled.after)
    {
      return (before, after)
    }
    let definition = MixedSides.definition(pair)
    return (Figures.of(pair.before, statistic, definition), Figures.of(pair.after, statistic, definition))
  }

  /// Why a quantile outside the gate says nothing, nil where enough of the requests known one by one are beyond it.
  private func thinTail(
    _ pair: PairedSeries, _ statistic: Statistic, _ figures: [LogEffect.Figure]
  ) -> String? {
    guard case .quantile(let p) = statistic, !GatedFamily.quantiles.contains(statistic),
      min(pair.before.count, pair.after.count) < 3,
      let fewest = MixedSides.fewestKnown(pair, figures.compactMap { $0.sampling?.count }),
      Double(fewest) * (1 - p) < BatchQuantiles.fewestBeyond
    else { return nil }
    return "insufficient tail data: fewer than ten requests are beyond it"
  }

  private func judge(_ row: inout Row, _ before: [LogEffect.Figure], _ after: [LogEffect.Figure]) {
    let noise = row.key.metric == .testDuration ? TestOutcomes.assumedDeviation : policy.runToRunDeviation
    let estimator = LogEffect(policy: policy, runToRunDeviation: noise)
    // A series that some run lacks would pair runs that do not belong together.
    let isPaired = before.count == pairs && after.count == pairs
    guard let effect = estimator.estimate(before, after, isPaired: isPaired), let base = row.before else { return }
    guard effect.estimate.isFinite, effect.standardError.isFinite else {
      return row.refuse("the figures are beyond what can be computed with")
    }
    let margin = rule.relative(row.metric, row.statistic, base: base)
    row.effect = effect
    row.margin = margin
    row.verdict = Judge.verdict(effect, margin: margin, direction: row.metric.direction)
    if row.metric.direction == .informational { row.reason = "informational: neither direction is better" }
  }

  private static func ratios(_ runs: [PairedSeries.Observed]) -> [Ratio] {
    runs.compactMap { run in
      guard case .ratio(let ratio) = run.series.content else { return nil }
      return ratio
    }
  }
}
