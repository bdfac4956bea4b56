import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis

@Suite struct SideFiguresTests {
  private func run(
    p95: Double?, count: Int? = 100, failed: (Int, Int)? = nil, peak: Double? = nil, requests: Double? = nil
  ) -> Run {
    var builder = RunBuilder(label: "x", tool: "k6", format: "k6-summary-export")
    func metric(_ id: MetricID) -> Metric {
      MetricCatalogue.metric(id) ?? .custom(id.rawValue, unit: .one, instrument: .scalar)
    }
    if let p95 {
      builder.addDistribution(
        metric(.requestDuration), endpoint: "GET /a", count: count, statistics: [.quantile(0.95): p95],
        in: .milliseconds, method: .linear)
    }
    if let failed { builder.addRatio(metric(.requestErrorRatio), events: failed.0, of: failed.1) }
    if let peak { builder.addGauge(metric(.loadUsers), last: 1, minimum: 1, maximum: peak, in: .one) }
    if let requests { builder.addCounter(metric(.requestCount), requests, in: .one) }
    return builder.finish()[0]
  }

  private static let duration = SeriesKey(.requestDuration, endpoint: "GET /a")

  @Test func `Of several runs the geometric mean stands for all`() throws {
    let figures = SideFigures([run(p95: 10), run(p95: 40)])
    // √(10 · 40) = 20
    let value = try #require(figures.figure(Self.duration, .quantile(0.95))?.value)
    #expect(abs(value - 0.02) < 1e-12)
  }

  @Test func `What no run holds has no figure`() {
    let figures = SideFigures([run(p95: 10)])
    #expect(figures.figure(Self.duration, .quantile(0.99)) == nil)
    #expect(figures.figure(SeriesKey(.requestErrorRatio)) == nil)
    #expect(figures.total(SeriesKey(.requestCount)) == nil && figures.peak(SeriesKey(.loadUsers)) == nil)
  }

  @Test func `Shares are pooled, counts are added, levels keep their peak`() {
    let figures = SideFigures([
      run(p95: nil, failed: (1, 100), peak: 7, requests: 100), run(p95: nil, failed: (8, 200), peak: 5, requests: 200),
    ])
    #expect(figures.figure(SeriesKey(.requestErrorRatio))?.value == 0.03)
    #expect(figures.total(SeriesKey(.requestErrorRatio)) == 300)
    #expect(figures.total(SeriesKey(.requestCount)) == 300)
    #expect(figures.peak(SeriesKey(.loadUsers)) == 7)
  }

  @Test func `A run that does not tell its count leaves the total unknown`() {
    #expect(SideFigures([run(p95: 10), run(p95: 10, count: nil)]).total(Self.duration) == nil)
    #expect(SideFigures([run(p95: 10), run(p95: 10)]).total(Self.duration) == 200)
  }

  @Test func `Endpoints and keys are those with data`() {
    let figures = SideFigures([run(p95: 10, requests: 3), run(p95: 10, count: 0)])
    #expect(figures.endpoints == ["GET /a"])
    #expect(figures.keys == [Self.duration, SeriesKey(.requestCount)])
    #expect(SideFigures([run(p95: 10, count: 0)]).endpoints == [])
  }
}
