import PerfCapacity
import PerfModel
import PerfUnits
import Testing

/// Planning costs little beside reading what it plans from.
@Suite struct PlanningCostTests {
  /// Hours of seconds, steps of a minute, so many endpoints with a timeline each, and a resource every 15 s of 20 instances.
  private func run(hours: Int, endpoints: Int) throws -> (Run, [ResourceSeries]) {
    let seconds = hours * 3_600
    let bins = (0..<seconds).map { second in
      TimelineBin(
        at: Double(second), count: 100 * (1 + second / 60 % 8), failed: 0, users: Double(10 * (1 + second / 60 % 8)),
        mean: 0.05, p50: 0.05,
        p95: 0.08, p99: 0.1)
    }
    let names = (0..<endpoints).map { "GET /api/\($0)" }
    let series = try names.map { name in
      Series(
        key: SeriesKey(.requestCount, endpoint: name), metric: try #require(MetricCatalogue.metric(.requestCount)),
        content: .counter(100))
    }.sorted { $0.key < $1.key }
    let evidence = (0..<20).map { instance in
      ResourceSeries(
        key: ResourceKey(resource: "api", instance: "\(instance)", metric: .cpuUtilization), clock: .run,
        points: (0..<seconds / 15).map { (Int64($0) * 15_000_000_000, 0.4) })
    }
    let run = Run(
      label: "run", tool: "t", toolVersion: nil, format: "f", startedAt: nil, duration: Double(seconds), files: [],
      context: [:], series: series, timelines: ([nil] + names).map { Timeline(endpoint: $0, bins: bins) }, origin: 0,
      loadWindow: 0...Double(seconds), declaredObjectives: [], diagnostics: [])
    return (run, evidence)
  }

  /// Sixteen times the hours and endpoints are at most some thirty times the work: nothing grows with the square.
  @Test func growsInALine() throws {
    let study = CapacityStudy(settings: CapacitySettings(objective: ServiceObjective(p: 0.95, latency: seconds(0.2))))
    let clock = ContinuousClock()
    func time(_ hours: Int, _ endpoints: Int) throws -> Duration {
      let (run, evidence) = try run(hours: hours, endpoints: endpoints)
      var least = Duration.seconds(1_000)
      for _ in 0..<2 {
        least = min(least, clock.measure { #expect(study.plan([run], evidence: evidence).levels.count == hours * 60) })
      }
      return least
    }
    let small = try time(1, 62)
    let large = try time(16, 1_000)
    print("a plan of 1 h and 62 endpoints takes \(small), of 16 h and 1,000 endpoints \(large)")
    #expect(large < small * 60)
  }
}
