public import PerfUnits

/// What the planner is told beside the measurements; each absent fact refuses its own lines only.
public struct CapacitySettings: Sendable, Hashable {
  /// What counts as good service; without it there is no SLO capacity.
  public var objective: ServiceObjective?
  /// Z of the script, per iteration; nil where the source does not tell.
  public var scriptedThinkTime: Seconds?
  /// Z' of the users to plan for; nil is as scripted.
  public var plannedThinkTime: Seconds?
  /// q, requests of one iteration.
  public var requestsPerIteration: Double
  /// h: the share of a measured capacity that stays unused.
  public var headroom: Double
  /// f: how far the peak stands above the rate that users make on average.
  public var peakFactor: Double
  public var tiers: [Tier]
  /// How many instances production has at least.
  public var leastInstances: Int
  /// How many instances ran in the test; nil is one, and the plan says that it assumed so.
  public var testedInstances: Int?
  /// X(n) from tests with different numbers of instances.
  public var scalingMeasurements: [ScalingMeasurement]
  /// λ at the production's peak: the p99 of one-minute rates, never an average.
  public var currentPeak: RequestRate?
  public var growth: [GrowthScenario]
  /// Peaks of the past in equal steps of time.
  public var peakHistory: PeakHistory?
  /// Months between the decision to buy and the capacity.
  public var leadTimeMonths: Double
  public var services: [OutsideService]
  public var pools: [PoolSetting]
  /// What is known of where the test ran: nil where nobody says that it equals production.
  public var productionFactor: Double?

  public init(
    objective: ServiceObjective? = nil, scriptedThinkTime: Seconds? = nil, plannedThinkTime: Seconds? = nil,
    requestsPerIteration: Double = 1, headroom: Double = 0.2, peakFactor: Double = 1, tiers: [Tier] = Tier.standard,
    leastInstances: Int = 2, testedInstances: Int? = nil, scalingMeasurements: [ScalingMeasurement] = [],
    currentPeak: RequestRate? = nil, growth: [GrowthScenario] = [], peakHistory: PeakHistory? = nil,
    leadTimeMonths: Double = 0, services: [OutsideService] = [], pools: [PoolSetting] = [],
    productionFactor: Double? = nil
  ) {
    self.objective = objective
    self.scriptedThinkTime = scriptedThinkTime
    self.plannedThinkTime = plannedThinkTime
    self.requestsPerIteration = requestsPerIteration > 0 && requestsPerIteration.isFinite ? requestsPerIteration : 1
    self.headroom = (0..<1).contains(headroom) ? headroom : 0.2
    self.peakFactor = peakFactor > 0 && peakFactor.isFinite ? peakFactor : 1
    self.tiers = tiers
    self.leastInstances = max(1, leastInstances)
    self.testedInstances = testedInstances.map { max(1, $0) }
    self.scalingMeasurements = scalingMeasurements
    self.currentPeak = currentPeak
    self.growth = growth
    self.peakHistory = peakHistory
    self.leadTimeMonths = leadTimeMonths.isFinite ? leadTimeMonths : 0
    self.services = services
    self.pools = pools
    self.productionFactor = productionFactor
  }
}

/// The quantile of latency and the share of errors that make a level good.
public struct ServiceObjective: Sendable, Hashable {
  /// The order, 0.95.
  public let p: Double
  public let latency: Seconds
  /// 0…1; 0.01 where the objectives say nothing of errors.
  public let errorShare: Double

  /// Nil for an order or a share outside (0, 1).
  public init?(p: Double, latency: Seconds, errorShare: Double = 0.01) {
    guard p > 0, p < 1, errorShare > 0, errorShare < 1 else { return nil }
    self.p = p
    self.latency = latency
    self.errorShare = errorShare
  }
}

/// A size to plan for.
public struct Tier: Sendable, Hashable {
  public let name: String
  public let demand: Demand

  public init(name: String, demand: Demand) {
    self.name = name
    self.demand = demand
  }

  /// How much it asks.
  public enum Demand: Sendable, Hashable {
    case users(Population)
    case rate(RequestRate)
  }

  /// 100, 1,000 and 10,000 users.
  public static let standard: [Tier] = [("Small", 100.0), ("Medium", 1_000), ("Large", 10_000)].compactMap {
    name, users in
    Population(users).map { Tier(name: name, demand: .users($0)) }
  }
}

/// What several instances did together.
public struct ScalingMeasurement: Sendable, Hashable {
  public let instances: Int
  public let throughput: RequestRate

