import PerfCapacity
import PerfUnits
import Testing

/// Each gate fires on what it is for, says so in a sentence, and stays silent otherwise.
@Suite struct GateTests {
  private func codes(
    _ levels: [Level], _ settings: CapacitySettings = CapacitySettings(), _ resources: [ResourceEvidence] = []
  ) -> Set<FindingCode> {
    Set(CapacityPlanner(settings: settings, resources: resources).plan(levels).findings.map(\.code))
  }

  private let rising = [(10.0, 100.0), (20, 200), (40, 390)].map {
    level(users: $0, $1, ms: 100, p95: 150, requests: 100_000, seconds: 300, logError: 0.01)
  }

  @Test func cleanCurveHasNoneOfThem() {
    let found = codes(rising)
    for code in [
      FindingCode.noData, .tooShort, .notSteady, .tooFewLevels, .generatorSuspect, .dropped, .coordinatedOmission,
      .efficiencyAboveOne, .autoscaled, .errors, .errorsUnknown, .quantileAggregated, .mixedConditions, .assumedNoise,
      .infeasibleObjective,
    ] {
      #expect(!found.contains(code), "\(code.rawValue)")
    }
  }

  @Test func driftingLevelsAreNoBasisOfTheMaximum() throws {
    var levels = rising
    levels[2].steadiness = .drifting(perMinute: 0.04)
    let assessment = CurveAssessment(levels, settings: CapacitySettings())
    #expect(assessment.sentence(.notSteady)?.contains("+4 %/min") == true)
    #expect(assessment.curve.points.count == 2 && assessment.has(.tooFewLevels))
  }

  @Test func shortLevels() {
    var levels = rising
    levels[1].duration = seconds(8)
    let assessment = CurveAssessment(levels, settings: CapacitySettings())
    #expect(assessment.sentence(.tooShort) == "The step at 20 users lasted 8 s; 60 s are needed.")
  }

  @Test func busyGenerator() throws {
    let generator = ResourceEvidence(
      name: "k6 CPU", kind: .generator, samples: [.init(level: 2, utilization: 0.93)])
    let plan = CapacityPlanner(settings: CapacitySettings(), resources: [generator]).plan(rising)
    #expect(plan.findings.contains { $0.code == .generatorSuspect && $0.sentence.contains("k6 CPU was 93 % busy") })
    let line = try #require(plan["max-request-rate"])
    #expect(line.grade == .refused && line.value == nil && line.codes == [.maximumRefused])
    #expect(plan["max-users"]?.codes == [.generatorSuspect])
  }

  @Test func unknownErrorsAreNoSuccess() throws {
    let levels = rising.map { level in
      var level = level
      level.errorShare = nil
      return level
    }
    #expect(codes(levels).contains(.errorsUnknown))
    let settings = CapacitySettings(objective: ServiceObjective(p: 0.95, latency: seconds(1)))
    let line = try #require(CapacityPlanner(settings: settings).plan(levels)["slo-capacity"])
    #expect(line.grade == .refused && line.reason?.contains("which answers failed is not known") == true)
  }

  @Test func mixedConditionsAreTwoCurves() throws {
    var levels = rising
    levels.append(level(users: 80, 900, ms: 100, requests: 100_000, seconds: 300))
    levels[3].conditions = Level.Conditions(mix: ["GET /a": 0.9, "GET /b": 0.1])
    for place in 0..<3 { levels[place].conditions = Level.Conditions(mix: ["GET /a": 0.5, "GET /b": 0.5]) }
    let plan = CapacityPlanner(settings: CapacitySettings()).plan(levels)
    #expect(plan.findings.contains { $0.code == .mixedConditions })
    #expect(plan.levels.count == 3 && plan.otherCurves.count == 1)
    // Shares that differ by no more than five points are one mix.
    levels[3].conditions = Level.Conditions(mix: ["GET /a": 0.54, "GET /b": 0.46])
    #expect(CapacityPlanner(settings: CapacitySettings()).plan(levels).otherCurves.isEmpty)
  }

  @Test func instancesAreCurvesOfTheirOwn() throws {
    var levels = rising + rising
    for place in 0..<6 { levels[place].instances = place < 3 ? 1 : 2 }
    let plan = CapacityPlanner(settings: CapacitySettings()).plan(levels)
    #expect(plan.findings.contains { $0.code == .autoscaled && $0.sentence.contains("1, 2") })
    var inside = rising
    inside[1].instancesChanged = true
    let line = CapacityPlanner(settings: CapacitySettings()).plan(inside)["max-request-rate"]
    #expect(line?.grade == .refused, "a level during which instances came and went is no level")
  }

