import PerfCapacity
import PerfImporters
import PerfModel
import PerfUnits
import TestCorpus
import Testing

/// Recorded k6 runs against a service with 6 workers: users 1 to 48, and 20 to 200 req/s, in steps of 9 s.
@Suite(.enabled(if: TestCorpus.isPresent)) struct SteppedRunTests {
  private static func run(_ name: String) throws -> Run {
    let path = TestCorpus.path("loadtest/k6/\(name)/raw.json.gz")
    return try #require(try RunLoader().load([InputSpec(argument: path)]).runs.first)
  }

  private static func steps(_ name: String) throws -> [Oracle] {
    try #require(Oracle.file("oracle.json", in: "loadtest/k6/\(name)")["steps"].array)
  }

  /// What came back per second beyond the bend, by the oracles of both runs: 132.9 to 149.6.
  private static func plateau() throws -> ClosedRange<Double> {
    let good = try (steps("stress_vus_before") + steps("stress_arrival_before")).map { try $0["ok_rps"].real() }
      .filter { $0 > 130 }
    return try #require(good.min())...(try #require(good.max()))
  }

  private func plan(_ name: String, _ finder: LevelFinder = LevelFinder()) throws -> CapacityPlan {
    let found = finder.levels(of: try Self.run(name))
    let settings = CapacitySettings(
      objective: ServiceObjective(p: 0.95, latency: seconds(0.2)), scriptedThinkTime: .zero)
    return CapacityPlanner(settings: settings).plan(found.levels, notes: found.notes)
  }

  @Test func stepsOfUsersAreFound() throws {
    let found = LevelFinder().levels(of: try Self.run("stress_vus_before"))
    #expect(found.shape == .stepped)
    #expect(found.levels.map(\.load.value) == [1, 2, 4, 6, 8, 12, 16, 24, 32, 48])
    #expect(agree(found.requestsPerIteration, 1, relative: 1e-3))
    for (level, step) in zip(found.levels, try Self.steps("stress_vus_before")) {
      #expect(!level.load.isOpen)
      // The oracle's windows are a second longer.
      #expect(agree(level.goodput?.value, try step["ok_rps"].real(), relative: 0.08))
      #expect(agree(level.inFlight?.value, try step["mean_in_flight"].real(), relative: 0.08))
      #expect(try #require(level.span?.value) >= 5 && #require(level.span?.value) <= 9)
    }
  }

  @Test func stepsOfRatesAreFound() throws {
    let found = LevelFinder().levels(of: try Self.run("stress_arrival_before"))
    let clean = found.levels.filter { $0.load.value < 145 }.map { $0.load.value.rounded() }
    #expect(clean.starts(with: [20, 40, 60, 80, 100, 120, 140]))
    #expect(found.levels.allSatisfy { $0.load.isOpen })
    #expect(found.levels.contains { ($0.inFlight?.value ?? 0) > 80 }, "the queue beyond the bend")
    #expect(found.notes.map(\.code) == [.dropped])
  }

  @Test(arguments: ["stress_vus_before", "stress_arrival_before"])
  func maximumLiesOnThePlateau(name: String) throws {
    let plan = try plan(name)
    let plateau = try Self.plateau()
    let line = try #require(plan["max-request-rate"])
    #expect(line.bound == .exact, "\(plan.findings.map(\.sentence))")
    let (low, high) = (try #require(line.interval?.low), try #require(line.interval?.high))
    #expect(plateau.lowerBound <= low && high <= plateau.upperBound, "[\(low), \(high)] in \(plateau)")
    let value = try #require(line.value)
    #expect(low < value && value < high)
    #expect(plan.assessment.saturation.verdict == .saturated)
    #expect(plan.findings.contains { $0.code == .tooShort && $0.sentence.contains("60 s are needed") })
    #expect(line.grade == .computed, "short steps are no basis for more")
  }

  /// Two ways to load one service: their intervals overlap.
  @Test func bothTestsFindOneMaximum() throws {
    let users = try #require(plan("stress_vus_before")["max-request-rate"]?.interval)
    let arrivals = try #require(plan("stress_arrival_before")["max-request-rate"]?.interval)
    #expect(try #require(users.low) < #require(arrivals.high))
    #expect(try #require(arrivals.low) < #require(users.high))
  }

  /// With the script's steps the rate offered is known, and what of it was dropped.
  @Test func scheduleTellsWhatWasDropped() throws {
    let rates: [Double] = [20, 40, 60, 80, 100, 120, 140, 160, 180, 200]
    let schedule = LoadSchedule(
      steps: rates.enumerated().compactMap { place, target in
        LoadSchedule.Step(
          from: Double(place) * 10 + 2, to: Double(place) * 10 + 10, load: .rate(rate(target)))
      })
    let plan = try plan("stress_arrival_before", LevelFinder(schedule: schedule))
    #expect(plan.assessment.curve.axis == .offered)
    #expect(plan.levels.prefix(7).allSatisfy { $0.dropped == 0 })
    #expect(plan.levels.suffix(3).allSatisfy { ($0.dropped ?? 0) > 0 })
    let line = try #require(plan["max-request-rate"])
    let plateau = try Self.plateau()
    #expect(try plateau.contains(#require(line.interval?.low)) && plateau.contains(#require(line.interval?.high)))
  }

  /// An ordinary run has one level: bounds, no bottleneck, and a plan of the next test.
  @Test(arguments: ["before1/summary_export.json", "raw_plain/raw.json"])
  func anOrdinaryRunGivesLowerBounds(file: String) throws {
    let path = TestCorpus.path("loadtest/k6/\(file)")
    guard let run = try? RunLoader().load([InputSpec(argument: path)]).runs.first else {
      Issue.record("\(file) was not read")
      return
    }
    let found = LevelFinder().levels(of: run)
    #expect(found.levels.count == 1)
    let settings = CapacitySettings(
      objective: ServiceObjective(p: 0.95, latency: seconds(5), errorShare: 0.2), scriptedThinkTime: .zero)
    let plan = CapacityPlanner(settings: settings).plan(found.levels, notes: found.notes)
    let line = try #require(plan["max-request-rate"])
    #expect(line.bound == .atLeast && line.interval == nil && line.value != nil)
    #expect(
      line.reason
        == "One load level was tested; a maximum needs three rising levels or more, two of them past the bend.")
    #expect(line.next?.contains("7 steps") == true)
    #expect(plan["bottleneck"]?.grade == .refused)
    #expect(plan.nextTest.rates.count == 7)
  }

  /// What a command does: the whole study, with q and the pauses from the run, and a table of resources by wall clock beside it.
  @Test func studyWithEvidence() throws {
    let run = try Self.run("stress_vus_before")
    let start = try #require(run.origin)
    // 6 workers who are as busy as what comes through, of at most 150 a second; a generator at rest.
    var points: [(time: Int64, value: Double)] = []
    for bin in try #require(run.timelines.first).bins {
      points.append((NanosecondTime.time(start, plus: bin.at + 0.5), min(1, Double(bin.count) / 145)))
    }
    let workers = ResourceSeries(
      key: ResourceKey(resource: "workers", metric: .resourceUtilization), clock: .wall, points: points)
    let generator = ResourceSeries(
      key: ResourceKey(resource: "k6", role: .generator, metric: .cpuUtilization), clock: .wall,
      points: points.map { ($0.time, 0.2) })
    let study = CapacityStudy(
      settings: CapacitySettings(objective: ServiceObjective(p: 0.95, latency: seconds(0.2), errorShare: 0.05)))
    let plan = study.plan([run], evidence: [workers, generator])
    #expect(plan.settings.requestsPerIteration.map { ($0 * 100).rounded() } == 100)
    #expect(plan.settings.scriptedThinkTime == .zero, "the script does not sleep")
    #expect(plan.bottleneck.cause?.name == "workers")
    #expect([.moderate, .strong].contains(plan.bottleneck.grade), "\(plan.bottleneck.resources)")
    let line = try #require(plan["max-request-rate"])
    let plateau = try Self.plateau()
    #expect(line.bound == .exact)
    #expect(try plateau.contains(#require(line.interval?.low)) && plateau.contains(#require(line.interval?.high)))
    #expect(plan["max-users"]?.value != nil, "\(plan.objective?.judged.map(\.reason) ?? [])")
    #expect(plan["soak"]?.grade == .refused)
  }
}
