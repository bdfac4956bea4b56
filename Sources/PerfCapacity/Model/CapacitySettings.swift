public import PerfUnits

/// What the planner is told beside the measurements; each absent fact refuses its own lines only.
public struct CapacitySettings: Sendable, Hashable {
  /// What counts as good service; without it there is no SLO capacity.
  public var objective: ServiceObjective?
  /// Z of the script, per iteration; nil where the source does not tell.
  public var scriptedThinkTime: Seconds?
  /// Z' of the users to plan for; nil is as scripted.
  public var plannedThinkTime: Seconds?
  /// q, requests of one iteration; nil where nobody says and the runs do not tell, which is taken as 1.
  public var requestsPerIteration: Double?
  /// h: the share of a measured capacity that stays unused.
  public var headroom: Double
  /// f: how far the peak stands above the rate that users make on average.
  public var peakFactor: Double
  public var tiers: [Tier]
  /// How many instances production has at least.
  public var leastInstances: Int
  /// How many instances ran in the test; nil is one, and the plan says that it assumed so.
  public var testedInstances: Int?
  /// What one instance is.
  public var instance: InstanceSetting
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
  public var workers: [WorkerSetting]
  /// What is known of where the test ran: nil where nobody says that it equals production.
  public var productionFactor: Double?

  public init(
    objective: ServiceObjective? = nil, scriptedThinkTime: Seconds? = nil, plannedThinkTime: Seconds? = nil,
    requestsPerIteration: Double? = nil, headroom: Double = 0.2, peakFactor: Double = 1, tiers: [Tier] = Tier.standard,
    leastInstances: Int = 2, testedInstances: Int? = nil, instance: InstanceSetting = InstanceSetting(),
    scalingMeasurements: [ScalingMeasurement] = [], currentPeak: RequestRate? = nil, growth: [GrowthScenario] = [],
    peakHistory: PeakHistory? = nil,
    leadTimeMonths: Double = 0, services: [OutsideService] = [], pools: [PoolSetting] = [],
    workers: [WorkerSetting] = [], productionFactor: Double? = nil
  ) {
    self.objective = objective
    self.scriptedThinkTime = scriptedThinkTime
    self.plannedThinkTime = plannedThinkTime
    self.requestsPerIteration = requestsPerIteration.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    self.headroom = (0..<1).contains(headroom) ? headroom : 0.2
    self.peakFactor = peakFactor > 0 && peakFactor.isFinite ? peakFactor : 1
    self.tiers = tiers
    self.leastInstances = max(1, leastInstances)
    self.testedInstances = testedInstances.map { max(1, $0) }
    self.instance = instance
    self.scalingMeasurements = scalingMeasurements
    self.currentPeak = currentPeak
    self.growth = growth
    self.peakHistory = peakHistory
    self.leadTimeMonths = leadTimeMonths.isFinite ? leadTimeMonths : 0
    self.services = services
    self.pools = pools
    self.workers = workers
    self.productionFactor = productionFactor
  }

  /// q, or 1.
  var iterationRequests: Double { requestsPerIteration ?? 1 }
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
