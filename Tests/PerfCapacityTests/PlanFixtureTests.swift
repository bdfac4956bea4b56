import PerfCapacity
import PerfStats
import PerfUnits
import TestCorpus
import Testing

/// The arithmetic of every line of the plan, as the corpus has it.
@Suite struct PlanFixtureTests {
  private static let fixtures = Oracle.file("plan_fixtures.json", in: "capacity")["fixtures"]

  private func rows(_ name: String) throws -> [Oracle] { try #require(Self.fixtures[name].array) }

  @Test func usersFromRates() throws {
    for row in try rows("users_from_rps") {
      let behaviour = try behaviour(row)
      #expect(agree(behaviour.users(at: rate(try row["X"].real()))?.value, row["N"].number))
    }
  }

  @Test func ratesFromUsers() throws {
    for row in try rows("rps_from_users") {
      let behaviour = try behaviour(row)
      #expect(agree(behaviour.rate(of: users(try row["N"].real()))?.value, row["X"].number))
    }
  }

  private func behaviour(_ row: Oracle) throws -> UserBehaviour {
    try #require(
      UserBehaviour(
        latency: seconds(row["R"].real()), thinkTime: seconds(row["Z"].real()), requestsPerIteration: row["q"].real()))
  }

  @Test func instances() throws {
    // What each row was tested with in total: its extrapolation is λ over it.
    let tested = [160.0, 160, 160, 1000, 100, 1500]
    for (row, tested) in zip(try rows("instances"), tested) {
      let behaviour = try #require(
        UserBehaviour(latency: seconds(row["R"].real()), thinkTime: seconds(row["Z"].real())))
      let demand = try #require(behaviour.rate(of: users(row["N"].real())))
      #expect(agree(demand.value, row["lam"].number))
      let count = try #require(
        InstanceCount(rate: demand, perInstance: rate(row["x1"].real()), headroom: row["headroom"].real(), least: 2))
      #expect(Double(count.withHeadroom) == row["n_headroom"].number)
      #expect(Double(count.withSpare) == row["n_plus_1"].number)
      #expect(Double(count.count) == row["n"].number)
      let ratio = try #require(demand.ratio(to: rate(tested)))
      #expect(agree(ratio, row["extrapolation"].number))
      #expect(Extrapolation(ratio: ratio).rawValue == row["grade"].string)
      let isReachable = row["shared_ceiling"].number.map { demand.value <= $0 } ?? true
      #expect(isReachable == row["reachable"].bool)
    }
  }

  @Test func errorLimits() throws {
    for row in try rows("error_upper_one_sided95") {
      let (failed, requests) = (try row["x"].real(), try row["n"].real())
      #expect(
        agree(Proportion.wilson(successes: failed, trials: requests, confidence: 0.9)?.high, row["wilson"].number))
      guard let exact = row["exact_zero"].number else { continue }
      #expect(agree(Proportion.upperLimit(withoutSuccessIn: Int(requests), confidence: 0.95), exact))
    }
    for row in try rows("n_needed_zero_errors_to_claim") {
      let trials = Proportion.trials(toShowAtMost: try row["limit"].real(), confidence: 0.95)
      #expect(trials.map(Double.init) == row["n"].number)
    }
  }

  @Test func callsPerHour() throws {
    for row in try rows("llm_calls_per_hour") {
      let inputs = row["inputs"]
      let service = OutsideService(
        name: "llm", measuredRate: inputs["slo"].number.flatMap { RequestRate($0) },
        callsPerMinute: inputs["rpm"].number, inputTokensPerMinute: inputs["tpm_in"].number,
        inputTokensPerCall: inputs["tok_in"].number, outputTokensPerMinute: inputs["tpm_out"].number,
        outputTokensPerCall: inputs["tok_out"].number, concurrency: inputs["conc"].number,
        latency: inputs["lat"].number.flatMap { Seconds($0) }, attempts: try inputs["attempts"].real(),
        cachedShare: try inputs["hit"].real())
      let allowance = try #require(ServiceAllowance(service))
      let terms = Dictionary(uniqueKeysWithValues: allowance.terms.map { ($0.name.rawValue, $0.callsPerHour) })
      #expect(terms.keys.sorted() == row["terms"].keys)
      for (name, calls) in terms { #expect(agree(calls, row["terms"][name].number)) }
      #expect(allowance.terms.first?.name.rawValue == row["binding"].string)
      #expect(allowance.callsPerHour == row["calls_per_hour"].number)
      #expect(allowance.userCallsPerHour == row["user_calls_per_hour"].number)
    }
  }

  @Test func pools() throws {
    for row in try rows("pools") {
      let pool = PoolSetting(
        name: "db", callRate: rate(try row["lam"].real()), holdTime: seconds(try row["hold_s"].real()),
        executionTime: row["exec_s"].number.flatMap { Seconds($0) }, databaseCores: Int(try row["db_cores"].real()),
        maxConnections: Int(try row["hard_cap"].real()) + 3, instances: Int(try row["instances_incl_surge"].real()))
      let size = try #require(PoolSize(pool))
      #expect(agree(size.erlangs, row["a"].number))
      #expect(Double(size.waitingFivePercent) == row["c5"].number)
      #expect(Double(size.waitingOnePercent) == row["c1"].number)
      #expect(Double(size.atFourFifths) == row["c_util80"].number)
      #expect(Double(size.databaseParallelism) == row["hikari_start"].number)
      #expect(agree(size.softCap, row["soft_cap"].number))
      #expect(size.hardCap.map(Double.init) == row["hard_cap"].number)
      #expect(Double(size.perInstance) == row["per_instance_erlang_c1"].number)
      #expect(Double(size.total) == row["total_if_per_instance"].number)
      #expect(size.advice.rawValue == row["advice"].string)
    }
  }

  @Test func deadlockFloor() throws {
    for row in try #require(Oracle.file("queue_oracle.json", in: "capacity")["hikari_deadlock_formula"].array) {
      var pool = PoolSetting(name: "db", callRate: rate(1), holdTime: seconds(0.01), databaseCores: 1)
      pool.threads = Int(try row["Tn"].real())
      pool.connectionsPerThread = Int(try row["Cm"].real())
      #expect(PoolSize(pool)?.deadlockFloor.map(Double.init) == row["pool"].number)
    }
  }

  @Test func growth() throws {
    for row in try rows("growth") {
      let pace: GrowthScenario.Pace =
        if let share = row["g"].number { .share(share) } else { .linear(rate(try row["linear_per_month"].real())) }
      let months = Growth.months(from: rate(try row["now"].real()), to: rate(try row["safe"].real()), pace: pace)
      #expect(agree(months, row["months"].number))
    }
  }

  @Test func demandLaw() throws {
    let row = Self.fixtures["demand_law"]
    let law = try #require(DemandLaw(goodput: row["G"].reals(), utilization: row["U"].reals(), full: 1))
    #expect(law.isFitted)
    #expect(agree(law.base, row["u0"].number))
    #expect(agree(law.perRequest.value, row["d_cpu_s_per_req_per_core"].number))
    #expect(agree(law.fullAt.value, row["X_saturation"].number))
    #expect(agree(law.low?.value, row["fieller_ci95"].numbers?.first, relative: 1e-9))
    #expect(agree(law.high?.value, row["fieller_ci95"].numbers?.last, relative: 1e-9))
    // Of one level there is only the proportion.
    let single = try #require(DemandLaw(goodput: [100], utilization: [0.25], full: 1))
    #expect(!single.isFitted && single.fullAt.value == 400 && single.low == nil)
  }

  @Test func objectiveCapacity() throws {
    let goodputs = [40: 38.1, 80: 76.1, 120: 113.7, 160: 147.3]
    for row in try rows("slo_capacity") {
      let levels = try #require(row["levels"].array).map { pair -> Level in
        let (n, p95) = (try pair.reals()[0], try pair.reals()[1])
        return level(users: n, goodputs[Int(n)] ?? n, ms: 50, p95: p95, requests: 100_000)
      }
      let objective = try #require(ServiceObjective(p: 0.95, latency: seconds(row["slo"].real() / 1e3)))
      let capacity = try #require(ObjectiveCapacity(levels, objective: objective))
      let interval = try row["interval_N"].reals()
      #expect((capacity.passed?.load.value ?? 0) == interval[0])
      #expect((capacity.failed?.load.value ?? .infinity) == interval[1])
      #expect(capacity.isNonMonotone == (row["flag"].string == "NON_MONOTONE"))
      switch row["flag"].string {
      case "BELOW_LOWEST": #expect(capacity.outcome == .belowLowest)
      case "LOWER_BOUND_ONLY": #expect(capacity.outcome == .atLeast)
      default: #expect(capacity.outcome == .enclosed)
      }
      if let expected = row["k_last_pass_G"].numbers { #expect(capacity.passed?.goodput?.value == expected[1]) }
    }
  }

  /// A stall of 4.21 s at 1,000 answers a second keeps 4,210 − 10 requests from being sent.
  @Test func omittedRequests() throws {
    for row in try rows("co_omitted_share") {
      var loop = level(users: try row["N"].real(), try row["G"].real(), ms: 10, requests: Int(try row["n"].real()))
      loop.maximum = seconds(try row["max_s"].real())
      let assessment = CurveAssessment([loop], settings: CapacitySettings(scriptedThinkTime: .zero))
      let sentence = try #require(assessment.sentence(.coordinatedOmission))
      #expect(sentence.contains("never sent") == row["p99_affected"].bool)
      if row["p99_affected"].bool == true { #expect(sentence.contains("4,200 requests")) }
    }
  }
}
