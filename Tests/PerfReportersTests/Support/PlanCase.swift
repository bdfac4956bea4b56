import PerfCapacity
import PerfDiagnostics
import PerfModel
import PerfUnits

@testable import PerfAnalysis
@testable import PerfReporters

/// The method's worked example: one instance with 8 workers, users who pause for a second, p95 ≤ 200 ms, a database of 4 cores that works 1.2 ms
/// for each request.
enum PlanCase {
  /// Users, answers per second, mean and p95 in milliseconds.
  private static let table: [(users: Double, rate: Double, mean: Double, p95: Double)] = [
    (20, 19.05, 50, 60), (40, 38.1, 50, 65), (80, 76, 52, 90), (120, 113.7, 55, 165), (160, 147.3, 86, 240),
    (200, 160.1, 249, 420), (300, 159.9, 876, 1200),
  ]

  static let objective = Sample.objective("p95 < 200 ms", .less, .value(0.2), .milliseconds, line: 12)

  /// With everything that a plan can hold.
  static let full: PlannedCapacity = {
    var settings = CapacitySettings(
      objective: ServiceObjective(p: 0.95, latency: time(0.2)), scriptedThinkTime: time(1), requestsPerIteration: 1,
      currentPeak: rate(60), growth: [GrowthScenario(name: "expected", pace: .share(0.05))])
    settings.services = [OutsideService(name: "llm", callsPerMinute: 500)]
    settings.pools = [PoolSetting(name: "orders")]
    let levels = table.map { row in
      Level(
        load: .users(Population(row.users) ?? .zero), throughput: rate(row.rate), errorShare: 0, requests: 60_000,
        failed: 0, duration: time(180), latency: time(row.mean / 1e3),
        quantiles: [LatencyQuantile(p: 0.95, value: time(row.p95 / 1e3))], steadiness: .steady,
        source: Level.Source(run: "stress", from: row.users, to: row.users + 10))
    }
    func evidence(_ name: String, _ kind: ResourceEvidence.Kind, _ share: (Double) -> Double) -> ResourceEvidence {
      ResourceEvidence(
        name: name, kind: kind,
        samples: table.indices.map { .init(level: $0, utilization: min(1, share(table[$0].rate))) })
    }
    // Growing by 6 MB an hour, sampled each minute, with a scatter of ±0.1 MB.
    let heap = (0..<240).map { minute -> Double in
      let scatter = Double(minute * 7 % 11 - 5) * 2e4
      return 200e6 + Double(minute) * 1e5 + scatter
    }
    let plan = CapacityPlanner(
      settings: settings,
      resources: [
        evidence("API workers", .workers) { $0 * 0.05 / 8 }, evidence("DB CPU", .databaseCPU) { $0 * 0.0012 / 4 },
      ], soak: [SoakSeries(name: "heap", unit: .bytes, values: heap, step: time(60))]
    ).plan(levels)
    return PlannedCapacity(
      plan: plan, side: side, objective: ObjectiveBasis(latency: objective, notes: ["one of 2 objectives of latency"]),
      evidence: [ResultsCase.run], earlier: earlier)
  }()

  /// Without a level.
  static let empty = PlannedCapacity(
    plan: CapacityPlanner(settings: CapacitySettings()).plan([]), side: nobody, objective: ObjectiveBasis())

  static let nobody = ComparedSide(label: "nothing", runs: [])

  /// A single level, whose p95 misses the objective.
  static let infeasible: PlannedCapacity = {
    let level = Level(
      load: .users(Population(1) ?? .zero), throughput: rate(3), errorShare: 0, requests: 6000, duration: time(2000),
      latency: time(0.3), quantiles: [LatencyQuantile(p: 0.95, value: time(0.5))], source: Level.Source(run: "one"))
    let settings = CapacitySettings(objective: ServiceObjective(p: 0.95, latency: time(0.2)))
    return PlannedCapacity(
      plan: CapacityPlanner(settings: settings).plan([level]), side: side, objective: ObjectiveBasis(latency: objective)
    )
  }()

  private static var side: ComparedSide {
    ComparedSide(
      label: "stress", runs: [ResultsCase.run],
      diagnostics: [Diagnostic(.note, .inputSkipped, "left out", at: SourceLocation(file: "a.txt"))])
  }

  static let earlier = EarlierPlan(
    name: "old-plan.json",
    lines: [
      .init(
        id: "max-request-rate", title: "Max requests/second", shown: "80 req/s", value: 80, isExact: true, low: 76,
        high: 84),
      .init(id: "bottleneck", title: "Bottleneck", shown: "orders pool", value: 90, isExact: true),
      .init(id: "headroom", title: "Headroom now", shown: "12 %", value: 0.12, isExact: true),
      .init(id: "growth", title: "Months left", shown: nil, value: nil, isExact: false),
      .init(id: "instances:Huge", title: "Instances for Huge", shown: "9 instances", value: 9, isExact: true),
    ])

  static func rate(_ value: Double) -> RequestRate { RequestRate(value) ?? .zero }
  static func time(_ value: Double) -> Seconds { Seconds(value) ?? .zero }
}
