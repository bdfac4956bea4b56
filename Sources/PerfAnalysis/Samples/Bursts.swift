import PerfModel
import PerfStats

/// How bursty the failures of an endpoint are, from how many there were each second (docs/statistics.md §7).
enum Bursts {
  /// Fewer failures show no bursts: what is assumed stays.
  static let fewestFailures = 10

  /// φ of a side: the largest over its runs; nil where a run has no timeline of the endpoint, or no run has failures enough.
  static func dispersion(_ runs: [PairedSeries.Observed], _ key: SeriesKey) -> Double? {
    guard key.metric == .requestErrorRatio, key.labels.isEmpty else { return nil }
    return runs.compactMap { observed in
      guard let timeline = observed.run.timelines.first(where: { $0.endpoint == key.endpoint }) else { return nil }
      let cells = timeline.bins.map { (events: Double($0.failed), trials: Double($0.count)) }
      guard cells.reduce(0, { $0 + $1.events }) >= Double(fewestFailures) else { return nil }
      return Dispersion.ofBursts(cells)
    }.max()
  }
}
