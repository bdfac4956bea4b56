import PerfDiagnostics
import PerfModel
import PerfUnits

@testable import PerfAnalysis
@testable import PerfReporters

/// The run behind `CheckCase`, with everything that a results template can show.
enum ResultsCase {
  static let run: Run = {
    var builder = RunBuilder(label: "nightly", tool: "k6", format: "k6-summary-export")
    builder.setToolVersion("v2.2.0")
    builder.setDuration(30.5, .seconds)
    builder.setStart(Timestamp(millisecondsSinceEpoch: 1_795_231_336_527))
    for (key, value) in [
      ("commit", "abc1234"), ("environment", "staging"), ("server", "nginx/1.28"), ("command", "k6 run main.js"),
    ] { builder.setContext(key, value) }
    func metric(_ id: MetricID) -> Metric {
      MetricCatalogue.metric(id) ?? .custom(id.rawValue, unit: .one, instrument: .scalar)
    }
    let durations: [(String?, Int, [Statistic: Double])] = [
      (
        nil, 7101,
        [.mean: 41, .median: 30, .quantile(0.9): 70, .quantile(0.95): 78.9, .quantile(0.99): 134.437, .maximum: 412]
      ),
      (
        "POST /api/auth/login", 1180,
        [.mean: 58, .median: 55.3, .quantile(0.9): 84, .quantile(0.95): 91.5414, .maximum: 412]
      ),
      ("GET /api/feed", 2822, [.mean: 35, .median: 33.7, .quantile(0.9): 40, .quantile(0.95): 44.1, .maximum: 99]),
    ]
    for (endpoint, count, statistics) in durations {
      builder.addDistribution(
        metric(.requestDuration), endpoint: endpoint, count: count, statistics: statistics, in: .milliseconds,
        method: .linear)
    }
    builder.addDistribution(
      metric(.requestDuration), endpoint: "GET /api/idle", count: 0, statistics: [.mean: 0], in: .milliseconds,
      method: .linear)
    builder.addRatio(metric(.requestErrorRatio), events: 0, of: 7101)
    builder.addRatio(metric(.requestErrorRatio), endpoint: "POST /api/auth/login", events: 4, of: 1180)
    builder.addScalar(metric(.requestRate), 92.13, in: .perSecond)
    builder.addCounter(metric(.iterationCount), 1002, in: .one)
    builder.addCounter(metric(.dataReceived), 1_433_000, in: .bytes)
    builder.addGauge(metric(.loadUsers), last: 60, minimum: 1, maximum: 60, in: .one)
    builder.addRatio(metric(.checkPassRatio), labels: ["check": "status is 200"], events: 999, of: 1000)
    builder.addGauge(
      metric(MetricID(rawValue: "memory.used")), labels: ["process": "api"], last: 412e6, maximum: 500e6, in: .bytes)
    let built = builder.finish()[0]
    return Run(
      label: built.label, tool: built.tool, toolVersion: built.toolVersion, format: built.format,
      startedAt: built.startedAt, duration: built.duration,
      files: [InputFile(path: "run.json", sha256: "00ff", bytes: 12)],
      context: built.context, series: built.series, declaredObjectives: [], diagnostics: built.diagnostics)
  }()

  static let format = FormatText(
    id: "k6-summary-export", tool: "k6", title: "k6 summary", holds: "statistics",
    lacks: "percentiles beside those that were asked for", record: "k6 run --out json=run.ndjson main.js")

  static var comparison: Assessment {
    var assessment = ServiceCase.assessment
    assessment.objectives = ObjectiveChangeTests.objectives
    return assessment
  }

  static let full = ResultsContext(
    runs: [run], check: CheckCase.assessment, comparison: comparison, formats: [format], options: options)

  /// A run of which next to nothing is known.
  static let bare = ResultsContext(
    runs: [
      Run(
        label: "x", tool: "ab", toolVersion: nil, format: "ab", startedAt: nil, duration: nil, files: [], context: [:],
        series: [], declaredObjectives: [], diagnostics: [])
    ])

  private static var options: ReportOptions {
    var options = ReportOptions()
    options.label = "Nightly load test"
    options.generatedAt = "2026-11-21"
    return options
  }
}
