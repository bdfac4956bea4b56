import PerfModel

/// How many observations a trend has, from the counters of the same summary: k6 prints a trend's own count only when asked.
///
/// Only what is exact is derived: k6 emits the `http_req_*` metrics once for each request that `http_reqs` counts, with the same
/// tags; a request has the tag `expected_response` as `http_req_failed` has it counted. `iteration_duration` goes with
/// `iterations` only since setup() and teardown() are no longer timed as iterations, as k6 0.49 did, and only the
/// machine-readable summary is surely of a later k6.
struct K6Counts {
  private var counters: [K6MetricName: Int] = [:]
  private var failures: [K6MetricName: (trues: Int, total: Int)] = [:]
  /// Tags under which some metric of requests is not zero, as names of `http_reqs`.
  private var observed: Set<K6MetricName> = []

  private let timesOnlyIterations: Bool

  private static let requests = "http_reqs"
  private static let failed = "http_req_failed"

  init(_ summary: K6Summary) {
    timesOnlyIterations = summary.isMachineReadable
    for metric in summary.metrics {
      switch metric.values {
      case .counter(let total, _): counters[metric.name] = Int(exactly: total)
      case .rate(let trues, let total): failures[metric.name] = (trues, total)
      case .trend(let count, let statistics):
        guard K6MetricTable.isPerRequest(metric.name.base) else { break }
        if (count ?? 0) > 0 || statistics.values.contains(where: { $0 != 0 }) {
          observed.insert(metric.name.with(base: Self.requests))
        }
      case .gauge: break
      }
    }
  }

  /// The number of observations of a trend, nil where nothing in the summary tells exactly.
  func count(of name: K6MetricName) -> Int? {
    if name.base == "iteration_duration", timesOnlyIterations { return counters[name.with(base: "iterations")] }
    guard K6MetricTable.isPerRequest(name.base) else { return nil }
    if let count = counters[name.with(base: Self.requests)] { return count }
    guard let (rest, value) = name.splitting(tag: "expected_response"),
      let failures = failures[rest.with(base: Self.failed)]
    else { return nil }
    switch value {
    case "true": return failures.total - failures.trues
    case "false": return failures.trues
    default: return nil
    }
  }

  /// Whether zeros of a trend are measured, because another metric of the same requests shows that there were some.
  func provesObservations(of name: K6MetricName) -> Bool {
    K6MetricTable.isPerRequest(name.base) && observed.contains(name.with(base: Self.requests))
  }

  /// Whether the summary shows any HTTP request.
  var hasRequests: Bool {
    !observed.isEmpty || counters.contains { $0.key.base == Self.requests && $0.value > 0 }
      || failures.contains { $0.key.base == Self.failed && $0.value.total > 0 }
  }

  /// Seconds that the run took, from a counter's total and rate: both divide by the same time.
  static func duration(from metrics: [K6Metric]) -> Double? {
    let preferred = [requests, "iterations"]
    func rank(_ name: K6MetricName) -> (Int, String) {
      (preferred.firstIndex(of: name.base) ?? preferred.count, name.base)
    }
    let candidates = metrics.compactMap { metric -> (rank: (Int, String), seconds: Double)? in
      guard metric.name.isWhole, case .counter(let total, let rate?) = metric.values, total > 0, rate > 0,
        case let seconds = total / rate, seconds.isFinite
      else { return nil }
      return (rank(metric.name), seconds)
    }
    return candidates.min { $0.rank < $1.rank }?.seconds
  }
}
