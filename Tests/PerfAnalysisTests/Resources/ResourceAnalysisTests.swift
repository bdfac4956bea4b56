import PerfAnalysis
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// Two sides of resources held against each other, by hand.
struct ResourceAnalysisTests {
  private func run(_ series: [ResourceSeries], start: Double? = nil) -> Run {
    Run(
      label: "r", tool: "t", toolVersion: nil, format: "f", startedAt: nil, duration: nil, files: [], context: [:],
      series: [], declaredObjectives: [], resources: series,
      scrapes: start.map { [MetricScrape(families: [], processStart: $0)] } ?? [], diagnostics: [])
  }

  private func series(
    _ metric: MetricID, _ values: [Double], resource: String = "api", role: ResourceRole = .service,
    instance: String? = nil, clock: ResourceSeries.Clock = .order
  ) -> ResourceSeries {
    ResourceSeries(
      key: ResourceKey(resource: resource, role: role, instance: instance, metric: metric), clock: clock,
      points: values.enumerated().map { (Int64($0.offset) * 1_000_000_000, $0.element) })
  }

  private func change(_ before: [Run], _ after: [Run], _ metric: MetricID) -> ResourceChange? {
    ResourceAnalysis(
      before: EvidenceSide(runs: [], evidence: before), after: EvidenceSide(runs: [], evidence: after)
    ).changes(of: metric).first
  }

