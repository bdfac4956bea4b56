import PerfModel

/// One side of a comparison: its runs, and each series across them.
struct Side {
  let runs: [Run]
  /// What was seen beside the runs.
  var evidence: [Run] = []
  /// Metrics that the other side's kind of file holds and this one's does not.
  var untold: Set<MetricID> = []

  /// Every key that a run of the side has.
  var keys: Set<SeriesKey> { Set(runs.lazy.flatMap(\.series).map(\.key)) }

  /// The values of a whole-run series in each run that has it with data.
  func values(_ key: SeriesKey, _ statistic: Statistic) -> [Double] {
    runs.compactMap { $0[key]?[statistic] }
  }

  /// The sum of a whole-run counter over the runs, nil where no run has it.
  func total(_ metric: MetricID) -> Double? {
    let totals = values(SeriesKey(metric), .value)
    return totals.isEmpty ? nil : totals.reduce(0, +)
  }

  /// Whether any run measured requests.
  var measuresRequests: Bool {
    runs.contains { $0.series.contains { $0.hasData && $0.key.metric.rawValue.hasPrefix("request.") } }
  }

  /// The endpoints for which a run holds request data.
  var endpoints: Set<String> {
    Set(
      runs.lazy.flatMap(\.series).filter { $0.hasData && $0.key.metric.rawValue.hasPrefix("request.") }
        .compactMap(\.key.endpoint))
  }
}

extension Side {
  init(_ side: ComparedSide) { self.init(runs: side.runs, evidence: side.evidence, untold: side.untold) }
}
