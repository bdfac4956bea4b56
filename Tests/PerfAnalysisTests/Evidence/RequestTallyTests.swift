import PerfModel
import PerfUnits
import Testing

@testable import PerfAnalysis

/// What calls and seconds are divided by.
@Suite struct RequestTallyTests {
  private static func run(_ counts: [(endpoint: String, status: String?, count: Double)], mean: Double? = nil) -> Run {
    var builder = RunBuilder(label: "r", tool: "t", format: "f")
    builder.setDuration(10, .seconds)
    guard let metric = MetricCatalogue.metric(.requestCount), let duration = MetricCatalogue.metric(.requestDuration)
    else { preconditionFailure("in the catalogue") }
    for (endpoint, status, count) in counts {
      builder.addCounter(
        metric, endpoint: endpoint, labels: status.map { ["status": $0] } ?? .none, count, in: .one)
    }
    builder.addCounter(metric, counts.reduce(0) { $0 + ($1.status == nil ? $1.count : 0) }, in: .one)
    for endpoint in ["GET /a", nil] {
      guard let mean else { continue }
      builder.addDistribution(
        duration, endpoint: endpoint, count: 1, statistics: [.mean: mean], in: .seconds, method: .linear)
    }
    return builder.finish()[0]
  }

  /// Under overload the failing requests ask for nothing: 80 of 100 count, not 100.
  @Test func onlyAnswersWithSuccessCount() {
    let tally = RequestTally([
      Self.run([("GET /a", nil, 100), ("GET /a", "200", 70), ("GET /a", "201", 10), ("GET /a", "503", 20)])
    ])
    #expect(tally.all == ["GET /a": 100] && tally.successful == ["GET /a": 80])
    #expect(tally.rate == 10 && tally.requests("GET /a", in: 5) == 50)
    // A profile that took longer than the load saw no more of it.
    #expect(tally.requests("GET /a", in: 20) == 100 && tally.requests("GET /b", in: 5) == nil)
  }

  @Test func withoutStatusesWhatDidNotFailCounts() {
    let tally = RequestTally([Self.run([("GET /a", nil, 30)]), Self.run([("GET /a", nil, 10)])])
    #expect(tally.successful == ["GET /a": 40] && tally.duration == 20)
  }

  /// (1 s × 30 + 3 s × 10)/40 = 1.5 s: means are weighted, never averaged.
  @Test func meansOfRunsAreWeighted() {
    let tally = RequestTally([Self.run([("GET /a", nil, 30)], mean: 1), Self.run([("GET /a", nil, 10)], mean: 3)])
    #expect(tally.means == ["GET /a": 1.5] && tally.mean == 1.5)
  }

  @Test(
    "what names the endpoint weighs more",
    arguments: [
      (0.9, true, EvidenceItem.Grade.strong), (0.9, false, .moderate), (0.3, true, .moderate), (0.3, false, .weak),
      (0.1, true, .weak), (-0.9, true, .weak),
    ])
  func grades(share: Double, isNamed: Bool, grade: EvidenceItem.Grade) {
    #expect(EvidenceItem.Grade.of(share: share, isNamed: isNamed) == grade)
  }
}
