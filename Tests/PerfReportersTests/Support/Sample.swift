import PerfDiagnostics
import PerfModel
import PerfUnits

@testable import PerfAnalysis

/// Assessments as tests write them: a row is a line, and whatever a test does not care about has a plain value.
enum Sample {
  static func row(
    _ endpoint: String?, _ metric: MetricID = .requestDuration, _ statistic: Statistic = .median,
    labels: Labels = .none,
    before: Double?, after: Double?, _ verdict: Verdict, interval: (Double, Double)? = nil, noise: Double? = nil,
    margin: Double? = 0.05, sees: Double? = nil, runs: Int = 1, gated: Bool = true, reason: String? = nil,
    warnings: [Comparison.Warning] = []
  ) -> Comparison {
    let known = MetricCatalogue.metric(metric)
    let metricValue = known ?? Metric(id: metric, unit: .one, instrument: .scalar, direction: .informational)
    return Comparison(
      key: SeriesKey(metric, endpoint: endpoint, labels: labels), metric: metricValue, statistic: statistic,
      before: before, after: after, runs: Comparison.RunCount(before: runs, after: runs),
      scale: metricValue.instrument == .ratio ? .absolute : .relative,
      interval: interval.map { Comparison.Interval(low: $0.0, high: $0.1) }, noiseFloor: noise, margin: margin,
      smallestVisible: sees, pValue: nil, exactP: nil, adjustedP: nil, basis: runs < 3 ? .summary : .runs,
      verdict: verdict, reason: reason, isGated: gated, warnings: warnings)
  }

  static func side(_ label: String, runs: Int = 1, requests: Int? = nil, duration: Double? = nil) -> SideSummary {
    let run = SideSummary.RunSummary(
      label: label, tool: "k6", toolVersion: "v2.2.0", format: "k6-summary-export", startedAt: nil, duration: duration,
      requests: requests, files: [InputFile(path: label + ".json")])
    return SideSummary(label: label, runs: Array(repeating: run, count: runs))
  }

  static func assessment(
    _ verdict: OverallVerdict, _ status: Status, _ judgement: Judgement, obstacles: [String] = [],
    before: SideSummary = side("before"), after: SideSummary = side("after"), _ comparisons: [Comparison],
    ledger: Ledger? = nil, renamed: [RenamedCandidate] = [], preconditions: [Precondition] = [],
    assumptions: [String] = [], advice: [String] = [], selfTest: SelfTestResult? = nil, diagnostics: [Diagnostic] = []
  ) -> Assessment {
    let rows = comparisons.count
    let plain = Ledger(
      seriesBefore: rows, seriesAfter: rows, compared: rows, new: 0, missing: 0, renamedCandidates: 0, noData: 0,
      endpointsBefore: 1, endpointsMatched: 1)
    return Assessment(
      verdict: verdict, status: status, judgement: judgement, obstacles: obstacles, before: before, after: after,
      comparisons: comparisons.sorted { ($0.key, $0.statistic) < ($1.key, $1.statistic) }, ledger: ledger ?? plain,
      renamed: renamed, preconditions: preconditions, assumptions: assumptions, advice: advice, selfTest: selfTest,
      diagnostics: diagnostics)
  }
}
