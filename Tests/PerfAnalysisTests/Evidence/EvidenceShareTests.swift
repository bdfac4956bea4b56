import PerfModel
import PerfUnits
import TestCorpus
import Testing

@testable import PerfAnalysis

/// What is said of a change only where it is known.
@Suite struct EvidenceShareTests {
  private static func change(
    from before: Double, to after: Double, isWorse: Bool = true, isOfTime: Bool = true
  ) -> EndpointChange {
    EndpointChange(
      endpoint: "GET /a", isWorse: isWorse, isOfTime: isOfTime,
      before: .init(all: 100, successful: 100, mean: before), after: .init(all: 100, successful: 100, mean: after))
  }

  private static func query(_ calls: (Int?, Int?), presence: QueryChange.Presence = .both) -> QueryChange {
    func figures(_ calls: Int?) -> QueryFigures? {
      calls.map { QueryFigures(counters: QueryCounters(counts: [.calls: $0]), mean: nil, total: Double($0) / 100) }
    }
    return QueryChange(
      text: "SELECT \(calls)", key: "select \(calls)", route: "GET /a", before: figures(calls.0),
      after: figures(calls.1),
      presence: presence, suspicion: nil)
  }

  /// 10 ms to 30 ms, of which something took 5 ms and takes 15 ms: half.
  @Test func halfOfTheChange() throws {
    #expect(agree(Self.change(from: 0.01, to: 0.03).share(0.005, 0.015), 0.5))
  }

  @Test("errors alone, and a mean that went the other way, leave nothing to be a share of")
  func noShare() {
    #expect(Self.change(from: 0.01, to: 0.0101, isOfTime: false).share(0, 0.01) == nil)
    #expect(Self.change(from: 0.03, to: 0.01).share(0, 0.01) == nil)
    #expect(Self.change(from: 0.01, to: 0.01).share(0, 0.01) == nil)
  }

  /// 1 call and 11 for each request on one side, 1 and 1 on the other.
  @Test func callsPerRequestNeedAllStatements() {
    let change = Self.change(from: 0.01, to: 0.2)
    let known = [Self.query((100, 100)), Self.query((100, 1100))]
    let calls = QueryEvidence(change, known, isWhole: true).items.filter { $0.kind == .callsPerRequest }
    #expect(calls.map(\.before) == [2] && calls.map(\.after) == [12])
    // A table of the first few cannot show what ran beside them.
    #expect(QueryEvidence(change, known, isWhole: false).items.allSatisfy { $0.kind == .query })
    // Nor can a statement that may have run on the other side.
    let unsure = known + [Self.query((nil, 300), presence: .unknown)]
    #expect(QueryEvidence(change, unsure, isWhole: true).items.allSatisfy { $0.kind == .query })
  }

  @Test("a pool that nobody waited for before is told, from 0 on")
  func waitsFromNothing() throws {
    func tally(_ mean: Double) -> RequestTally {
      var builder = RunBuilder(label: "r", tool: "t", format: "f")
      guard let count = MetricCatalogue.metric(.requestCount), let duration = MetricCatalogue.metric(.requestDuration)
      else { preconditionFailure("in the catalogue") }
      builder.addCounter(count, 100, in: .one)
      builder.addDistribution(duration, count: 100, statistics: [.mean: mean], in: .seconds, method: .linear)
      return RequestTally(builder.finish())
    }
    func change(_ metric: MetricID, _ unit: Unit) -> ResourceChange {
      ResourceChange(
        key: ResourceKey(resource: "lms", role: .pool, metric: metric), basis: .perRequest, unit: unit,
        direction: .lowerIsBetter, before: ResourceLevel(0, readings: 2, seconds: nil, isDuringLoad: false),
        after: ResourceLevel(0.02, readings: 2, seconds: nil, isDuringLoad: false), note: nil,
        isStretched: false)
    }
    let items = ServiceEvidence(tally(0.01), tally(0.05)).items([
      change(.dbConnectionsWaitTime, .seconds), change(.dbConnectionsWaits, .one),
    ])
    // 20 of the 40 ms that a request takes longer; a pool names no endpoint.
    #expect(items.map(\.kind) == [.pool, .resource])
    #expect(agree(items.first?.share, 0.5) && items.first?.grade == .moderate)
  }
}
