import PerfDiagnostics
import PerfModel
import PerfUnits

@testable import PerfAnalysis

extension Sample {
  static func objective(
    _ text: String, _ metric: MetricID = .requestDuration, _ statistic: Statistic = .quantile(0.95),
    _ comparator: Objective.Comparator, _ bound: Objective.Bound, _ unit: Unit, scope: Objective.Scope = .unstated,
    tier: Objective.Tier = .target, scenario: LoadScenario? = nil, line: Int? = nil, file: String? = "docs/slo.md",
    origin: ObjectiveSource.Origin = .document, window: Double? = nil
  ) -> Objective {
    Objective(
      source: ObjectiveSource(origin: origin, file: file, line: line, column: line.map { _ in 3 }), text: text,
      metric: metric, statistic: statistic, scope: scope, comparator: comparator, bound: bound, unit: unit, tier: tier,
      scenario: scenario, window: window)
  }

  static func result(
    _ objective: Objective, endpoint: String?, _ actual: Double?, bound: Double? = nil, _ status: ObjectiveStatus,
    interval: (Double, Double)? = nil, headroom: Double? = nil, reason: String? = nil, advice: String? = nil
  ) -> ObjectiveResult {
    var limit = bound
    if case .value(let value) = objective.bound { limit = limit ?? value }
    return ObjectiveResult(
      objective: objective, key: actual.map { _ in SeriesKey(objective.metric, endpoint: endpoint) }, actual: actual,
      bound: limit, interval: interval.map { Comparison.Interval(low: $0.0, high: $0.1) }, headroom: headroom,
      status: status, reason: reason, advice: advice)
  }

  static func check(
    _ verdict: CheckVerdict, _ status: Status, _ judgement: Judgement, _ results: [ObjectiveResult],
    notMeasurable: [UnreadTarget] = [], notUnderstood: [UnreadTarget] = [], obstacles: [String] = [],
    side: SideSummary = side("nightly"), diagnostics: [Diagnostic] = [], declared: [ObjectiveResult] = []
  ) -> CheckAssessment {
    CheckAssessment(
      verdict: verdict, status: status, judgement: judgement, obstacles: obstacles, side: side, results: results,
      notMeasurable: notMeasurable, notUnderstood: notUnderstood,
      ledger: ObjectiveLedger(
        results, notMeasurable: notMeasurable.count, notUnderstood: notUnderstood.count),
      diagnostics: diagnostics, declared: declared)
  }

  static func unread(_ text: String, _ reason: String, line: Int) -> UnreadTarget {
    UnreadTarget(
      source: ObjectiveSource(origin: .document, file: "docs/slo.md", line: line, column: 1), text: text, reason: reason
    )
  }
}

/// One k6 run of a shop held against a document of its team: every status, every tier, every kind of bound.
enum CheckCase {
  static let assessment = Sample.check(
    .breached, .red, .bad, results,
    notMeasurable: [Sample.unread("No crashes", "no run counts crashes", line: 31)],
    notUnderstood: [
      Sample.unread("p95 around lunch: fast", "no number to hold it against", line: 33),
      Sample.unread("| Search | 2 x faster | | |", "faster than what is not said", line: 35),
    ],
    side: Sample.side("nightly", requests: 7101, duration: 30.5),
    diagnostics: [
      Diagnostic(.warning, .noData, "search counted nothing", at: SourceLocation(file: "run.json", line: 9))
    ], declared: declared)

  /// What the run declares itself: one threshold met, one breached.
  private static let declared: [ObjectiveResult] = [(0.1, ObjectiveStatus.met), (0.05, .breached)].map {
    bound, status in
    var result = Sample.result(
      Sample.objective(
        "p(95)<\(bound * 1000)", .requestDuration, .quantile(0.95), .less, .value(bound), .milliseconds,
        scope: .exactly(endpoint: nil), file: nil, origin: .tool),
      endpoint: nil, 0.0789, status, headroom: 1 - 0.0789 / bound)
    result.decides = false
    return result
  }

  static let results: [ObjectiveResult] = [
    Sample.result(
      Sample.objective(
        "Sign-in 90ms", .requestDuration, .quantile(0.95), .atMost, .value(0.09), .milliseconds,
        scope: .named("Sign-in"), line: 7),
      endpoint: "POST /api/auth/login", 0.0915414, .breached, interval: (0.0795, 0.104), headroom: -0.01713,
      reason: "matched 'Sign-in' by the word 'auth'"),
    Sample.result(
      Sample.objective(
        "Sign-in 250ms", .requestDuration, .maximum, .atMost, .value(0.25), .milliseconds,
        scope: .named("Sign-in"), tier: .max, line: 7),
      endpoint: "POST /api/auth/login", 0.412, .breached, headroom: -0.648),
    Sample.result(
      Sample.objective(
        "Feed < 45ms", .requestDuration, .quantile(0.95), .less, .value(0.045), .milliseconds,
        scope: .named("GET /feed"), line: 8),
      endpoint: "GET /api/feed", 0.0441, .tooCloseToCall, interval: (0.0402, 0.0489), headroom: 0.02,
      reason: "the bound lies inside the interval", advice: "about 2,400 more requests would settle it"),
    Sample.result(
      Sample.objective("Error rate <0.2%", .requestErrorRatio, .value, .less, .value(0.002), .percent, line: 12),
      endpoint: nil, 0, .met, headroom: 1),
    Sample.result(
      Sample.objective(
        "Sustained: 90 requests/second", .requestRate, .value, .atLeast, .value(90), .perSecond,
        scenario: LoadScenario(name: "sustained"), line: 14),
      endpoint: nil, 92.13, .met, interval: (88, 96), headroom: 0.0237),
    Sample.result(
      Sample.objective(
        "Target: <1.8s P95", .requestDuration, .quantile(0.95), .less, .value(1.8), .seconds,
        scenario: LoadScenario(name: "peak", users: 400), line: 18),
      endpoint: nil, nil, .unknown, reason: "measured at 60 users, the objective is for 400"),
    Sample.result(
      Sample.objective(
        "p95 latency > 2x target for 5 minutes", .requestDuration, .quantile(0.95), .atMost,
        .timesTarget(2), .milliseconds, tier: .critical, line: 22, window: 300),
      endpoint: nil, nil, .unknown, reason: "no target of p95 to relate to"),
    Sample.result(
      Sample.objective(
        "memory < 900MB", MetricID(rawValue: "memory.used"), .value, .less, .value(900e6), .bytes, line: 24),
      endpoint: nil, nil, .unknown, reason: "the run holds no memory.used"),
    Sample.result(
      Sample.objective(
        "p(95)<100", .requestDuration, .quantile(0.95), .less, .value(0.1), .milliseconds,
        scope: .exactly(endpoint: nil), file: nil, origin: .tool),
      endpoint: nil, 0.0789, .met, interval: (0.07, 0.089), headroom: 0.211),
    Sample.result(
      Sample.objective(
        "p99 < 0.5s", .requestDuration, .quantile(0.99), .less, .value(0.5), .seconds, file: nil,
        origin: .commandLine),
      endpoint: nil, 0.134437, .met, headroom: 0.731),
  ]
}