  /// Nil for no instance.
  public init?(instances: Int, throughput: RequestRate) {
    guard instances >= 1 else { return nil }
    self.instances = instances
    self.throughput = throughput
  }
}

/// How fast the peak may grow.
public struct GrowthScenario: Sendable, Hashable {
  public let name: String
  public let pace: Pace

  public init(name: String, pace: Pace) {
    self.name = name
    self.pace = pace
  }

  /// By a share, or by requests per second, each month.
  public enum Pace: Sendable, Hashable {
    case share(Double)
    case linear(RequestRate)
  }
}

/// Peaks of the past, oldest first, in equal steps.
public struct PeakHistory: Sendable, Hashable {
  public let peaks: [RequestRate]
  public let step: Step

  public init(peaks: [RequestRate], step: Step) {
    self.peaks = peaks
    self.step = step
  }

  public enum Step: String, Sendable, Hashable, CaseIterable {
    case month
    case day
  }
}

/// A service of others that is called: its quotas and what is known of the calls.
public struct OutsideService: Sendable, Hashable {
  public var name: String
  /// The endpoint of the runs that stands for it, whose capacity within the objective was measured.
  public var measuredRate: RequestRate?
  /// Whether that rate is a capacity, or only the highest that was tried.
  public var isMeasuredAsCapacity: Bool
  public var callsPerMinute: Double?
  public var inputTokensPerMinute: Double?
  /// The p95 of tokens of a call.
  public var inputTokensPerCall: Double?
  public var outputTokensPerMinute: Double?
  public var outputTokensPerCall: Double?
  /// C, calls that may be under way at once.
  public var concurrency: Double?
  public var latency: Seconds?
  /// Mean attempts per call, from 1.
  public var attempts: Double
  /// The share of calls that a cache answers, below 1.
  public var cachedShare: Double

  public init(
    name: String, measuredRate: RequestRate? = nil, isMeasuredAsCapacity: Bool = true, callsPerMinute: Double? = nil,
    inputTokensPerMinute: Double? = nil, inputTokensPerCall: Double? = nil, outputTokensPerMinute: Double? = nil,
    outputTokensPerCall: Double? = nil, concurrency: Double? = nil, latency: Seconds? = nil, attempts: Double = 1,
    cachedShare: Double = 0
  ) {
    self.name = name
    self.measuredRate = measuredRate
    self.isMeasuredAsCapacity = isMeasuredAsCapacity
    self.callsPerMinute = callsPerMinute
    self.inputTokensPerMinute = inputTokensPerMinute
    self.inputTokensPerCall = inputTokensPerCall
    self.outputTokensPerMinute = outputTokensPerMinute
    self.outputTokensPerCall = outputTokensPerCall
    self.concurrency = concurrency
    self.latency = latency
    self.attempts = attempts >= 1 && attempts.isFinite ? attempts : 1
    self.cachedShare = (0..<1).contains(cachedShare) ? cachedShare : 0
  }
}

/// A connection pool to size.
public struct PoolSetting: Sendable, Hashable {
  public var name: String
  /// λ_db: calls per second that need a connection at the peak.
  public var callRate: RequestRate?
  /// S_hold: how long a call keeps its connection, which is not the latency of the request.
  public var holdTime: Seconds?
  /// How much of that the database itself works.
  public var executionTime: Seconds?
  public var databaseCores: Int?
  public var databaseSpindles: Int
  public var maxConnections: Int?
  /// Connections kept for the administrator, and those of other clients.
  public var reservedConnections: Int
  public var otherClients: Int
  /// Instances with a pool of their own, with those that a rolling deployment adds.
  public var instances: Int
  /// Threads that each hold several connections at once, and how many: Hikari's deadlock floor.
  public var threads: Int?
  public var connectionsPerThread: Int?

  public init(
    name: String, callRate: RequestRate? = nil, holdTime: Seconds? = nil, executionTime: Seconds? = nil,
    databaseCores: Int? = nil, databaseSpindles: Int = 1, maxConnections: Int? = nil, reservedConnections: Int = 3,
    otherClients: Int = 0, instances: Int = 1, threads: Int? = nil, connectionsPerThread: Int? = nil
  ) {
    self.name = name
    self.callRate = callRate
    self.holdTime = holdTime
    self.executionTime = executionTime
    self.databaseCores = databaseCores
    self.databaseSpindles = databaseSpindles
    self.maxConnections = maxConnections
    self.reservedConnections = reservedConnections
    self.otherClients = otherClients
    self.instances = max(1, instances)
    self.threads = threads
    self.connectionsPerThread = connectionsPerThread
  }
}
