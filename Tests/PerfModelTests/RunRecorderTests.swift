import PerfModel
import PerfUnits
import Testing

/// Seconds as nanoseconds since the epoch.
private func at(_ seconds: Double) -> Int64 { 1_700_000_000_000_000_000 + Int64(seconds * 1e9) }

private let feed = RequestKey(endpoint: "GET /feed", status: "200", isExpected: true)
private let failedFeed = RequestKey(endpoint: "GET /feed", status: "500", isExpected: false)
private let login = RequestKey(endpoint: "POST /login", status: "200", isExpected: true)
private let health = RequestKey(endpoint: "GET /health", status: "200", stage: .setup, isExpected: true)

private struct Request {
  let key: RequestKey
  let end: Double
  let milliseconds: Double
}

/// The first request starts at 0.0 s, the load at 0.5 s.
private let requests = [
  Request(key: health, end: 0.25, milliseconds: 250), Request(key: feed, end: 0.75, milliseconds: 250),
  Request(key: feed, end: 1.25, milliseconds: 500), Request(key: failedFeed, end: 1.5, milliseconds: 125),
  Request(key: login, end: 3.75, milliseconds: 1000), Request(key: feed, end: 4.0, milliseconds: 750),
]

private func recorder(_ requests: [Request], limits: RecordingLimits = RecordingLimits()) -> RunRecorder {
  var recorder = RunRecorder(unit: .milliseconds, limits: limits)
  for request in requests {
    let slot = recorder.slot(for: request.key)
    recorder.addRequest(slot, end: at(request.end), duration: request.milliseconds)
    recorder.addOutcome(slot, end: at(request.end), isFailed: request.key.isExpected == false)
    recorder.addPhase(.waiting, slot, request.milliseconds / 2)
  }
  return recorder
}

private func run(_ recorder: RunRecorder) throws -> Run {
  var builder = RunBuilder(label: "run", tool: "test", format: "test")
  recorder.tell(&builder)
  return try #require(builder.finish().first)
}

