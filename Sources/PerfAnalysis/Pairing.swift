import PerfModel

/// One series on both sides; each side has one entry for each of its runs that holds the series with data.
struct PairedSeries {
  let key: SeriesKey
  let metric: Metric
  let before: [Observed]
  let after: [Observed]
  /// Whether the series is declared on a side, with data or without.
  let isDeclaredBefore: Bool
  let isDeclaredAfter: Bool

  /// A series in one run, and the run it is from.
  struct Observed {
    let series: Series
    let run: Run
  }

  var place: Place {
    switch (isDeclaredBefore, isDeclaredAfter) {
    case (true, false): .missing
    case (false, _): .new
    case (true, true): before.isEmpty || after.isEmpty ? .noData : .compared
    }
  }

  /// The one place of the ledger where a series is counted.
  enum Place {
    case compared
    case new
    case missing
    case noData
  }
}

/// Puts every series of two sides next to its twin: same metric, endpoint and canonical labels.
enum Pairing {
  /// All pairs, ascending by key.
  static func pair(_ before: Side, _ after: Side, filter: Glob?) -> [PairedSeries] {
    let left = table(before)
    let right = table(after)
    let keys = Set(left.keys).union(right.keys).filter { $0.matches(filter) }
    return keys.sorted().compactMap { key in
      let declared = (left[key] ?? []) + (right[key] ?? [])
      guard let metric = declared.first?.series.metric else { return nil }
      return PairedSeries(
        key: key, metric: metric, before: (left[key] ?? []).filter(\.series.hasData),
        after: (right[key] ?? []).filter(\.series.hasData), isDeclaredBefore: left[key] != nil,
        isDeclaredAfter: right[key] != nil)
    }
  }

  private static func table(_ side: Side) -> [SeriesKey: [PairedSeries.Observed]] {
    var table: [SeriesKey: [PairedSeries.Observed]] = [:]
    for run in side.runs {
      for series in run.series { table[series.key, default: []].append(.init(series: series, run: run)) }
    }
    return table
  }
}

extension SeriesKey {
  /// Whether the metric, the endpoint or the test case matches; without a filter everything does.
  func matches(_ filter: Glob?) -> Bool {
    guard let filter else { return true }
    return filter.matches(metric.rawValue) || endpoint.map(filter.matches) == true
      || labels[TestOutcomes.label].map(filter.matches) == true
  }
}
