import PerfModel
import PerfUnits

/// The one level of a run of which only a summary is known.
enum SummaryLevel {
  /// Nil where the run has neither a rate nor a count with a duration, or no load to hang it on.
  static func level(of run: Run, quantiles: [Double]) -> Level? {
    let count = run[SeriesKey(.requestCount)]?[.value]
    let rate = run[SeriesKey(.requestRate)]?[.value] ?? count.flatMap { count in run.duration.map { count / $0 } }
    guard let rate, let throughput = RequestRate(rate), rate > 0, let load = load(of: run, throughput) else {
      return nil
    }
    let failures: Ratio? =
      if case .ratio(let ratio) = run[SeriesKey(.requestErrorRatio)]?.content { ratio } else { nil }
    let requests = failures?.total ?? count.flatMap { $0 < 1e15 ? Int($0) : nil }
    let durations: Distribution? =
      if case .distribution(let found) = run[SeriesKey(.requestDuration)]?.content { found } else { nil }
    let dropped = run[SeriesKey(.iterationDropped)]?[.value]
    return Level(
      load: load, throughput: throughput, errorShare: failures?.value, requests: requests, failed: failures?.events,
      duration: run.duration.flatMap { Seconds($0) }, latency: durations?[.mean].flatMap { Seconds($0) },
      quantiles: quantiles.compactMap { p in
        durations?[.quantile(p)].flatMap { Seconds($0) }.map { LatencyQuantile(p: p, value: $0) }
      }, maximum: durations?[.maximum].flatMap { Seconds($0) },
      dropped: load.isOpen ? dropped.flatMap { $0 < 1e15 ? Int($0) : nil } : nil,
      source: Level.Source(run: run.label), conditions: Level.Conditions(run))
  }

  /// The same of a run whose load moved: hung on the mean rate at which requests were sent.
  static func average(of run: Run, quantiles: [Double]) -> Level? {
    guard var level = level(of: run, quantiles: quantiles), let throughput = level.throughput else { return nil }
    level.load = .sent(throughput)
    level.dropped = nil
    return level
  }

  /// The offered rate where the tool states it, else the users.
  private static func load(of run: Run, _ throughput: RequestRate) -> Level.Load? {
    if let offered = run[SeriesKey(.loadOfferedRate)]?[.value].flatMap({ RequestRate($0) }), offered.value > 0 {
      return .offered(offered)
    }
    for metric in [MetricID.loadUsersMax, .loadUsers] {
      let series = run[SeriesKey(metric)]
      if let users = (series?[.maximum] ?? series?[.value]).flatMap({ Population($0) }), users.value > 0 {
        return .users(users)
      }
    }
    return .sent(throughput)
  }
}