struct RunRecorderTests {
  @Test func countsAndDurations() throws {
    let run = try run(recorder(requests))
    #expect(run.duration == 4)
    #expect(run[SeriesKey(.requestCount)]?[.value] == 6)
    #expect(run[SeriesKey(.requestRate)]?[.value] == 1.5)
    #expect(run[SeriesKey(.requestErrorRatio)]?[.value] == 1.0 / 6)
    #expect(run[SeriesKey(.requestDuration, endpoint: "GET /feed")]?[.maximum] == 0.75)
    // 0.125, 0.25, 0.5, 0.75: the median is halfway between the middle two.
    #expect(run[SeriesKey(.requestDuration, endpoint: "GET /feed")]?[.median] == 0.375)
    #expect(
      run[SeriesKey(.requestDuration, endpoint: "GET /feed", labels: ["expected_response": "true"])]?[.minimum] == 0.25)
    #expect(run[SeriesKey(.requestWaiting, endpoint: "POST /login")]?[.mean] == 0.5)
    #expect(run[SeriesKey(.requestCount, labels: ["status": "500"])]?[.value] == 1)
  }

  @Test func samplesAreInOrderOfStart() throws {
    let series = try run(recorder(requests.reversed()))[SeriesKey(.requestDuration, endpoint: "GET /feed")]
    guard case .distribution(.samples(let samples))? = series?.content else { throw Missing() }
    #expect(samples.starts == [0.5, 0.75, 1.375, 3.25].map(at))
    #expect(samples.values == [0.25, 0.5, 0.125, 0.75])
  }

  @Test func whatOnlyThePreparationCalledIsLabelled() throws {
    let run = try run(recorder(requests))
    #expect(run[SeriesKey(.requestDuration, endpoint: "GET /health")] == nil)
    #expect(run[SeriesKey(.requestDuration, endpoint: "GET /health", labels: ["stage": "setup"])] != nil)
    #expect(run.loadWindow == 0.5...4)
  }

  @Test func secondsCountFromTheFirstStart() throws {
    let timelines = try run(recorder(requests)).timelines
    #expect(timelines.map(\.endpoint) == [nil, "GET /feed", "GET /health", "POST /login"])
    let whole = try #require(timelines.first).bins
    #expect(whole.map(\.at) == [0, 1, 3, 4])
    #expect(whole.map(\.count) == [2, 2, 1, 1])
    #expect(whole.map(\.failed) == [0, 1, 0, 0])
    #expect(whole[1].mean == 0.3125)
  }

  @Test func shardsMergeToTheWholeInAnyOrder() throws {
    let whole = try run(recorder(requests))
    for cut in 0...requests.count {
      var left = recorder(Array(requests[..<cut]))
      left.merge(recorder(Array(requests[cut...])))
      var right = recorder(Array(requests[cut...]))
      right.merge(recorder(Array(requests[..<cut])))
      #expect(try run(left) == whole)
      #expect(try run(right) == whole)
    }
  }

  @Test(arguments: [1, 2, 3, 6])
  func sketchedShardsMergeToTheWhole(_ exact: Int) throws {
    var limits = RecordingLimits()
    limits.exactRequests = exact
    limits.exactValues = exact
    limits.exactValuesOfSeries = 1
    let whole = try run(recorder(requests, limits: limits))
    let duration = try #require(whole[SeriesKey(.requestDuration)]?.content)
    if case .distribution(.sketch(let sketch)) = duration {
      #expect(exact < requests.count)
      #expect(sketch.summary.count == 6)
    } else {
      #expect(exact == requests.count)
    }
    for cut in 0...requests.count {
      var left = recorder(Array(requests[cut...]), limits: limits)
      left.merge(recorder(Array(requests[..<cut]), limits: limits))
      #expect(try run(left) == whole)
    }
  }

  /// A time of today is beyond 2^53 ns: as a double it would be off by up to 128 ns.
  @Test func spansAreExactToTheNanosecond() throws {
    var recorder = RunRecorder(unit: .seconds)
    let slot = recorder.slot(for: feed)
    recorder.addRequest(slot, end: 1_700_000_000_000_000_101, duration: 0)
    recorder.addRequest(slot, end: 1_700_000_001_000_000_203, duration: 0)
    let run = try run(recorder)
    #expect(run.duration == 1.000000102)
    #expect(run.loadWindow == 0...1.000000102)
  }

  /// The first whole second begins 0.7 s before the first request, exactly.
  @Test func sketchedSecondsAreExactToTheNanosecond() throws {
    var limits = RecordingLimits()
    limits.exactRequests = 1
    var recorder = RunRecorder(unit: .seconds, limits: limits)
    let slot = recorder.slot(for: feed)
    for end: Int64 in [1_700_000_000_700_000_101, 1_700_000_001_000_000_000] {
      recorder.addRequest(slot, end: end, duration: 0)
    }
    #expect(try run(recorder).timelines.first?.bins.map(\.at) == [-0.700000101, 0.299999899])
  }

  /// A broken line may say that a request took a century.
  @Test(arguments: [5e12, 1e300, -5e12])
  func durationsThatNoClockHasMeasuredDoNotTrap(_ milliseconds: Double) throws {
    var recorder = recorder(requests)
    recorder.addRequest(recorder.slot(for: feed), end: at(1), duration: milliseconds)
    #expect(try run(recorder)[SeriesKey(.requestCount)]?[.value] == 7)
  }

  /// Failures that were told without a duration are no bins of their own.
  @Test func failuresWithoutDurationsMakeNoBins() throws {
    var limits = RecordingLimits()
    limits.exactRequests = 1
    var recorder = recorder(requests, limits: limits)
    recorder.addOutcome(recorder.slot(for: feed), end: at(9), isFailed: true)
    for bin in try run(recorder).timelines.flatMap(\.bins) { #expect(bin.count >= max(1, bin.failed)) }
  }

  /// Few keys are looked for one by one, more than there are series with a table of all: each is found, as often as it is asked for.
  @Test func keysThatARecorderHasToldAreFound() throws {
    var builder = RunBuilder(label: "run", tool: "test", format: "test")
    recorder(requests).tell(&builder)
    let keys = [
      SeriesKey(.requestCount), SeriesKey(.requestCount, endpoint: "GET /feed"),
      SeriesKey(.requestCount, endpoint: "GET /health", labels: ["stage": "setup"]),
      SeriesKey(.requestCount, labels: ["status": "500"]), SeriesKey(.requestCount, labels: ["status": "404"]),
      SeriesKey(.requestDuration, endpoint: "GET /never"),
    ]
    for _ in 0..<50 { #expect(keys.map { builder.has($0) } == [true, true, true, true, false, false]) }
  }

  @Test func seriesOfAMetric() throws {
    let run = try run(recorder(requests))
    for metric in [MetricID.requestDuration, .requestCount, .requestErrorRatio, .loadUsers] {
      #expect(Array(run.series(of: metric)) == run.series.filter { $0.key.metric == metric })
      #expect(
        Array(run.wholeRunSeries(of: metric)) == run.series.filter { $0.key.metric == metric && $0.key.endpoint == nil }
      )
    }
  }

  private struct Missing: Error {}
}
