import Foundation
import PerfCapacity
import PerfUnits
import TestCorpus
import Testing

/// The method's worked example: one instance with 8 workers, users who pause for a second, p95 ≤ 200 ms, a database of 4 cores that
/// works 1.2 ms for each request.
@Suite struct WorkedExampleTests {
  private func plan(_ change: (inout CapacitySettings) -> Void = { _ in }) throws -> CapacityPlan {
    let fixture = try VerdictFixtureTests.fixture("plateau_think_time")
    var settings = CapacitySettings(
      objective: ServiceObjective(p: 0.95, latency: seconds(0.2)), scriptedThinkTime: seconds(1))
    change(&settings)
    let levels = try VerdictFixtureTests.levels(fixture)
    // Database: 1.2 ms of 4 cores. Workers: 8 of them, 50 ms each.
    let database = levels.indices.map { place in
      ResourceEvidence.Sample(level: place, utilization: (levels[place].goodput?.value ?? 0) * 0.0012 / 4)
    }
    let workers = levels.indices.map { place in
      ResourceEvidence.Sample(level: place, utilization: min(1, (levels[place].goodput?.value ?? 0) * 0.05 / 8))
    }
    return CapacityPlanner(
      settings: settings,
      resources: [
        ResourceEvidence(name: "API workers", kind: .workers, samples: workers),
        ResourceEvidence(name: "DB CPU", kind: .databaseCPU, samples: database),
      ]
    ).plan(levels)
  }

