import PerfAnalysis
import PerfModel
import PerfUnits

/// A load test in a few words, as the tests of this room tell it.
struct LoadTest {
  var label = "run"
  /// Seconds.
  var duration = 30.0
  var users = 16.0
  var requests: Int?
  var errors: (failed: Int, total: Int)?
  var dropped: (iterations: Int, done: Int)?
  var startedAt: Timestamp?
  var endpoints: [String: Endpoint] = [:]
  var method = QuantileMethod.linear

  /// Latency in milliseconds, as a tool prints it.
  struct Endpoint {
    var count: Int? = 400
    var p50: Double
    var p90: Double
    var p95: Double
    var p99: Double?
    /// The tool's step of rounding in milliseconds.
    var resolution: Double?

    init(_ p50: Double, _ p90: Double, _ p95: Double, p99: Double? = nil, count: Int? = 400, resolution: Double? = nil)
    {
      self.p50 = p50
      self.p90 = p90
      self.p95 = p95
      self.p99 = p99
      self.count = count
      self.resolution = resolution
    }
  }

  var run: Run {
    var builder = RunBuilder(label: label, tool: "k6", format: "k6-summary-export")
    builder.setDuration(duration, .seconds)
    if let startedAt { builder.setStart(startedAt) }
    builder.addGauge(metric(.loadUsersMax), last: users, minimum: users, maximum: users, in: .one)
    if let requests {
      builder.addCounter(metric(.requestCount), Double(requests), in: .one)
      builder.addScalar(metric(.requestRate), Double(requests) / duration, in: .perSecond)
    }
    if let errors { builder.addRatio(metric(.requestErrorRatio), events: errors.failed, of: errors.total) }
    if let dropped {
      builder.addCounter(metric(.iterationDropped), Double(dropped.iterations), in: .one)
      builder.addCounter(metric(.iterationCount), Double(dropped.done), in: .one)
    }
    for (name, endpoint) in endpoints {
      var statistics: [Statistic: Double] = [
        .median: endpoint.p50, .quantile(0.9): endpoint.p90, .quantile(0.95): endpoint.p95,
      ]
      statistics[.quantile(0.99)] = endpoint.p99
      builder.addDistribution(
        metric(.requestDuration), endpoint: name.isEmpty ? nil : name, count: endpoint.count, statistics: statistics,
        in: .milliseconds, method: method, resolution: endpoint.resolution)
    }
    return builder.finish()[0]
  }

  private func metric(_ id: MetricID) -> Metric { MetricCatalogue.metric(id)! }
}

/// Compares two sides of load tests.
func compare(
  _ before: [LoadTest], _ after: [LoadTest], selfTest: Bool = false,
  _ change: (inout ComparisonPolicy) -> Void = { _ in }
) -> Assessment {
  var policy = ComparisonPolicy()
  change(&policy)
  return Comparer(policy: policy).compare(
    ComparedSide(label: "before", runs: before.map(\.run)), ComparedSide(label: "after", runs: after.map(\.run)),
    selfTest: selfTest)
}

extension Assessment {
  /// The row of an endpoint's statistic of request duration.
  func row(_ endpoint: String?, _ statistic: Statistic, labels: Labels = .none) -> Comparison? {
    row(SeriesKey(.requestDuration, endpoint: endpoint, labels: labels), statistic)
  }

  func row(_ key: SeriesKey, _ statistic: Statistic = .value) -> Comparison? {
    comparisons.first { $0.key == key && $0.statistic == statistic }
  }
}