  @Test("a level is the mean of its readings, with its ends")
  func levels() throws {
    let found = try #require(
      change([run([series(.memoryUsed, [10, 30])])], [run([series(.memoryUsed, [20, 40])])], .memoryUsed))
    #expect(found.before?.value == 20 && found.before?.maximum == 30 && found.before?.last == 30)
    #expect(found.after?.value == 30 && found.change == 0.5 && found.isWorse == true && found.basis == .mean)
  }

  @Test("answers of one process are put in the order of what it had counted")
  func order() throws {
    let late = run([series(.cpuTime, [9])], start: 100), early = run([series(.cpuTime, [4])], start: 100)
    let other = run([series(.cpuTime, [1])], start: 100)
    let found = try #require(change([late, early], [other, late], .cpuTime))
    #expect(found.before?.value == 5 && found.after?.value == 8 && found.basis == .total)
  }

  @Test("with times a growth is one in a second, and a fall is a restart")
  func rates() throws {
    let before = series(.gcCount, [2, 4, 6], clock: .wall), after = series(.gcCount, [5, 1, 2], clock: .wall)
    let found = try #require(change([run([before])], [run([after])], .gcCount))
    // 4 in 2 s; 1 before the restart is lost, 1 and 1 after it.
    #expect(found.basis == .perSecond && found.before?.value == 2 && found.after?.value == 1)
    #expect(found.unit == .perSecond)
  }

  @Test("seconds of cores by seconds that there were are their utilisation")
  func utilization() throws {
    let side = run([series(.cpuTime, [10, 40]), series(.cpuAvailableTime, [100, 150])])
    #expect(change([side], [side], .cpuUtilization)?.after?.value == 0.6)
  }

  @Test func pauses() throws {
    let side = run([series(.gcPauseTime, [0.5, 0.75]), series(.gcCount, [10, 20])])
    #expect(change([side], [side], .gcPause)?.after?.value == 0.025)
  }

  @Test func commandsOfACache() throws {
    func side(_ calls: [Double], _ time: [Double]) -> Run {
      run([
        series(.cacheCommandCalls, calls, resource: "redis", role: .cache, instance: "get"),
        series(.cacheCommandTime, time, resource: "redis", role: .cache, instance: "get"),
      ])
    }
    // 200 calls in 0.4 ms, and 400 in 1.2 ms.
    let found = try #require(
      change([side([100, 300], [0.001, 0.0014])], [side([0, 400], [0, 0.0012])], .cacheCommandMeanTime))
    #expect(agree(found.before?.value, 2e-6, relative: 1e-9) && agree(found.after?.value, 3e-6))
  }

  @Test("hits of a cache are those of the capture; of one answer, all since the server began")
  func hits() throws {
    func side(_ hits: [Double], _ misses: [Double]) -> Run {
      run([
        series(.cacheHits, hits, resource: "redis", role: .cache),
        series(.cacheMisses, misses, resource: "redis", role: .cache),
      ])
    }
    let found = try #require(change([side([10, 40], [10, 20])], [side([90], [10])], .cacheHitRatio))
    #expect(found.before?.value == 0.75 && found.after?.value == 0.9 && found.isWorse == false)
  }

  /// Read 5 s after the load began and then every 10 s, a counter of 10 in 10 s misses 10 of the 60 that came in its minute.
  @Test("what load tests count all of is divided by into what a counter grew by over all of the load")
  func stretched() throws {
    func side(_ perReading: Double) throws -> EvidenceSide {
      var builder = RunBuilder(label: "r", tool: "t", format: "f")
      builder.setStart(Timestamp(millisecondsSinceEpoch: 1_000_000))
      builder.setDuration(60, .seconds)
      builder.addCounter(try #require(MetricCatalogue.metric(.requestCount)), 600, in: .one)
      let readings = (1...6).map { place -> (Int64, Double) in
        let seconds = Int64(1_000 + place * 10 - 5)
        return (seconds * 1_000_000_000, Double(place) * perReading)
      }
      let counter = ResourceSeries(
        key: ResourceKey(resource: "api", role: .service, metric: .gcCount), clock: .wall, points: readings)
      return EvidenceSide(runs: builder.finish(), evidence: [run([counter])])
    }
    let analysis = ResourceAnalysis(before: try side(10), after: try side(20))
    let found = try #require(analysis.changes(of: .gcCount).first)
    #expect(found.basis == .perRequest)
    #expect(agree(found.before?.value, 0.1) && agree(found.after?.value, 0.2))
    #expect(found.isStretched && found.note?.hasPrefix("stretched") == true)
    #expect(analysis.notes.contains { $0.hasPrefix("1 growth is stretched") })
  }

  /// Of 100 requests 90 took up to 100 ms and 9 more up to 250 ms: the 95th is one of these; the last took longer than the last bound.
  @Test func quantilesOfRoutesLieBetweenBounds() throws {
    func counter(_ suffix: String, _ bound: String?, _ value: Double) -> MetricSeries {
      let labels = [("method", "GET"), ("route", "/a")] + (bound.map { [("le", $0)] } ?? [])
      return MetricSeries(
        name: "http_request_duration_seconds" + suffix,
        labels: Labels(labels.map { Labels.Pair(name: $0.0, value: $0.1) }),
        points: [MetricPoint(time: 0, value: 0), MetricPoint(time: 60_000_000_000, value: value)])
    }
    let family = MetricFamily(
      name: "http_request_duration_seconds", kind: .histogram,
      series: [
        counter("_bucket", "0.1", 90), counter("_bucket", "0.25", 99), counter("_bucket", "+Inf", 100),
        counter("_count", nil, 100), counter("_sum", nil, 8),
      ])
    var builder = RunBuilder(label: "r", tool: "t", format: "f")
    builder.addScrape(MetricScrape(families: [family]))
    let side = EvidenceSide(runs: [], evidence: builder.finish())
    let route = try #require(RouteTraffic.routes(MetricGrowth(side)).first)
    let p95 = try #require(route.durationBounds(quantile: 0.95))
    #expect(p95.low == 0.1 && p95.high == 0.25)
    let p999 = try #require(route.durationBounds(quantile: 0.999))
    #expect(p999.low == 0.25 && p999.high == .infinity)
  }

  @Test("machines of other names are one where each side has one")
  func names() throws {
    let found = try #require(
      change(
        [run([series(.cpuUtilization, [0.2], resource: "host", instance: "vm-1")])],
        [run([series(.cpuUtilization, [0.4], resource: "host", instance: "vm-2")])], .cpuUtilization))
    #expect(found.change == 1 && found.note == "before it was host vm-1")
  }

  @Test("what is known of one side only has no change, and comes last")
  func oneSided() {
    let analysis = ResourceAnalysis(
      before: EvidenceSide(runs: [], evidence: [run([series(.memoryUsed, [1]), series(.runtimeHeap, [1])])]),
      after: EvidenceSide(runs: [], evidence: [run([series(.runtimeHeap, [1])])]))
    #expect(analysis.changes.map(\.key.metric) == [.runtimeHeap, .memoryUsed])
    #expect(analysis.changes.last?.change == nil && analysis.changes.last?.after == nil)
  }

  @Test("a whole load test with its exporter: seconds of processor and waits for a connection, for each request")
  func linked() throws {
    guard TestCorpus.isPresent else { return }
    func side(_ name: String) throws -> EvidenceSide {
      let loaded = try RunLoader().load([
        InputSpec(argument: TestCorpus.path("profiles/linked-lms/\(name)/prometheus")),
        InputSpec(argument: TestCorpus.path("profiles/linked-lms/\(name)/k6/points.csv")),
      ])
      return EvidenceSide(runs: loaded.runs, evidence: loaded.evidence)
    }
    let analysis = ResourceAnalysis(before: try side("before"), after: try side("after"))
    let oracle = Oracle.file("linked_oracle.json", in: "profiles/linked-lms")
    func total(_ side: String, _ name: String) -> Double {
      oracle[side]["prom_delta"].keys.filter { $0.hasPrefix(name) }
        .compactMap { oracle[side]["prom_delta"][$0].number }.reduce(0, +)
    }
    let waits = try #require(analysis.changes(of: .dbConnectionsWaitTime, role: .pool).first)
    let requests = total("before", "http_request_duration_seconds_count")
    let expected = total("before", "go_sql_wait_duration_seconds_total") / requests
    // The service answers its own /metrics and /health too, which the load test did not all ask for.
    #expect(agree(waits.before?.value, expected, relative: 1e-3) && waits.basis == .perRequest)
    #expect(analysis.routesBefore.first { $0.endpoint == "GET /api/dashboard" }?.successful == 1056)
    let mean = try #require(analysis.routesBefore.first { $0.endpoint == "GET /api/dashboard" }?.meanDuration)
    #expect(agree(mean, 66.15123939099992 / 1056, relative: 1e-9))
  }
}
