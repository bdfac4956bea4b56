import PerfCapacity
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// What was seen of resources, laid beside levels.
@Suite struct CapacityEvidenceTests {
  /// Noon of a day.
  private static let origin: Int64 = 1_795_262_400_000_000_000

  private func run(_ label: String = "run", dated: Bool = true) -> Run {
    Run(
      label: label, tool: "t", toolVersion: nil, format: "f",
      startedAt: dated ? Timestamp(nanosecondsSinceEpoch: Self.origin) : nil, duration: 200, files: [], context: [:],
      series: [], origin: Self.origin, declaredObjectives: [], diagnostics: [])
  }

  private func levels(_ label: String = "run") -> [Level] {
    [(10.0, 0.0), (20, 100)].map { users, from in
      var made = level(users: users, users * 10, ms: 50, requests: 100_000)
      made.source = Level.Source(run: label, from: from, to: from + 100)
      return made
    }
  }

  /// A value every 10 s: the first of a pair during the first level, the second during the other.
  private func series(
    _ metric: MetricID, of resource: String = "api", as role: ResourceRole = .service, instance: String? = nil,
    clock: ResourceSeries.Clock = .wall, _ values: (Double, Double)
  ) -> ResourceSeries {
    let start = clock == .wall ? Self.origin : 0
    return ResourceSeries(
      key: ResourceKey(resource: resource, role: role, instance: instance, metric: metric), clock: clock,
      points: (0..<20).map { (start + Int64($0) * 10_000_000_000, $0 < 10 ? values.0 : values.1) })
  }

  @Test(arguments: [ResourceSeries.Clock.wall, .run])
  func hottestInstanceOfEachLevel(clock: ResourceSeries.Clock) throws {
    let seen = CapacityEvidence(
      [
        series(.cpuUtilization, instance: "a", clock: clock, (0.2, 0.9)),
        series(.cpuUtilization, instance: "b", clock: clock, (0.3, 0.7)),
      ], levels: levels(), runs: [run()])
    let cpu = try #require(seen.resources.first)
    #expect(seen.resources.count == 1 && cpu.name == "api CPU" && cpu.kind == .cpu && !cpu.isShared)
    #expect(cpu.samples.map(\.level) == [0, 1])
    #expect(agree(cpu.samples[0].utilization, 0.3) && agree(cpu.samples[1].utilization, 0.9))
    #expect(seen.notes.isEmpty && seen.soak.isEmpty)
  }

  @Test func whatHasNoTimesIsLeftOutWithAWord() {
    let seen = CapacityEvidence(
      [series(.cpuUtilization, clock: .order, (0.2, 0.9))], levels: levels(), runs: [run()])
    #expect(seen.resources.isEmpty && seen.notes.count == 1)
    #expect(seen.notes.first?.sentence.hasPrefix("Series of resources without times are left out") == true)
  }

  @Test func poolsAreAPartOfTheirSize() throws {
    let seen = CapacityEvidence(
      [
        series(.dbConnectionsActive, of: "orders", as: .pool, instance: "a", (4, 10)),
        series(.dbConnectionsMax, of: "orders", as: .pool, instance: "a", (10, 10)),
        series(.dbConnectionsWaiting, of: "orders", as: .pool, instance: "a", (0, 7)),
        series(.dbConnectionsActive, of: "main", as: .database, (21, 21)),
        series(.dbConnectionsMax, of: "main", as: .database, (200, 200)),
        series(.cpuUtilization, of: "main", as: .database, (0.1, 0.2)),
      ], levels: levels(), runs: [run()])
    #expect(seen.resources.map(\.name) == ["main CPU", "main connections", "orders"])
    #expect(seen.resources.map(\.kind) == [.databaseCPU, .pool, .pool])
    #expect(seen.resources.map(\.isShared) == [true, true, false])
    let pool = try #require(seen.resources.last)
    #expect(pool.samples.map(\.utilization) == [0.4, 1] && pool.samples.map(\.waiting) == [0, 7])
    #expect(agree(seen.resources[1].samples.first?.utilization, 0.105))
  }

