import PerfFormats
import PerfImporters
import PerfModel
import PerfUnits
import Testing

@Suite struct ThresholdTests {
  private static let custom = MetricID(rawValue: "custom.queue_time")
  private static let counter = MetricID(rawValue: "custom.orders")

  private func run(_ series: SeriesKey, _ expression: String) -> Run {
    var builder = RunBuilder(label: "a", tool: "k6", format: "k6-summary-export")
    builder.addCounter(.custom("orders", unit: .one, instrument: .counter), 7, in: .one)
    builder.addDistribution(
      .custom("queue_time", unit: .seconds, instrument: .distribution), count: 2, statistics: [.mean: 5],
      in: .milliseconds, method: .linear)
    builder.addObjective(DeclaredObjective(series: series, expression: expression, metAccordingToTool: true))
    return builder.finish()[0]
  }

  @Test(
    "Thresholds become objectives in base units",
    arguments: [
      (SeriesKey(.requestDuration), "p(95)<250", "request.duration p95 < 0.25 exactly"),
      (SeriesKey(.requestDuration, endpoint: "GET /a"), "med <= 50", "request.duration p50 <= 0.05 exactly of GET /a"),
      (SeriesKey(.requestDuration), "p(99.9)<2000", "request.duration p999 < 2 exactly"),
      (SeriesKey(.requestDuration), "avg<60", "request.duration mean < 0.06 exactly"),
      (SeriesKey(.requestDuration), "max<2000", "request.duration max < 2 exactly"),
      (SeriesKey(.requestErrorRatio), "rate<0.01", "request.error_ratio value < 0.01 exactly"),
      (SeriesKey(.requestRate), "rate>100", "request.rate value > 100 exactly"),
      (SeriesKey(.requestCount), "count>=1000", "request.count value >= 1000 exactly"),
      (SeriesKey(.dataReceived), "count<5000", "data.received value < 5000 exactly"),
      (SeriesKey(.checkPassRatio), "rate===1", "check.pass_ratio value == 1 exactly"),
      (SeriesKey(.loadUsers), "value>5", "load.users value > 5 exactly"),
      (SeriesKey(custom), "avg<60", "custom.queue_time mean < 0.06 exactly"),
      (SeriesKey(counter), "count<1", "custom.orders value < 1 exactly"),
      (SeriesKey(counter), "rate<1", "not understood"),
      (SeriesKey(.requestDuration), "p(95)!=250", "not understood"),
      (SeriesKey(.requestDuration), "p95<250ms", "not understood"),
      (SeriesKey(.requestDuration), "", "not understood"),
    ])
  func declared(series: SeriesKey, expression: String, expected: String) {
    let statements = DeclaredObjectives.read(run(series, expression))
    #expect(statements.map(told) == [expected])
    #expect(statements.allSatisfy { $0.source.origin == .tool })
  }
}
