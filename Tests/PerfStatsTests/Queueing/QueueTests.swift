import PerfStats
import TestCorpus
import Testing

@Suite struct QueueTests {
  private static let oracle = Oracle.file("queue_oracle.json", in: "capacity")

  @Test func oneServerIsTheTextbook() throws {
    // M/M/1 with λ = 8 and S = .1: ρ = .8, C = .8, Wq = ρS/(1 − ρ) = .4, p95 of the sojourn −ln .05·S/(1 − ρ).
    let queue = try #require(MultiServerQueue(servers: 1, arrivalRate: 8, serviceTime: 0.1))
    #expect(agree(queue.waitingShare, 0.8))
    #expect(agree(queue.meanWait, 0.4))
    #expect(agree(queue.meanSojourn, 0.5))
    #expect(agree(queue.sojournQuantile(0.95), 0.5 * 2.995732273553991))
    #expect(agree(Erlang.loss(servers: 2, offered: 1), 0.2), "a²/2/(1 + a + a²/2)")
  }

  @Test func tableOfErlang() throws {
    let table = columns("capacity/erlang.csv")
    func column(_ name: String) throws -> [Double] { try #require(table[name]).compactMap(Double.init) }
    let servers = try column("c")
    let offered = try column("a")
    #expect(servers.count == 26)
    for row in servers.indices {
      let c = Int(servers[row])
      let a = offered[row]
      let note: Comment = "c \(c), a \(a)"
      #expect(agree(Erlang.loss(servers: c, offered: a), try column("erlang_b")[row]), note)
      #expect(agree(Erlang.wait(servers: c, offered: a), try column("erlang_c")[row]), note)
      let queue = try #require(MultiServerQueue(servers: c, arrivalRate: a, serviceTime: 1))
      #expect(agree(queue.meanWait, try column("Wq_over_S")[row]), note)
      #expect(agree(queue.meanSojourn, try column("W_over_S")[row]), note)
      #expect(agree(queue.meanWait * a, try column("Lq")[row]), note)
      for (name, p) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)] {
        #expect(agree(queue.waitQuantile(p), try column("wait_" + name)[row], relative: 1e-10, absolute: 1e-12), note)
        #expect(agree(queue.sojournQuantile(p), try column("sojourn_" + name)[row], relative: 1e-10), note)
      }
    }
  }

  @Test func pdqAgrees() throws {
    for row in try #require(Self.oracle["pdq7_mmm_check"].array) {
      let queue = MultiServerQueue(
        servers: Int(try #require(row["m"].number)), arrivalRate: try #require(row["lambda"].number),
        serviceTime: try #require(row["S"].number))
      #expect(agree(queue?.meanSojourn, row["exact_R"].number))
    }
  }

  @Test func staffing() throws {
    for row in try #require(Self.oracle["staffing"].array) {
      let (rate, service) = (try #require(row["lam"].number), try #require(row["S"].number))
      let c = MultiServerQueue.servers(
        arrivalRate: rate, serviceTime: service, within: try #require(row["slo"].number),
        share: try #require(row["p"].number))
      #expect(c.map(Double.init) == row["c_for_sojourn_slo"].number)
      #expect(
        Erlang.servers(offered: rate * service, waitingAtMost: 0.2).map(Double.init) == row["c_for_Pwait_le_0_2"].number
      )
    }
    // The service alone has P(S > .2) = e⁻² = .135 > .05: no number of servers will do.
    #expect(MultiServerQueue.servers(arrivalRate: 100, serviceTime: 0.1, within: 0.2, share: 0.95) == nil)
    #expect(!MultiServerQueue.isFeasible(serviceTime: 0.1, within: 0.2, share: 0.95))
  }

  @Test func poolSizes() throws {
    for row in try #require(Self.oracle["pool_sizing"].array) {
      let erlangs = try #require(row["db_calls_per_s"].number) * row["hold_s"].real()
      #expect(
        Erlang.servers(offered: erlangs, waitingAtMost: 0.01).map(Double.init) == row["pool_Pwait_le_1pct"].number)
      #expect(
        Erlang.servers(offered: erlangs, waitingAtMost: 0.05).map(Double.init) == row["pool_Pwait_le_5pct"].number)
    }
  }

  @Test func closedNetworks() throws {
    for row in try #require(Self.oracle["closed_mva"].array) {
      let demands = try #require(row["demands"].numbers)
      let (think, users) = (try #require(row["think"].number), try #require(row["N"].number))
      let mva = try #require(MeanValueAnalysis(demands: demands, thinkTime: think, users: Int(users)))
      #expect(agree(mva.throughput, row["X"].number))
      #expect(agree(mva.response, row["R"].number))
      for (own, expected) in zip(mva.utilizations, try #require(row["util"].numbers)) { #expect(agree(own, expected)) }
      for (own, expected) in zip(mva.queues, try #require(row["Q"].numbers)) { #expect(agree(own, expected)) }
      let bounds = try #require(ClosedNetworkBounds(demands: demands, thinkTime: think))
      #expect(agree(bounds.asymptotic(users: users).low, row["aba_X_lo"].number))
      #expect(agree(bounds.asymptotic(users: users).high, row["aba_X_hi"].number))
      #expect(agree(bounds.leastResponse(users: users), row["aba_R_lo"].number))
      #expect(agree(bounds.kneeUsers, row["N_star_aba"].number))
      #expect(agree(bounds.balanced(users: users).low, row["bjb_X_lo"].number))
      #expect(agree(bounds.balanced(users: users).high, row["bjb_X_hi"].number))
    }
  }

  @Test func finiteSources() throws {
    for row in try #require(Self.oracle["finite_source_mmc"].array) {
      let (c, s) = (Int(try #require(row["c"].number)), try #require(row["S"].number))
      let (z, n) = (try #require(row["Z"].number), Int(try #require(row["N"].number)))
      let queue = try #require(FiniteSourceQueue(servers: c, serviceTime: s, thinkTime: z, users: n))
      #expect(agree(queue.throughput, row["X"].number))
      #expect(agree(queue.response, row["R"].number, relative: 1e-11))
      #expect(agree(queue.utilization, row["U"].number))
      #expect(agree(queue.throughput * (queue.response + z), Double(n)), "N = X(R + Z)")
    }
    for row in try #require(Self.oracle["max_users_for_mean_slo"].array) {
      let (c, s) = (Int(try #require(row["c"].number)), try #require(row["S"].number))
      let (z, limit) = (try #require(row["Z"].number), try #require(row["mean_R_slo"].number))
      let users = FiniteSourceQueue.users(servers: c, serviceTime: s, thinkTime: z, responseAtMost: limit)
      #expect(users.map(Double.init) == row["max_N"].number)
      // c servers of demand S are one of S/c as far as the asymptote goes.
      #expect(agree((limit + z) * Double(c) / s, row["aba_N_upper"].number))
    }
  }

  @Test func withoutThinkingAllServersAreBusy() throws {
    let queue = try #require(FiniteSourceQueue(servers: 4, serviceTime: 0.05, thinkTime: 0, users: 10))
    #expect(queue.throughput == 80 && queue.utilization == 1)
    #expect(agree(queue.response, 0.125))
    let few = try #require(FiniteSourceQueue(servers: 4, serviceTime: 0.05, thinkTime: 0, users: 2))
    #expect(agree(few.throughput, 40) && agree(few.response, 0.05) && few.utilization == 0.5)
  }

  @Test func manyUsersDoNotOverflow() throws {
    let queue = try #require(FiniteSourceQueue(servers: 2, serviceTime: 1, thinkTime: 0.001, users: 5_000))
    #expect(agree(queue.throughput, 2) && queue.response.isFinite)
    #expect(agree(queue.throughput * (queue.response + 0.001), 5_000))
  }

  @Test func refusals() {
    #expect(Erlang.loss(servers: -1, offered: 1) == nil && Erlang.loss(servers: 1, offered: .nan) == nil)
    #expect(Erlang.wait(servers: 2, offered: 2) == nil, "a queue that grows without end has no share that waits")
    #expect(Erlang.servers(offered: 5, waitingAtMost: 0) == nil)
    #expect(MultiServerQueue(servers: 1, arrivalRate: 10, serviceTime: 0.1) == nil)
    #expect(MultiServerQueue(servers: 0, arrivalRate: 1, serviceTime: 0.1) == nil)
    #expect(MeanValueAnalysis(demands: [], thinkTime: 0, users: 1) == nil)
    #expect(MeanValueAnalysis(demands: [0], thinkTime: 0, users: 1) == nil)
    #expect(ClosedNetworkBounds(demands: [0, 0], thinkTime: 1) == nil)
    #expect(FiniteSourceQueue(servers: 1, serviceTime: 1, thinkTime: -1, users: 1) == nil)
    #expect(FiniteSourceQueue.users(servers: 1, serviceTime: 1, thinkTime: 1, responseAtMost: 0.5) == nil)
  }
}