  @Test func instancesAndTheServicesOwnLatency() throws {
    let seen = CapacityEvidence(
      [series(.serviceInstances, (2, 3)), series(.serviceLatency, (0.04, 0.041))], levels: levels(), runs: [run()])
    #expect(seen.levels.map(\.instances) == [2, 3] && seen.levels.allSatisfy { !$0.instancesChanged })
    #expect(agree(seen.levels.last?.serviceLatency?.value, 0.041, relative: 1e-9))
    // One level over both: the number changed within it.
    var whole = levels()[0]
    whole.source = Level.Source(run: "run", from: 0, to: 200)
    let inside = CapacityEvidence([series(.serviceInstances, (2, 3))], levels: [whole], runs: [run()])
    #expect(inside.levels[0].instancesChanged)
  }

  /// Three instances at first, one of them gone in the second half of the second level.
  @Test func aLostInstanceIsTheBreakingPoint() throws {
    let start = Self.origin
    let counted = ResourceSeries(
      key: ResourceKey(resource: "api", metric: .serviceInstances), clock: .wall,
      points: (0..<20).map { (start + Int64($0) * 10_000_000_000, $0 < 15 ? 3 : 2) })
    let seen = CapacityEvidence([counted], levels: levels(), runs: [run()])
    #expect(seen.levels.map(\.instancesLost) == [0, 1])
    let line = try #require(CapacityPlanner(settings: CapacitySettings()).plan(seen.levels)["breaking-point"])
    #expect(line.value == 20 && line.interval == PlanInterval(low: 10, high: 20) && line.bound == .atMost)
    #expect(line.detail == "At 20 users 1 instance of 3 is lost.")
  }

  @Test func memoryOfTheLargestInstance() throws {
    let seen = CapacityEvidence(
      [
        series(.memoryUsed, instance: "a", (300e6, 400e6)), series(.memoryUsed, instance: "b", (300e6, 410e6)),
        series(.memoryUsed, of: "db", as: .database, (4e9, 4e9)), series(.memoryLimit, (512e6, 512e6)),
      ], levels: levels(), runs: [run()])
    #expect(seen.memoryUsed == 410e6 && seen.memoryLimit == 512e6)
    #expect(CapacityEvidence([], levels: levels(), runs: [run()]).memoryUsed == nil)
  }

