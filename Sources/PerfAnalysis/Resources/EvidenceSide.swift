public import PerfModel

/// One side of a comparison with what was seen beside its runs.
public struct EvidenceSide: Sendable {
  /// Results of load tests.
  public let runs: [Run]
  /// What was read of exporters, hosts and tools beside them, a run for each file, in the order of the inputs.
  public let evidence: [Run]

  public init(runs: [Run], evidence: [Run]) {
    self.runs = runs
    self.evidence = evidence
  }

  public init(_ side: ComparedSide) { self.init(runs: side.runs, evidence: side.evidence) }

  /// The answers of exporters and tools that keep no times, in the order in which they must have been given: processes by their start, and
  /// of each process by what its counters had come to, which never fall. Names and dates of files say nothing.
  var inOrder: [Run] {
    let ranked = evidence.enumerated().map { place, run in
      (start: run.scrapes.first?.processStart ?? 0, progress: Self.progress(run), place: place, run: run)
    }
    return ranked.sorted { ($0.start, $0.progress, $0.place) < ($1.start, $1.progress, $1.place) }.map(\.run)
  }

  /// The sum of what counts in the first answer of a run: within one process it only grows.
  private static func progress(_ run: Run) -> Double {
    var sum = 0.0
    for family in run.scrapes.first?.families ?? [] {
      for series in family.series where CounterSeries.counts(series, of: family.kind) {
        guard let value = series.points.first?.value, value.isFinite else { continue }
        sum += value
      }
    }
    for series in run.resources where MetricCatalogue.metric(series.key.metric)?.instrument == .counter {
      sum += series.values.first ?? 0
    }
    return sum
  }
}

/// Which series of exporters count.
enum CounterSeries {
  static func counts(_ series: MetricSeries, of kind: MetricFamily.Kind) -> Bool {
    switch kind {
    case .counter: !series.name.hasSuffix("_created")
    case .histogram, .summary:
      series.name.hasSuffix("_count") || series.name.hasSuffix("_sum") || series.name.hasSuffix("_bucket")
    case .gauge, .gaugehistogram, .info, .stateset, .unknown: false
    }
  }
}
