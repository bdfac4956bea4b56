import PerfStats
public import PerfUnits

/// A service of others that is called: its quotas and what is known of the calls.
public struct OutsideService: Sendable, Hashable {
  public var name: String
  /// The endpoint of the runs that calls it: without `measuredRate`, its share of the requests tells what was reached at least.
  public var endpoint: String?
  /// What was measured of it within the objective.
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
    name: String, endpoint: String? = nil, measuredRate: RequestRate? = nil, isMeasuredAsCapacity: Bool = true,
    callsPerMinute: Double? = nil,
    inputTokensPerMinute: Double? = nil, inputTokensPerCall: Double? = nil, outputTokensPerMinute: Double? = nil,
    outputTokensPerCall: Double? = nil, concurrency: Double? = nil, latency: Seconds? = nil, attempts: Double = 1,
    cachedShare: Double = 0
  ) {
    self.name = name
    self.endpoint = endpoint
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

/// What one instance of the service is, beside the rate that was measured of it.
public struct InstanceSetting: Sendable, Hashable {
  /// Requests that it works on at once; nil where that is not known.
  public var workers: Int?
  /// S: how long a request keeps a worker.
  public var serviceTime: Seconds?
  /// The memory that it has, and the p95 of what it was seen to use, in bytes.
  public var memoryLimit: Double?
  public var memoryUsed: Double?

  public init(
    workers: Int? = nil, serviceTime: Seconds? = nil, memoryLimit: Double? = nil, memoryUsed: Double? = nil
  ) {
    self.workers = workers
    self.serviceTime = serviceTime
    self.memoryLimit = memoryLimit
    self.memoryUsed = memoryUsed
  }

  /// The fewest instances whose workers, as the servers of one queue, keep the objective (Erlang C); nil where that is not known, and
  /// where no number of them does.
  public func count(at rate: RequestRate, keeping objective: ServiceObjective?) -> Int? {
    guard let workers, workers >= 1, let serviceTime, let objective else { return nil }
    let servers = MultiServerQueue.servers(
      arrivalRate: rate.value, serviceTime: serviceTime.value, within: objective.latency.value, share: objective.p)
    return servers.map { ($0 - 1) / workers + 1 }
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
  /// Connections that each instance has now.
  public var size: Int?
  /// Threads that each hold several connections at once, and how many: Hikari's deadlock floor.
  public var threads: Int?
  public var connectionsPerThread: Int?

  public init(
    name: String, callRate: RequestRate? = nil, holdTime: Seconds? = nil, executionTime: Seconds? = nil,
    databaseCores: Int? = nil, databaseSpindles: Int = 1, maxConnections: Int? = nil, reservedConnections: Int = 3,
    otherClients: Int = 0, instances: Int = 1, size: Int? = nil, threads: Int? = nil, connectionsPerThread: Int? = nil
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
    self.size = size
    self.threads = threads
    self.connectionsPerThread = connectionsPerThread
  }
}

extension PoolSetting {
  /// max_connections − reserved − other clients; nil where not given.
  var availableConnections: Int? {
    guard let maxConnections, reservedConnections >= 0, otherClients >= 0 else { return nil }
    let (rest, overflows) = maxConnections.subtractingReportingOverflow(reservedConnections)
    let (left, overflowsToo) = rest.subtractingReportingOverflow(otherClients)
    return overflows || overflowsToo ? 0 : max(0, left)
  }
}

/// Those who work off a queue that requests fill.
public struct WorkerSetting: Sendable, Hashable {
  public let name: String
  /// Jobs that one request makes on average.
  public let jobsPerRequest: Double
  /// S_job: how long a job takes.
  public let jobTime: Seconds
  /// c_w: jobs that one worker does at once.
  public let slots: Int

  /// Nil without a slot, and for a number of jobs that is none.
  public init?(name: String, jobsPerRequest: Double, jobTime: Seconds, slots: Int) {
    guard slots >= 1, jobsPerRequest >= 0, jobsPerRequest.isFinite else { return nil }
    self.name = name
    self.jobsPerRequest = jobsPerRequest
    self.jobTime = jobTime
    self.slots = slots
  }

  /// n_w = ⌈λ_jobs·S_job/(0.7·c_w)⌉; nil where that is beyond reason.
  public func count(at rate: RequestRate) -> Int? {
    guard let jobs = rate.scaled(by: jobsPerRequest) else { return nil }
    let count = ((jobs * jobTime).value / (SharedCeiling.usable * Double(slots))).rounded(.up)
    return count < 1e9 ? Int(count) : nil
  }
}
