import PerfModel
import PerfStats

/// Takes one statistic out of each run, with the sampling error that the run's own file allows.
enum Figures {
  /// The figures of runs whose requests are known, over the steady part of each; nil where one is not.
  static func of(
    _ runs: [PairedSeries.Observed], _ statistic: Statistic, sampled: [SampledRun?]
  ) -> [LogEffect.Figure]? {
    var figures: [LogEffect.Figure] = []
    for run in runs {
      guard let series = sampled[run.index]?.series[run.series.key], let figure = series.figures[statistic] else {
        return nil
      }
      figures.append(
        LogEffect.Figure(
          value: figure.value, logStandardError: figure.logStandardError, isRough: figure.isRough,
          resolution: resolution(run.series),
          sampling: .init(count: series.count, degreesOfFreedom: figure.degreesOfFreedom, isThin: figure.isThin),
          count: series.count))
    }
    return figures
  }

  /// - Parameter definition: of quantiles, where requests have to follow a summary's.
  static func of(
    _ runs: [PairedSeries.Observed], _ statistic: Statistic, _ definition: QuantileMethod? = nil
  ) -> [LogEffect.Figure] {
    runs.compactMap { run in
      guard
        let value = MixedSides.value(run.series, statistic, definition)
          ?? (statistic == .maximum ? run.series[.value] : nil)
      else { return nil }
      let error = samplingError(run, statistic, value)
      return LogEffect.Figure(
        value: value, logStandardError: error?.standardError, isRough: error?.rough ?? false,
        resolution: resolution(run.series), count: count(run.series))
    }
  }

  private static func count(_ series: Series) -> Int? {
    if case .distribution(let distribution) = series.content { distribution.count } else { nil }
  }

  /// Why a quantile of one side is not the same thing as the one of the other, nil where it is.
  static func definitionClash(_ pair: PairedSeries) -> String? {
    func methods(_ runs: [PairedSeries.Observed]) -> Set<QuantileMethod> {
      Set(
        runs.compactMap { run in
          if case .distribution(let distribution) = run.series.content { distribution.method } else { nil }
        })
    }
    let before = methods(pair.before)
    let after = methods(pair.after)
    guard before != after, MixedSides.definition(pair) == nil else { return nil }
    func names(_ methods: Set<QuantileMethod>) -> String { methods.map(\.rawValue).sorted().joined(separator: ", ") }
    return "quantiles are defined differently: \(names(before)) before, \(names(after)) after"
  }

  private static func resolution(_ series: Series) -> Double {
    if case .distribution(let distribution) = series.content { distribution.resolution ?? 0 } else { 0 }
  }

  private static func samplingError(
    _ run: PairedSeries.Observed, _ statistic: Statistic, _ value: Double
  ) -> (standardError: Double, rough: Bool)? {
    switch run.series.content {
    case .distribution(let distribution):
      guard let count = distribution.count else { return nil }
      let known = distribution.knownQuantiles.filter { $0.value > 0 }
      if case .quantile(let p) = statistic {
        return QuantileError.logStandardError(of: p, among: known, count: Double(count))
      }
      return QuantileError.logStandardErrorOfMean(
        mean: value, standardDeviation: distribution[.standardDeviation], among: known, count: Double(count))
    // A Poisson count: the standard error of ln(n) is 1/√n.
    case .counter(let total): return total > 0 ? (1 / total.squareRoot(), false) : nil
    case .scalar: return events(behind: run).map { (1 / $0.squareRoot(), false) }
    case .gauge, .ratio, .noData: return nil
    }
  }

  /// How many events a rate counted, where the same run tells.
  static func events(behind run: PairedSeries.Observed) -> Double? {
    let key = run.series.key
    let total: Double? =
      switch key.metric {
      case .requestRate: DerivedSeries.requests(key, in: run.run)
      case .iterationRate:
        run.run[SeriesKey(.iterationCount, endpoint: key.endpoint, labels: key.labels)]?[.value]
      default: nil
      }
    return total.flatMap { $0 > 0 ? $0 : nil }
  }
}
