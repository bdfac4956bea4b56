import PerfDiagnostics
import PerfModel
import Testing

/// Merging shards gives what reading one file of all their requests gives.
struct ShardMergeTests {
  private static let plain = [
    RequestKey(endpoint: "GET /feed", status: "200", isExpected: true),
    RequestKey(endpoint: "GET /feed", status: "500", error: "internal", isExpected: false),
    RequestKey(endpoint: "POST /login", status: "200", isExpected: true),
    RequestKey(endpoint: "GET /health", status: "200", stage: .setup, isExpected: true),
    RequestKey(endpoint: "GET /health", status: "200", stage: .teardown, isExpected: true),
    RequestKey(status: "0", error: "refused", isExpected: false),
  ]
  /// Only the recorders know which requests of a shard were of its only scenario.
  private static let scenarios = plain.flatMap { key in
    ["browse", "buy"].map { scenario in
      var key = key
      key.scenario = scenario
      return key
    }
  }

  private static let exact = RecordingLimits()
  private static let sketched = {
    var limits = RecordingLimits()
    (limits.exactRequests, limits.exactValues, limits.exactValuesOfSeries) = (20, 40, 10)
    return limits
  }()

  @Test(arguments: [exact, sketched], 1...12 as ClosedRange<UInt64>)
  func recordedShardsMergeToTheWhole(_ limits: RecordingLimits, _ seed: UInt64) {
    let requests = ShardCase.requests(60, of: Self.scenarios, seed: seed)
    let reading = ShardCase(limits: limits)
    let whole = reading.run(requests)
    let shards = ShardCase.deal(requests, to: 3, seed: seed).map(reading.run)
    #expect(Shards.merge(shards) == whole)
    #expect(Shards.merge(shards.reversed()) == whole)
    #expect(Shards.merge([Shards.merge([shards[0], shards[1]]), shards[2]]) == whole)
    #expect(Shards.merge([shards[1], Shards.merge([shards[2], shards[0]])]) == whole)
  }

  @Test(arguments: [exact, sketched], 1...12 as ClosedRange<UInt64>)
  func soDoTheSeriesOfShardsWithoutRecordings(_ limits: RecordingLimits, _ seed: UInt64) {
    let requests = ShardCase.requests(60, of: Self.plain, seed: seed)
    let reading = ShardCase(limits: limits, keepsRecording: false)
    let whole = reading.run(requests)
    let shards = ShardCase.deal(requests, to: 3, seed: seed).map(reading.run)
    let nested = Shards.merge([shards[2], Shards.merge([shards[1], shards[0]], limits: limits)], limits: limits)
    for merged in [Shards.merge(shards, limits: limits), Shards.merge(shards.reversed(), limits: limits), nested] {
      #expect(merged.series == whole.series)
      #expect(merged.startedAt == whole.startedAt)
      #expect(merged.duration == whole.duration)
      #expect(merged.origin == whole.origin)
      #expect(merged.loadWindow == whole.loadWindow)
      #expect(merged.diagnostics == [])
      // Bins move by half a second at most, and nothing is lost.
      #expect(merged.timelines.map(\.endpoint) == whole.timelines.map(\.endpoint))
      for (own, other) in zip(merged.timelines, whole.timelines) {
        #expect(own.bins.reduce(0) { $0 + $1.count } == other.bins.reduce(0) { $0 + $1.count })
        #expect(own.bins.reduce(0) { $0 + $1.failed } == other.bins.reduce(0) { $0 + $1.failed })
      }
    }
  }

  @Test func oneShardIsTheRun() {
    let run = ShardCase(limits: Self.exact).run(ShardCase.requests(5, of: Self.plain, seed: 1))
    #expect(Shards.merge([run]) == run)
  }

  @Test func aShardWithOneScenarioLeavesScenariosOutWhereNothingIsRecorded() throws {
    let requests = ShardCase.requests(40, of: Self.scenarios, seed: 3)
    let reading = ShardCase(limits: Self.exact, keepsRecording: false)
    let (browsing, mixed) = (requests.filter { $0.key.scenario == "browse" }, requests)
    let merged = Shards.merge([reading.run(browsing), reading.run(mixed)])
    #expect(merged[SeriesKey(.requestDuration, labels: ["scenario": "browse"])] == nil)
    #expect(merged.diagnostics.map(\.id.rawValue) == ["shards-left-out"])
    // Again with a third: still unknown.
    #expect(
      Shards.merge([merged, reading.run(mixed)])[SeriesKey(.requestDuration, labels: ["scenario": "buy"])] == nil)
  }
}
