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
    private let runs: [Run]
    /// The place of the run on its side.
    let index: Int

    /// Of a run only its place is kept: a copy of its dozen members with each of fifty thousand series took a tenth of the time.
    init(series: Series, in runs: [Run], at index: Int) {
      self.series = series
      self.runs = runs
      self.index = index
    }

    var run: Run { runs[index] }
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
  ///
  /// The series of each run are ascending, so that sorting them together only merges: no table of all keys is needed.
  static func pair(_ before: Side, _ after: Side, filter: Glob?) -> [PairedSeries] {
    let all = (observed(before, isAfter: false) + observed(after, isAfter: true)).sorted { $0.key < $1.key }
    var pairs: [PairedSeries] = []
    var start = 0
    while start < all.count {
      let key = all[start].key
      let end = all[start...].firstIndex { $0.key != key } ?? all.count
      let same = all[start..<end]
      start = end
      guard key.matches(filter) else { continue }
      pairs.append(
        PairedSeries(
          key: key, metric: same[same.startIndex].observed.series.metric,
          before: same.filter { !$0.isAfter && $0.observed.series.hasData }.map(\.observed),
          after: same.filter { $0.isAfter && $0.observed.series.hasData }.map(\.observed),
          isDeclaredBefore: same.contains { !$0.isAfter }, isDeclaredAfter: same.contains(where: \.isAfter)))
    }
    return pairs
  }

  private struct Entry {
    let observed: PairedSeries.Observed
    let isAfter: Bool
    var key: SeriesKey { observed.series.key }
  }

  /// The series of a side, run by run.
  private static func observed(_ side: Side, isAfter: Bool) -> [Entry] {
    side.runs.indices.flatMap { index in
      side.runs[index].series.map { Entry(observed: .init(series: $0, in: side.runs, at: index), isAfter: isAfter) }
    }
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