  @Test func quantilesOfWindowsAreNotAveraged() {
    var levels = rising
    levels[0].quantiles = [LatencyQuantile(p: 0.95, value: seconds(0.3), basis: .largestWindow)]
    #expect(codes(levels).contains(.quantileAggregated))
  }

  @Test func objectiveThatNobodyKeeps() throws {
    let settings = CapacitySettings(
      objective: ServiceObjective(p: 0.95, latency: seconds(0.1)), scriptedThinkTime: seconds(1))
    let plan = CapacityPlanner(settings: settings).plan(rising)
    #expect(plan.findings.contains { $0.code == .infeasibleObjective })
    let line = try #require(plan["slo-capacity"])
    #expect(line.bound == .atMost && line.value == 100)
    let tier = try #require(plan["instances:Small"])
    #expect(tier.codes == [.infeasibleObjective] && tier.reason?.contains("adding instances cannot help") == true)
  }

  @Test func quantileThatMayBeLargerIsUndecided() throws {
    var levels = rising
    for place in 0..<3 {
      levels[place].quantiles = [
        LatencyQuantile(p: 0.95, value: seconds(0.15), low: seconds(0.14), high: seconds(0.16), basis: .samples)
      ]
    }
    levels[2].quantiles = [
      LatencyQuantile(p: 0.95, value: seconds(0.19), low: seconds(0.18), high: seconds(0.22), basis: .samples)
    ]
    let objective = try #require(ServiceObjective(p: 0.95, latency: seconds(0.2)))
    let capacity = try #require(ObjectiveCapacity(levels, objective: objective))
    #expect(capacity.judged.map(\.state) == [.passes, .passes, .undecided])
    #expect(capacity.passed?.load.value == 20 && capacity.outcome == .atLeast)
  }