  /// Clients wait 50 ms, then 500; the service saw 40 and 41 of them.
  @Test func flatServiceBehindSlowClientsIsTheGenerator() throws {
    var slow = levels()
    slow[1].latency = seconds(0.5)
    slow[1].throughput = rate(40)
    let seen = CapacityEvidence([series(.serviceLatency, (0.04, 0.041))], levels: slow, runs: [run()])
    let assessment = CurveAssessment(seen.levels, settings: CapacitySettings())
    #expect(
      assessment.sentence(.generatorSuspect)
        == "The load generator or the network, not the service, limited this run: at 20 users clients waited 500 ms, of which the service saw 41 ms."
    )
    #expect(assessment.isMaximumRefused)
  }

  @Test(arguments: [
    (ResourceRole.generator, MetricID.cpuUtilization, 0.85, true), (.generator, .cpuUtilization, 0.75, false),
    (.generator, .resourceUtilization, 0.85, false), (.generator, .resourceUtilization, 0.95, true),
    (.service, .cpuUtilization, 0.95, false),
  ])
  func busyGenerators(role: ResourceRole, metric: MetricID, used: Double, isSuspect: Bool) {
    let seen = CapacityEvidence([series(metric, of: "k6", as: role, (0.1, used))], levels: levels(), runs: [run()])
    let plan = CapacityPlanner(settings: CapacitySettings(), resources: seen.resources).plan(seen.levels)
    #expect(plan.findings.contains { $0.code == .generatorSuspect } == isSuspect)
  }

  @Test func clocksThatCannotBeLaidBesideTheRunsAreSaid() throws {
    let seconds = series(.cpuUtilization, clock: .run, (0.1, 0.2))
    let several = CapacityEvidence(
      [seconds], levels: levels("a") + levels("b"), runs: [run("a"), run("b")])
    #expect(several.resources.isEmpty && several.notes.map(\.code) == [.evidenceNotAligned])
    // A run without a date has no wall clock, but seconds.
    let undated = CapacityEvidence(
      [series(.cpuUtilization, (0.1, 0.2))], levels: levels(), runs: [run(dated: false)])
    #expect(undated.resources.isEmpty && undated.notes.map(\.code) == [.evidenceNotAligned])
    #expect(CapacityEvidence([seconds], levels: levels(), runs: [run(dated: false)]).resources.count == 1)
  }

  /// An hour of one load: the heap grows by 1 MB a minute.
  @Test func aLongLevelIsASoakTest() throws {
    var long = levels()[0]
    long.duration = seconds(3_600)
    long.source = Level.Source(run: "run", from: 0, to: 3_600)
    func series(_ metric: MetricID, _ value: (Int) -> Double) -> ResourceSeries {
      ResourceSeries(
        key: ResourceKey(resource: "api", metric: metric), clock: .wall,
        points: (0..<240).map { (Self.origin + Int64($0) * 15_000_000_000, value($0)) })
    }
    let seen = CapacityEvidence(
      [
        series(.memoryUsed) { 1e8 + Double($0) * 250_000 + Double($0 * 7 % 5) * 1e4 },
        series(.memoryLimit) { _ in 5e8 }, series(.processOpenFiles) { 40 + Double($0 * 7 % 5) },
      ], levels: [long], runs: [run()])
    let heap = try #require(seen.soak.first { $0.name == "api memory" })
    #expect(heap.step.value == 15 && heap.values.count == 240 && heap.unit == .megabytes && heap.limit == 500)
    let plan = CapacityPlanner(settings: CapacitySettings(), soak: seen.soak).plan([long])
    #expect(plan.soak.map(\.verdict).contains(.leak))
    let report = try #require(plan.soak.first { $0.series.name == "api memory" })
    #expect(agree(report.slopePerHour, 60, relative: 1e-3))
    #expect(plan.soak.first { $0.series.name == "api open files" }?.verdict == .noTrend)
  }

  /// A pool of 10 that was made 15: what somebody knows beside what was seen.
  @Test func notesOverlayWhatWasSeen() throws {
    let study = CapacityStudy(
      settings: CapacitySettings(),
      notes: [
        ResourceNote(name: "api CPU", fullAt: 0.7, growthShare: 0.6),
        ResourceNote(
          name: "orders", kind: .pool, intervention: .init(text: "pool 10 to 15", before: 100, after: 139)),
        ResourceNote(name: "nobody knows what"),
      ])
    var one = run()
    one = Run(
      label: "run", tool: "t", toolVersion: nil, format: "f", startedAt: one.startedAt, duration: 200, files: [],
      context: [:],
      series: try [(MetricID.loadUsers, 10.0), (.requestCount, 20_000)].map { id, value in
        Series(
          key: SeriesKey(id), metric: try #require(MetricCatalogue.metric(id)),
          content: id == .loadUsers ? .gauge(Gauge(last: value)) : .counter(value))
      }.sorted { $0.key < $1.key }, declaredObjectives: [], diagnostics: [])
    let plan = study.plan([one], evidence: [series(.cpuUtilization, (0.4, 0.4))])
    // 100 a second at 40 %: full, at 70 %, at 175.
    let cpu = try #require(plan.bottleneck.resources.first { $0.name == "api CPU" })
    #expect(agree(cpu.demand?.fullAt.value, 175, relative: 1e-9) && cpu.evidence.contains(.timeGrowth))
    #expect(plan.bottleneck.cause?.name == "orders" && plan.bottleneck.grade == .strong)
    #expect(plan.bottleneck.resources.count == 2)
  }
}
