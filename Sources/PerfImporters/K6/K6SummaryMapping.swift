import PerfDiagnostics
import PerfModel
import PerfUnits

/// Tells a run what a k6 summary says, in the catalogue's metrics.
struct K6SummaryMapping {
  private let summary: K6Summary
  private let counts: K6Counts
  private let duration: Double?

  init(_ summary: K6Summary) {
    self.summary = summary
    counts = K6Counts(summary)
    duration = summary.duration ?? K6Counts.duration(from: summary.metrics)
  }

  func tell(_ run: inout RunBuilder, file: String) {
    tellCircumstances(&run, file: file)
    for metric in summary.metrics {
      tell(metric, to: &run)
      tellObjectives(of: metric, to: &run)
    }
    for check in summary.checks { tell(check, to: &run) }
    if summary.isMachineReadable, !summary.checks.isEmpty {
      run.record(
        Diagnostic(
          .note, .k6MergedChecks, "checks of one name are added up across groups, and known by name only",
          at: SourceLocation(file: file), hint: "record handleSummary data to keep the groups apart"))
    }
  }

  private func tellCircumstances(_ run: inout RunBuilder, file: String) {
    if let version = summary.version { run.setToolVersion(version) }
    if let duration { run.setDuration(duration, .seconds, at: SourceLocation(file: file)) }
    // The summary is written when the test has ended, so that it began its duration earlier.
    if let end = summary.generatedAt, let seconds = summary.duration,
      let milliseconds = Int64(exactly: (seconds * 1000).rounded())
    {
      let (start, isOutOfRange) = end.millisecondsSinceEpoch.subtractingReportingOverflow(milliseconds)
      if !isOutOfRange { run.setStart(Timestamp(millisecondsSinceEpoch: start)) }
    }
    guard !counts.hasRequests else { return }
    run.record(
      Diagnostic(
        .note, .noData, "the run made no HTTP requests", at: SourceLocation(file: file),
        hint: "did setup() throw, or was the run aborted? a test of another protocol has its own metrics"))
  }

  private func tell(_ entry: K6Metric, to run: inout RunBuilder) {
    switch entry.values {
    case .trend(let count, let statistics): tellTrend(entry, count, statistics, to: &run)
    case .counter(let total, let perSecond): tellCounter(entry, total, perSecond, to: &run)
    case .rate(let trues, let total): tellRate(entry, trues, total, to: &run)
    case .gauge(let last, let minimum, let maximum):
      let metric = metric(of: entry)
      // A level that is 0 throughout may be one that no sample had the tags of.
      if !entry.name.isWhole, last == 0, (minimum ?? 0) == 0, (maximum ?? 0) == 0 {
        return run.addNoData(metric, endpoint: entry.name.endpoint, labels: entry.name.labels)
      }
      run.addGauge(
        metric, endpoint: entry.name.endpoint, labels: entry.name.labels, last: last, minimum: minimum,
        maximum: maximum, in: entry.contains.unit, at: entry.location)
    }
  }

  /// k6 prints zeros for a trend without observations, so that zeros are data only where something else shows observations.
  private func tellTrend(
    _ entry: K6Metric, _ written: Int?, _ statistics: [Statistic: Double], to run: inout RunBuilder
  ) {
    let count = written ?? counts.count(of: entry.name)
    let isAllZero = statistics.values.allSatisfy { $0 == 0 }
    if count == nil, isAllZero, !counts.provesObservations(of: entry.name) {
      return run.addNoData(metric(of: entry), endpoint: entry.name.endpoint, labels: entry.name.labels)
    }
    run.addDistribution(
      metric(of: entry), endpoint: entry.name.endpoint, labels: entry.name.labels, count: count,
      statistics: statistics, in: entry.contains.unit, method: .linear, at: entry.location)
  }

  private func tellCounter(_ entry: K6Metric, _ total: Double, _ perSecond: Double?, to run: inout RunBuilder) {
    guard total >= 0 else {
      return run.record(
        Diagnostic(
          .warning, .negativeCount, "\(entry.name.base) counts \(total) and is left out", at: entry.location))
    }
    run.addCounter(
      metric(of: entry), endpoint: entry.name.endpoint, labels: entry.name.labels, total, in: entry.contains.unit,
      at: entry.location)
    // More requests a second are better, but not more of those that a tag picks: it may be `status:500`.
    guard entry.name.labels.isEmpty, let metric = K6MetricTable.rate(ofCounter: entry.name.base),
      let rate = perSecond ?? duration.map({ total / $0 })
    else { return }
    run.addScalar(metric, endpoint: entry.name.endpoint, rate, in: metric.unit, at: entry.location)
  }

  private func tellRate(_ entry: K6Metric, _ trues: Int, _ total: Int, to run: inout RunBuilder) {
    let name = entry.name
    run.addRatio(
      metric(of: entry), endpoint: name.endpoint, labels: name.labels, events: trues, of: total, at: entry.location)
    guard name.base == "http_req_failed", let failed = MetricCatalogue.metric(.requestFailed) else { return }
    guard total != 0 else { return run.addNoData(failed, endpoint: name.endpoint, labels: name.labels) }
    guard (0...max(0, total)).contains(trues) else { return }
    run.addCounter(
      failed, endpoint: name.endpoint, labels: name.labels, Double(trues), in: .one, at: entry.location)
  }

  private func tell(_ check: K6Check, to run: inout RunBuilder) {
    guard let metric = MetricCatalogue.metric(.checkPassRatio) else { return }
    let (total, isTooLarge) = check.passes.addingReportingOverflow(check.fails)
    run.addRatio(
      metric, labels: ["check": check.path], events: check.passes, of: isTooLarge ? -1 : total, at: check.location)
  }

  private func tellObjectives(of entry: K6Metric, to run: inout RunBuilder) {
    for threshold in entry.thresholds {
      let isOfRate = threshold.expression.drop(while: \.isWhitespace).hasPrefix("rate")
      let rate = isOfRate ? K6MetricTable.rate(ofCounter: entry.name.base) : nil
      let id = (rate ?? metric(of: entry)).id
      run.addObjective(
        DeclaredObjective(
          series: SeriesKey(id, endpoint: entry.name.endpoint, labels: entry.name.labels),
          expression: threshold.expression, metAccordingToTool: threshold.isMet))
    }
  }

  private func metric(of entry: K6Metric) -> Metric {
    switch entry.values {
    case .trend: K6MetricTable.metric(entry.name.base, .distribution, containing: entry.contains)
    case .counter: K6MetricTable.metric(entry.name.base, .counter, containing: entry.contains)
    case .gauge: K6MetricTable.metric(entry.name.base, .gauge, containing: entry.contains)
    // A share has no unit, whatever its samples are.
    case .rate: K6MetricTable.metric(entry.name.base, .ratio, containing: .plain)
    }
  }
}
