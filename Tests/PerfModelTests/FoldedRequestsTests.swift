import PerfStats
import PerfUnits
import Testing

@testable import PerfModel

/// Requests beyond those that a run keeps one by one.
struct FoldedRequestsTests {
  private struct Request {
    let endpoint: String
    let end: Int64
    let duration: Double
    let isFailed: Bool
  }

  /// 1,700,000,000 s since the epoch: the first request starts then, so that seconds of the run are whole ones of UTC.
  private static let origin: Int64 = 1_700_000_000_000_000_000

  /// Requests of three endpoints in forty seconds, of 1 ms to 17 s.
  private static let requests: [Request] = {
    var state: UInt64 = 1
    func uniform(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let first = Request(endpoint: "GET /0", end: origin + 50_000_000, duration: 0.05, isFailed: false)
    return [first]
      + (0..<5000).map { _ in
        let power = uniform(14_000)
        let duration = 0.001 * Double(1 << (power / 1000)) * (1 + Double(power % 1000) / 1000)
        return Request(
          endpoint: "GET /\(uniform(3))", end: origin + 20_000_000_000 + Int64(uniform(40_000)) * 1_000_000,
          duration: duration, isFailed: uniform(50) == 0)
      }
  }()

  private static func run(_ requests: some Sequence<Request>, exact: Int) throws -> Run {
    var limits = RecordingLimits()
    limits.exactRequests = exact
    limits.foldedAtOnce = 64
    // As two threads of a reader would have met them.
    var recorders = (0..<2).map { _ in RunRecorder(unit: .seconds, limits: limits) }
    for (place, request) in requests.enumerated() {
      let number = place / 10 % 2
      let slot = recorders[number].slot(for: RequestKey(endpoint: request.endpoint, isExpected: !request.isFailed))
      recorders[number].addRequests(slot, ends: [request.end], durations: [request.duration])
      recorders[number].addOutcome(slot, end: request.end, isFailed: request.isFailed)
    }
    var recorder = recorders[0]
    recorder.merge(recorders[1])
    var builder = RunBuilder(label: "run", tool: "test", format: "test")
    recorder.tell(&builder)
    return try #require(builder.finish().first)
  }

  private static func isClose(_ value: Double?, _ expected: Double?) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return abs(value - expected) <= QuantileSketch.relativeError * expected
  }

  @Test func secondsAreThoseOfSingleRequests() throws {
    let exact = try Self.run(Self.requests, exact: 1 << 20).timelines
    let folded = try Self.run(Self.requests, exact: 100).timelines
    #expect(folded.map(\.endpoint) == exact.map(\.endpoint))
    for (one, other) in zip(exact, folded) {
      #expect(other.bins.map(\.at) == one.bins.map(\.at))
      #expect(other.bins.map(\.count) == one.bins.map(\.count))
      #expect(other.bins.map(\.failed) == one.bins.map(\.failed))
      for (bin, about) in zip(one.bins, other.bins) {
        for statistic in [\TimelineBin.mean, \.p50, \.p95, \.p99] {
          #expect(Self.isClose(about[keyPath: statistic], bin[keyPath: statistic]))
        }
      }
    }
  }

  @Test func countsAndSumsAreExactAndQuantilesClose() throws {
    let exact = try Self.run(Self.requests, exact: 1 << 20)
    let folded = try Self.run(Self.requests, exact: 100)
    for endpoint in [nil, "GET /0", "GET /1", "GET /2"] {
      let key = SeriesKey(.requestDuration, endpoint: endpoint)
      let (one, other) = try (#require(exact[key]), #require(folded[key]))
      guard case .distribution(.sketch(let sketch)) = other.content else { throw Missing() }
      #expect(Double(sketch.sketchCount) == exact[SeriesKey(.requestCount, endpoint: endpoint)]?[.value])
      for statistic in [Statistic.minimum, .maximum] { #expect(other[statistic] == one[statistic]) }
      for statistic in [Statistic.mean, .sum] {
        #expect(abs(try #require(other[statistic]) / one[statistic]! - 1) < 1e-14)
      }
      for p in [0.5, 0.9, 0.99] { #expect(Self.isClose(other[.quantile(p)], one[.quantile(p)])) }
    }
  }

  /// Whatever came first, and whoever read it.
  @Test func orderDoesNotMatter() throws {
    let whole = try Self.run(Self.requests, exact: 100)
    #expect(try Self.run(Self.requests.reversed(), exact: 100) == whole)
    #expect(try Self.run(Self.requests.sorted { $0.duration < $1.duration }, exact: 100) == whole)
  }

  /// Times that no clock shows are counted like others.
  @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, Int64.max])
  func timesBeyondEveryClock(_ end: Int64) throws {
    let odd = Request(endpoint: "GET /0", end: end, duration: 1e300, isFailed: true)
    let run = try Self.run(Self.requests + [odd], exact: 100)
    #expect(run[SeriesKey(.requestCount)]?[.value] == 5002)
    #expect(run[SeriesKey(.requestDuration)]?[.maximum] == 1e300)
    #expect(run.timelines.first?.bins.map(\.count).reduce(0, +) == 5002)
  }

  private struct Missing: Error {}
}