  @Test func maximumRate() throws {
    let line = try #require(try plan()["max-request-rate"])
    #expect(agree(line.value, 160, absolute: 0.1))
    #expect(agree(line.interval?.low, 153, absolute: 0.5) && agree(line.interval?.high, 167, absolute: 0.5))
    #expect(line.bound == .exact && line.grade == .measured)
    #expect(
      line.detail == "Plateau over 200 users and 300 users. More load no longer brings more (slope 0.00 [-0.20, 0.21])."
    )
  }

  @Test func capacityWithinTheObjective() throws {
    let line = try #require(try plan()["slo-capacity"])
    #expect(line.value == 113.7)
    #expect(line.interval == PlanInterval(low: 113.7, high: 147.3))
    #expect(line.detail?.contains("p95 165 ms at 120 users passes, p95 240 ms at 160 users does not") == true)
    #expect(line.assumptions == ["p95 has no interval: it is from a summary"])
  }

  @Test func usersAsScripted() throws {
    let line = try #require(try plan()["max-users"])
    #expect(line.value == 120 && line.interval?.high == 160 && line.bound == .exact)
    #expect(line.assumptions.first?.contains("1 s think time") == true)
  }

  /// N = 90.96·(.055 + 9): with a pause of 9 s.
  @Test func usersWithAnotherThinkTime() throws {
    let line = try #require(try plan { $0.plannedThinkTime = seconds(9) }["max-users"])
    #expect(line.value == (113.7 * 0.8 * 9.055).rounded(.down))
    #expect(line.grade == .computed && line.formula == "N = X_safe·(qR + Z)/q")
  }

  @Test func planningRate() throws {
    let line = try #require(try plan()["planning-rate"])
    #expect(agree(line.value, 113.7 * 0.8))
    #expect(line.arithmetic == ["113.7 × 0.8 = 90.96 req/s"])
  }

  @Test func tiers() throws {
    let plan = try plan()
    let small = try #require(plan["instances:Small"])
    #expect(small.value == 2 && small.grade == .computed && small.detail?.hasPrefix("E0") == true)
    let medium = try #require(plan["instances:Medium"])
    #expect(medium.value == 11 && medium.grade == .extrapolated)
    #expect(medium.assumptions.contains("assumes linear scaling (not measured)"))
    #expect(medium.reason?.contains("5.93 times") == true)
    let large = try #require(plan["instances:Large"])
    #expect(large.value == nil && large.grade == .refused && large.codes == [.unreachable])
    // .7·4/.0012 = 2,333 req/s, times 1.055 s.
    #expect(
      large.reason == "Cannot be reached by adding instances: the ceiling of DB CPU is 2,333 req/s ≈ 2,462 users.")
    #expect(large.detail == "E3; 105 by arithmetic.")
  }

  /// 94.79 and 947.9 req/s of 50 ms: M/M/6 and M/M/49 are the first with 95 % within 200 ms (P(W > 200 ms) = 0.0409 and 0.0389).
  @Test func queueingAsksForMore() throws {
    let plan = try plan { $0.instance = InstanceSetting(workers: 2, serviceTime: seconds(0.05)) }
    let small = try #require(plan["instances:Small"])
    #expect(small.value == 3 && plan["instances:Medium"]?.value == 25)
    #expect(small.arithmetic.contains("Erlang C with 2 workers each, S = 50 ms: 95 % within 200 ms from 3 on"))
    #expect(small.assumptions.contains("requests come at random and take exponential times (Erlang C)"))
    // With 8 workers each the measured rate asks for more than the queue.
    let wide = try self.plan { $0.instance = InstanceSetting(workers: 8, serviceTime: seconds(0.05)) }
    #expect(wide["instances:Medium"]?.value == 11)
  }

  @Test func memoryOfAllInstances() throws {
    let plan = try plan { $0.instance = InstanceSetting(memoryLimit: 512e6, memoryUsed: 410e6) }
    #expect(
      plan["instances:Small"]?.detail?.contains("820 MB memory (410 MB each, p95, 80.1 % of what it has)") == true)
    #expect(plan["instances:Small"]?.reason == nil)
    let short = try self.plan { $0.instance = InstanceSetting(memoryLimit: 256e6, memoryUsed: 410e6) }
    #expect(short["instances:Small"]?.reason?.hasPrefix("Each needs more memory than it has: 820 MB") == true)
  }

  @Test func bottleneck() throws {
    let plan = try plan()
    let line = try #require(plan["bottleneck"])
    #expect(plan.bottleneck.cause?.name == "API workers" && plan.bottleneck.grade == .moderate)
    #expect(line.detail == "API workers, moderate (E1 + E2). Not saturated: DB CPU 4.8 %.")
    #expect(try #require(plan["scaling-strategy"]).formula == "horizontal")
  }

  @Test func headroomAndGrowth() throws {
    let plan = try plan {
      $0.currentPeak = rate(60)
      $0.growth = [("low", 0.03), ("expected", 0.05), ("high", 0.1)].map {
        GrowthScenario(name: $0.0, pace: .share($0.1))
      }
      $0.leadTimeMonths = 2
    }
    let headroom = try #require(plan["headroom"])
    #expect(agree(headroom.value, 1 - 60 / (113.7 * 0.8)))
    let growth = try #require(plan["growth"])
    #expect(agree(growth.value, 8.528, absolute: 0.001))
    // From the fast growth to the lower end, 90.96 req/s, up to the slow growth to the upper, 147.3 × 0.8.
    #expect(agree(growth.interval?.low, 4.366, absolute: 0.001))
    #expect(agree(growth.interval?.high, log(147.3 * 0.8 / 60) / log(1.03), relative: 1e-9))
    #expect(growth.detail?.contains("low 14.1, expected 8.5, high 4.4") == true)
    #expect(growth.detail?.hasSuffix("act within 2.4 months.") == true)
  }

  /// One line without its input does not take the others with it.
  @Test func refusalsAreOfSingleLines() throws {
    let plan = try plan { $0.objective = nil }
    #expect(try #require(plan["max-request-rate"]).value != nil)
    for id in ["slo-capacity", "max-users", "headroom", "growth", "soak"] {
      let line = try #require(plan[id])
      #expect(line.value == nil && line.grade == .refused && line.bound == .none)
      #expect(line.reason?.isEmpty == false && line.next?.isEmpty == false)
    }
  }
}