  /// The same at the lowest load, of few requests, is no obstacle to the higher one that passes; what is not known is.
  @Test func fewRequestsAtTheLowestLoad() throws {
    var levels = rising
    for place in 1..<3 {
      levels[place].quantiles = [
        LatencyQuantile(p: 0.95, value: seconds(0.15), low: seconds(0.14), high: seconds(0.16), basis: .samples)
      ]
    }
    levels[0].quantiles = [
      LatencyQuantile(p: 0.95, value: seconds(0.1), low: seconds(0.09), high: seconds(0.4), basis: .samples)
    ]
    let objective = try #require(ServiceObjective(p: 0.95, latency: seconds(0.2)))
    let settings = CapacitySettings(objective: objective)
    let plan = CapacityPlanner(settings: settings).plan(levels)
    #expect(plan.objective?.judged.map(\.state) == [.undecided, .passes, .passes])
    #expect(plan.objective?.passed?.load.value == 40)
    #expect(
      plan["slo-capacity"]?.assumptions
        == ["lower levels with too few requests to be sure are no worse than this one"])
    levels[0].errorShare = nil
    #expect(CapacityPlanner(settings: settings).plan(levels)["slo-capacity"]?.grade == .refused)
  }

  /// Below 150·(1 − 2√2·0.01) = 145.8 a level has fallen, unless a higher load brings 147 again.
  @Test func aLevelThatLaterOnesSurpassIsNotBroken() throws {
    let levels = [(10.0, 100.0), (20, 150), (40, 136), (80, 147)].map {
      level(users: $0, $1, ms: 100, requests: 100_000, seconds: 300, logError: 0.01)
    }
    let whole = try #require(CapacityPlanner(settings: CapacitySettings()).plan(levels)["breaking-point"])
    #expect(whole.bound == .atLeast && whole.value == 80)
    let cut = try #require(
      CapacityPlanner(settings: CapacitySettings()).plan(Array(levels.dropLast()))["breaking-point"])
    #expect(cut.bound == .atMost && cut.value == 40 && cut.interval == PlanInterval(low: 20, high: 40))
  }

  /// 0 of 720 requests shows less than 0.42 %, not less than 0.1 %.
  @Test func fewRequestsDoNotShowFewErrors() throws {
    let few = level(users: 1, 12, ms: 10, p95: 20, requests: 720, seconds: 60)
    for (limit, state) in [(0.001, ObjectiveCapacity.State.undecided), (0.005, .passes)] {
      let objective = try #require(ServiceObjective(p: 0.95, latency: seconds(1), errorShare: limit))
      #expect(ObjectiveCapacity([few], objective: objective)?.judged.first?.state == state)
    }
  }

  /// A plateau of 25 req/s with 30 connections in use and waited for; the database itself idles: 21 of 200 connections.
  @Test func poolAndNotTheDatabase() throws {
    let levels = [(10.0, 19.0, 513.0), (50, 24, 1988), (100, 25, 3738)].map {
      level(users: $0, $1, ms: $2, requests: 10_000, seconds: 300)
    }
    let pool = ResourceEvidence(
      name: "pool", kind: .pool, samples: [1, 2].map { .init(level: $0, utilization: 1, waiting: 4) }, growthShare: 0.8)
    let connections = ResourceEvidence(
      name: "Postgres connections", kind: .databaseIO,
      samples: (0..<3).map { .init(level: $0, utilization: 21.0 / 200) })
    let plan = CapacityPlanner(
      settings: CapacitySettings(scriptedThinkTime: .zero), resources: [pool, connections]
    ).plan(levels)
    let line = try #require(plan["bottleneck"])
    #expect(line.codes == [.bottleneckPool])
    #expect(line.detail?.hasPrefix("pool, moderate (E2 + E3)") == true)
    #expect(line.detail?.contains("Not saturated: Postgres connections 10.5 %") == true)
    #expect(plan["scaling-strategy"]?.formula == "configuration")
    // The same pool in front of a busy database is only its queue.
    let busy = ResourceEvidence(
      name: "DB CPU", kind: .databaseCPU, samples: [1, 2].map { .init(level: $0, utilization: 0.95) })
    let behind = CapacityPlanner(
      settings: CapacitySettings(scriptedThinkTime: .zero), resources: [pool, busy]
    ).plan(levels)
    #expect(behind.bottleneck.cause?.name == "DB CPU" && behind.bottleneck.queueOf == "pool")
    #expect(behind["scaling-strategy"]?.formula == "vertical")
  }

  /// Pool 5 to 10: +39 %; 10 to 15: +3 %.
  @Test func interventionsAreTheStrongestEvidence() {
    let assessment = CurveAssessment(rising, settings: CapacitySettings())
    func grade(_ after: Double) -> BottleneckReport.Grade {
      BottleneckReport(
        [
          ResourceEvidence(
            name: "pool", kind: .pool, intervention: .init(text: "pool 5 to 10", before: 100, after: after))
        ], assessment
      ).grade
    }
    #expect(grade(139) == .strong && grade(103) == .none)
  }

  /// Nothing in a plan is infinite or no number, whatever goes in.
  @Test func noInfinities() {
    let odd = [
      level(users: 0, 0), level(users: 1e308, 1e308, ms: 1e308, requests: 1), level(users: 1, 1e-308, ms: 1e-308),
      level(offered: 1e300, 1, ms: 0, dropped: .max), level(users: 2, nil),
      level(users: 3, 5, ms: 0, p95: 0, requests: 0),
    ]
    let settings = CapacitySettings(
      objective: ServiceObjective(p: 0.95, latency: seconds(1e-300)), scriptedThinkTime: .zero,
      plannedThinkTime: seconds(1e300), headroom: .nan, peakFactor: .infinity, currentPeak: rate(1e308),
      growth: [GrowthScenario(name: "g", pace: .share(1e-300))], leadTimeMonths: .nan,
      services: [OutsideService(name: "s", measuredRate: rate(1e308), latency: .zero, attempts: .nan)],
      pools: [PoolSetting(name: "p", callRate: rate(1e300), holdTime: seconds(1e300), databaseCores: .max)])
    for levels in [[], odd, Array(odd.prefix(1)), odd.reversed()] {
      let plan = CapacityPlanner(settings: settings).plan(levels)
      for line in plan.lines {
        for value in [line.value, line.interval?.low, line.interval?.high] {
          if let value { #expect(value.isFinite, "\(line.id)") }
        }
        #expect(line.bound != .none || line.value == nil || line.id == "bottleneck", "\(line.id)")
        if line.grade == .refused {
          #expect(line.value == nil && line.reason?.isEmpty == false && line.next?.isEmpty == false, "\(line.id)")
        }
      }
    }
  }
}
