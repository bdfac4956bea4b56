import Glibc
import PerfModel

/// How many observations a figure has to be of before its own sampling error means anything.
///
/// The error of a quantile is taken from the distances of the observations around it, and of one observation there are none: it would
/// be zero, and any other figure a change beyond doubt. Of few it is far too small too often. Simulated with the formulas of
/// docs/statistics.md §7 on unchanged log-normal durations (σ = 0.3, 0.5 and 1, three gated rows), the median is called `regressed` falsely in
/// 25 to 42 % of comparisons of one request a side, in 1 to 3 % of three, and in at most 0.7 % of ten; p95 in 2 to 9 % of four, in 0.4
/// to 1.4 % of ten and in 0.1 to 1.5 % of twenty.
enum FewestObservations {
  private static let least = 10

  /// At least ten, and as many that one is expected beyond the quantile.
  static func of(_ statistic: Statistic) -> Int {
    guard case .quantile(let p) = statistic, p > 0, p < 1 else { return least }
    let oneBeyond = (1 / min(p, 1 - p) - 1e-9).rounded(.up)
    return max(least, oneBeyond < 1e9 ? Int(oneBeyond) : .max)
  }

  /// Why a change of a distribution says nothing, nil where there are enough observations, where runs show their own spread, and where the
  /// counts are not known.
  static func reason(
    _ pair: PairedSeries, _ statistic: Statistic, _ before: [LogEffect.Figure], _ after: [LogEffect.Figure]
  ) -> String? {
    // Of a test case there is one duration, whose noise is assumed.
    guard pair.metric.instrument == .distribution, pair.key.metric != .testDuration, min(before.count, after.count) < 3,
      let fewest = (before + after).compactMap(\.count).min(), fewest < of(statistic)
    else { return nil }
    return
      "too few: \(fewest == 1 ? "one observation" : "\(fewest) observations") on a side, where telling a change of "
      + "\(statistic.name) takes \(of(statistic)) at least"
  }
}
