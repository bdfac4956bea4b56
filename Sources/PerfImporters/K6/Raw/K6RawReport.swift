import PerfDiagnostics
import PerfModel
import PerfUnits

/// Tells a run what a tally holds, in the catalogue's metrics, under the keys that the summaries of the same run have.
struct K6RawReport {
  private var tally: K6Tally
  private let file: String

  init(tally: consuming K6Tally, file: String) {
    self.tally = tally
    self.file = file
  }

  consuming func tell(_ run: inout RunBuilder) {
    // It has the only copy, so that what it has told is gone.
    tally.takeRecorder().tell(&run)
    // Points of durations are requests too, where somebody left the others away.
    let hasRequests = tally.requestCount.value > 0 || run.duration != nil
    let duration = run.duration ?? tellDuration(&run)
    for metric in tally.metrics.sorted(by: { $0.name < $1.name }) { tell(metric, duration, to: &run) }
    tellChecks(&run)
    for definition in tally.definitions.values.sorted(by: { $0.name < $1.name }) { tell(definition, to: &run) }
    guard !hasRequests else { return }
    run.record(
      Diagnostic(
        .note, .noData, "the run made no HTTP requests", at: SourceLocation(file: file),
        hint: "did setup() throw, or was the run aborted? a test of another protocol has its own metrics"))
  }

  /// Without requests the run lasts from the first point to the last.
  private func tellDuration(_ run: inout RunBuilder) -> Double? {
    let times = tally.metrics.compactMap(\.times)
    guard let start = times.map(\.lowerBound).min(), let end = times.map(\.upperBound).max() else { return nil }
    run.setStart(Timestamp(nanosecondsSinceEpoch: start))
    run.setDuration(NanosecondTime.seconds(from: start, to: end), .seconds)
    return run.duration
  }

  private func tell(_ tally: K6MetricTally, _ duration: Double?, to run: inout RunBuilder) {
    guard let definition = tally.definition else {
      return run.record(
        Diagnostic(
          .warning, .k6UnknownMetric, "nothing tells what \(tally.name) measures; it is left out",
          at: SourceLocation(file: file), hint: "k6 writes a Metric line before the first point of each metric"))
    }
    let contents = definition.contains
    switch definition.type {
    // The recorder has told them.
    case .trend: break
    case .counter:
      let total = tally.total.value
      run.addCounter(K6MetricTable.metric(tally.name, .counter, containing: contents), total, in: contents.unit)
      guard let metric = K6MetricTable.rate(ofCounter: tally.name), let duration, duration > 0 else { return }
      run.addScalar(metric, total / duration, in: metric.unit)
    case .rate:
      run.addRatio(
        K6MetricTable.metric(tally.name, .ratio, containing: .plain), events: tally.trues, of: tally.count)
    case .gauge:
      guard let level = tally.level else { return }
      run.addGauge(
        K6MetricTable.metric(tally.name, .gauge, containing: contents), last: level.last, minimum: level.minimum,
        maximum: level.maximum, in: contents.unit)
    }
  }

  private func tellChecks(_ run: inout RunBuilder) {
    guard let metric = MetricCatalogue.metric(.checkPassRatio), !tally.checks.isEmpty else { return }
    let passes = tally.checks.reduce(0) { $0 + $1.passes }
    run.addRatio(metric, events: passes, of: tally.checks.reduce(0) { $0 + $1.total })
    for check in tally.checks.sorted(by: { $0.path < $1.path }) {
      run.addRatio(metric, labels: ["check": check.path], events: check.passes, of: check.total)
    }
  }

  private func tell(_ definition: K6Definition, to run: inout RunBuilder) {
    let metric = K6MetricTable.metric(
      definition.name, definition.type.instrument,
      containing: definition.type == .rate ? .plain : definition.contains)
    for threshold in definition.thresholds {
      let isOfRate = threshold.drop(while: \.isWhitespace).hasPrefix("rate")
      let rate = isOfRate ? K6MetricTable.rate(ofCounter: definition.name) : nil
      run.addObjective(
        DeclaredObjective(
          series: SeriesKey((rate ?? metric).id), expression: threshold, metAccordingToTool: nil))
    }
    for submetric in definition.submetrics {
      let name = K6MetricName(submetric)
      let key = SeriesKey(metric.id, endpoint: name.endpoint, labels: name.labels)
      guard isFollowed(name), !run.has(key) else { continue }
      if definition.type == .counter {
        run.addCounter(metric, endpoint: name.endpoint, labels: name.labels, 0, in: definition.contains.unit)
      } else {
        run.addNoData(metric, endpoint: name.endpoint, labels: name.labels)
      }
    }
  }

  /// Whether a sub-metric would be among the series if it had had any point: one of an endpoint, or of a status. Of other tags not all
  /// are followed, and what is not looked at is not said to be absent.
  private func isFollowed(_ name: K6MetricName) -> Bool {
    if name.base == "http_reqs", name.labels.pairs.map(\.name) == ["status"] { return true }
    return K6MetricTable.isPerRequest(name.base) && name.endpoint != nil && name.labels.isEmpty
  }
}

extension K6Definition.Kind {
  fileprivate var instrument: Instrument {
    switch self {
    case .trend: .distribution
    case .counter: .counter
    case .rate: .ratio
    case .gauge: .gauge
    }
  }
}
