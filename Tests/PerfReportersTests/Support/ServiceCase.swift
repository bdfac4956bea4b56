import PerfDiagnostics
import PerfModel

@testable import PerfAnalysis

/// Two k6 runs of a service with six endpoints, one before and one after a change that made the feed 2.4 times faster and the login
/// slower. Values are those of recorded runs; intervals follow docs/statistics.md §3 with a run-to-run noise of 5 %.
enum ServiceCase {
  static let assessment = Sample.assessment(
    .regressed, .red, .bad, before: Sample.side("before", requests: 2367, duration: 30.5),
    after: Sample.side("after", requests: 2822, duration: 30.6), gated + exploratory + oneSided,
    ledger: Ledger(
      seriesBefore: 29, seriesAfter: 29, compared: 27, new: 1, missing: 1, renamedCandidates: 1, noData: 1,
      endpointsBefore: 6, endpointsMatched: 6),
    renamed: [
      RenamedCandidate(
        before: SeriesKey(.requestWaiting, endpoint: "GET /api/feed"),
        after: SeriesKey(.requestWaiting, endpoint: "GET /api/v2/feed"), similarity: 0.9)
    ],
    preconditions: [
      Precondition(id: "duration", outcome: .holds, text: "duration 30.5 s against 30.6 s"),
      Precondition(id: "load-model", outcome: .unknown, text: "load model: the files do not name the executor"),
    ],
    assumptions: ["run-to-run noise 5 % (assumed)"],
    advice: ["3 more runs a side would resolve ±6 % of the median"],
    diagnostics: [
      Diagnostic(
        .warning, .nonFiniteValue, "request.blocked p99 is not a finite number and is left out",
        at: SourceLocation(file: "after.json", line: 48, column: 12), hint: "was the value edited by hand?")
    ])

  private static let rough = Comparison.Warning(
    id: "rough-quantile", text: "the top quantile of a summary: its sampling error is rough")
  private static let single = Comparison.Warning(
    id: "few-requests", text: "1 request a side: nothing can be said about its spread")

  private static let gated = [
    Sample.row(
      "GET /api/courses", before: 0.0190643, after: 0.0192304, .inconclusive, interval: (-0.1334, 0.1741),
      noise: 0.1983, sees: 0.2584),
    p95("GET /api/courses", 0.0425896, 0.0431124, .inconclusive, (-0.2275, 0.3264), 0.3799, 0.5055),
    Sample.row(
      "GET /api/feed", before: 0.0818397, after: 0.0337024, .improved, interval: (-0.6338, -0.5369), noise: 0.1502,
      sees: 0.1946),
    p95("GET /api/feed", 0.0992593, 0.0421074, .improved, (-0.6363, -0.5051), 0.2014, 0.2626),
    Sample.row(
      "GET /api/search", before: 0.0344447, after: 0.0373415, .inconclusive, interval: (-0.0881, 0.2889), noise: 0.2289,
      sees: 0.2994),
    p95("GET /api/search", 0.1023344, 0.1055032, .inconclusive, (-0.283, 0.4824), 0.5415, 0.7328),
    Sample.row(
      "GET /api/users/me", before: 0.0093533, after: 0.0094531, .inconclusive, interval: (-0.1255, 0.168),
      noise: 0.1881, sees: 0.2448),
    p95("GET /api/users/me", 0.0173305, 0.020872, .inconclusive, (-0.1707, 0.749), 0.5598, 0.759),
    Sample.row(
      "GET /healthz", before: 0.0004494, after: 0.0016683, .notComparable, margin: nil, reason: "1 request a side",
      warnings: [single]),
    Sample.row(
      "POST /api/auth/login", before: 0.0449425, after: 0.0553099, .regressed, interval: (0.0788, 0.404), noise: 0.1699,
      sees: 0.2207),
    p95("POST /api/auth/login", 0.0759375, 0.0915414, .inconclusive, (-0.1293, 0.669), 0.4735, 0.6364),
    Sample.row(
      "GET /api/search", .requestErrorRatio, .value, before: 4.0 / 361, after: 0, .inconclusive,
      interval: (-0.0311, 0.0009), noise: 0.019, margin: 0.001, sees: 0.024),
    Sample.row(
      nil, .requestRate, .value, before: 77.59, after: 92.13, .improved, interval: (0.0571, 0.3338), noise: 0.1486),
  ]

  private static let exploratory = [
    Sample.row(
      "GET /api/feed", .requestDuration, .quantile(0.99), before: 0.134437, after: 0.0592228, .improved,
      interval: (-0.68, -0.4), noise: 0.31, margin: 0.15, gated: false, warnings: [rough]),
    Sample.row(
      "GET /api/courses", .requestDuration, .quantile(0.99), before: 0.0562872, after: 0.0840538, .inconclusive,
      interval: (-0.2, 1.7), noise: 0.86, sees: 1.2, gated: false, warnings: [rough]),
    Sample.row(nil, .dataReceived, .value, before: 1_204_000, after: 1_433_000, .inconclusive, gated: false),
    Sample.row(
      nil, .iterationDuration, .quantile(0.95), before: 0.480077, after: 0.441, .likelyImproved,
      interval: (-0.19, -0.01), noise: 0.09, gated: false),
  ]

  private static let oneSided = [
    Sample.row("GET /api/feed", .requestWaiting, before: 0.0817961, after: nil, .missing, margin: nil, gated: false),
    Sample.row("GET /api/v2/feed", .requestWaiting, before: nil, after: 0.0336, .new, margin: nil, gated: false),
  ]

  private static func p95(
    _ endpoint: String, _ before: Double, _ after: Double, _ verdict: Verdict, _ interval: (Double, Double),
    _ noise: Double, _ sees: Double
  ) -> Comparison {
    Sample.row(
      endpoint, .requestDuration, .quantile(0.95), before: before, after: after, verdict, interval: interval,
      noise: noise,
      margin: 0.1, sees: sees, warnings: [rough])
  }
}
