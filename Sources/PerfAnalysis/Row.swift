import Glibc
import PerfModel
import PerfStats

/// A row while it is being judged; `finished` freezes it.
struct Row {
  let key: SeriesKey
  /// With the direction of good that the policy gives it.
  let metric: Metric
  let statistic: Statistic
  var before: Double?
  var after: Double?
  var runs: Comparison.RunCount
  var effect: Effect?
  /// On the scale of the effect.
  var margin: Double?
  var verdict: Verdict
  var reason: String?
  var isGated = false
  var warnings: [Comparison.Warning] = []
  var adjustedP: Double?

  /// Whether one side alone has the series. A row that was zero before is `new` too, but both sides have it.
  var isOneSided: Bool { verdict == .missing || verdict == .new && before == nil }

  /// Whether the change is more to the worse than noise explains.
  var looksWorse: Bool { verdict == .regressed || verdict == .likelyWorse }

  /// The largest change that noise alone explains: 1.96 standard errors, or Student's t where the runs show their own spread.
  var noiseFloor: Double? {
    guard let effect else { return nil }
    return (effect.degreesOfFreedom == nil ? 1.96 : effect.quantile(0.975)) * effect.standardError
  }

  /// One-sided p of "worse than the margin": Student's t from several runs, the normal distribution from summaries, where it
  /// serves the correction for the family and is never printed.
  var pWorse: Double? {
    guard let effect, let margin, effect.scale == .relative else { return nil }
    let sign: Double
    switch metric.direction {
    case .lowerIsBetter: sign = 1
    case .higherIsBetter: sign = -1
    case .informational: return nil
    }
    let distance = sign * effect.estimate - margin
    guard effect.standardError > 0 else { return distance > 0 ? 0 : 1 }
    return effect.upperTail(distance / effect.standardError)
  }

  /// Whether too few requests lie beyond the quantile for batches, or for any judgement.
  var isThin: Bool { effect == nil || (effect?.warnings ?? []).contains { $0.id == "insufficient-tail-data" } }

  /// Replaces the verdict by "not comparable" for a reason.
  mutating func refuse(_ reason: String) {
    verdict = .notComparable
    self.reason = reason
  }

  /// A distance on the effect's scale as a report shows it; e^x leaves the range of numbers where the inputs nearly do.
  private func shown(_ distance: Double?) -> Double? {
    guard let distance, let shown = effect?.shown(distance), shown.isFinite else { return nil }
    return shown
  }

  private var interval: Comparison.Interval? {
    guard let low = shown(effect?.low), let high = shown(effect?.high) else { return nil }
    return Comparison.Interval(low: low, high: high)
  }

  var finished: Comparison {
    Comparison(
      key: key, metric: metric, statistic: statistic, before: before, after: after, runs: runs,
      scale: effect?.scale ?? (metric.instrument == .ratio ? .absolute : .relative),
      interval: interval, noiseFloor: shown(noiseFloor), margin: shown(margin),
      smallestVisible: shown(effect.map { Resolution.smallestVisibleEffect(standardError: $0.standardError) }),
      pValue: effect?.pValue, exactP: effect?.exactP, adjustedP: adjustedP, basis: effect?.basis ?? .summary,
      verdict: verdict, reason: reason, isGated: isGated, warnings: warnings + (effect?.warnings ?? []))
  }
}
