import PerfAnalysis
import PerfModel
import Testing

/// Objectives of resources, judged by what was seen beside the runs.
struct EvidenceObjectiveTests {
  private static let start = Timestamp(millisecondsSinceEpoch: 1_795_240_800_000)

  /// A load of 60 s.
  private func load() -> Run {
    Run(
      label: "run", tool: "k6", toolVersion: nil, format: "f", startedAt: Self.start, duration: 60, files: [],
      context: [:], series: [], declaredObjectives: [], diagnostics: [])
  }

  /// Readings every 10 s from some seconds after the start of the load.
  private func evidence(
    _ metric: MetricID, _ values: [Double], resource: String = "api", role: ResourceRole = .service,
    from seconds: Int64 = 0,
    clock: ResourceSeries.Clock = .wall
  ) -> Run {
    let origin = clock == .wall ? Self.start.millisecondsSinceEpoch * 1_000_000 + seconds * 1_000_000_000 : 0
    let series = ResourceSeries(
      key: ResourceKey(resource: resource, role: role, metric: metric), clock: clock,
      points: values.enumerated().map { (origin + Int64($0.offset) * 10_000_000_000, $0.element) })
    return Run(
      label: "e", tool: "t", toolVersion: nil, format: "f", startedAt: nil, duration: nil, files: [], context: [:],
      series: [], declaredObjectives: [], resources: [series], diagnostics: [])
  }

  private func result(_ metric: MetricID, _ bound: Double, _ evidence: [Run]) throws -> ObjectiveResult {
    let objective = objective(metric, .value, .less, bound)
    let side = ComparedSide(label: "run", runs: [load()], evidence: evidence)
    let assessment = Checker().check(side, ObjectiveBoard([.objective(objective)]))
    return try #require(assessment.results.first)
  }

  @Test("the highest reading during the load counts, not those before and after")
  func during() throws {
    // At −20, −10, 0, …, 50 and 60 s.
    let seen = evidence(.cpuUtilization, [0.99, 0.99, 0.2, 0.3, 0.6, 0.5, 0.4, 0.3, 0.99], from: -20)
    let result = try result(.cpuUtilization, 0.7, [seen])
    #expect(result.status == .met && result.actual == 0.6)
    #expect(result.reason?.contains("the highest of 6 readings during the load, whose mean is 38.3 %") == true)
  }

  @Test("of several the worst counts, and never the load generator")
  func worst() throws {
    let result = try result(
      .cpuUtilization, 0.7,
      [
        evidence(.cpuUtilization, [0.2, 0.3]), evidence(.cpuUtilization, [0.8, 0.5], resource: "db", role: .database),
        evidence(.cpuUtilization, [1, 1], resource: "k6", role: .generator),
      ])
    #expect(result.status == .breached && result.actual == 0.8)
  }

  @Test("what was read beside the load and not during it is no pass")
  func elsewhere() throws {
    let result = try result(.cpuUtilization, 0.7, [evidence(.cpuUtilization, [0.1, 0.1, 0.1], from: 3600)])
    #expect(result.status == .unknown)
    #expect(result.reason == "cpu.utilization of api was never read while the load ran")
  }

  @Test("one reading before and one after are no pass; three without times are what there is")
  func untimed() throws {
    let two = try result(.runtimeGoroutines, 100, [evidence(.runtimeGoroutines, [7, 8], clock: .order)])
    #expect(two.status == .unknown)
    #expect(two.reason == "runtime.goroutines of api was read twice, and nobody knows whether the load ran then")
    let three = try result(.runtimeGoroutines, 100, [evidence(.runtimeGoroutines, [7, 82, 8], clock: .order)])
    #expect(three.status == .met && three.actual == 82)
  }

  @Test("what nobody saw is unknown, as ever")
  func unseen() throws {
    let result = try result(.memoryUsed, 1e9, [evidence(.cpuUtilization, [0.1, 0.1])])
    #expect(result.status == .unknown && result.reason == "the run does not hold memory.used")
  }

  @Test("a share of one core stands in where nobody counted the cores, and says so")
  func cores() throws {
    let result = try result(.cpuUtilization, 0.7, [evidence(.cpuCores, [1.5, 0.5])])
    #expect(result.status == .breached && result.reason?.contains("of one core") == true)
  }
}
