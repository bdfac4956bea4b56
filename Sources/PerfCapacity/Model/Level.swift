public import PerfUnits

/// One plateau of one run: what came back while the load stood still.
public struct Level: Sendable, Hashable {
  /// What was asked of the system.
  public var load: Load
  /// X, answers per second of whatever outcome; nil where nothing usable was measured.
  public var throughput: RequestRate?
  /// The share of answers that the objectives do not count as success, 0…1; 429 and 503 belong to it. Nil is unknown, not zero.
  public var errorShare: Double?
  /// n, the number of requests, and how many of them failed.
  public var requests: Int?
  public var failed: Int?
  /// T in seconds, after ramps and warm-up were cut away.
  public var duration: Seconds?
  /// R, the mean latency.
  public var latency: Seconds?
  public var quantiles: [LatencyQuantile]
  /// The longest answer.
  public var maximum: Seconds?
  /// The standard error of ln G from batches within the level; nil where the source has no times or too few.
  public var logError: Double?
  /// Requests that were due and never sent.
  public var dropped: Int?
  public var steadiness: Steadiness
  /// How many instances of the service ran, and whether that changed within the level.
  public var instances: Int?
  public var instancesChanged: Bool
  /// By how many the number of instances fell within the level.
  public var instancesLost: Int
  /// The mean latency that the service itself saw, from its access log or its monitoring.
  public var serviceLatency: Seconds?
  public var source: Source
  /// What must be equal for two levels to lie on one curve.
  public var conditions: Conditions

  public init(
    load: Load, throughput: RequestRate?, errorShare: Double? = nil, requests: Int? = nil, failed: Int? = nil,
    duration: Seconds? = nil, latency: Seconds? = nil, quantiles: [LatencyQuantile] = [], maximum: Seconds? = nil,
    logError: Double? = nil, dropped: Int? = nil, steadiness: Steadiness = .unknown, instances: Int? = nil,
    instancesChanged: Bool = false, instancesLost: Int = 0, serviceLatency: Seconds? = nil,
    source: Source = Source(run: ""),
    conditions: Conditions = Conditions()
  ) {
    self.load = load
    self.throughput = throughput
    self.errorShare = errorShare
    self.requests = requests
    self.failed = failed
    self.duration = duration
    self.latency = latency
    self.quantiles = quantiles
    self.maximum = maximum
    self.logError = logError
    self.dropped = dropped
    self.steadiness = steadiness
    self.instances = instances
    self.instancesChanged = instancesChanged
    self.instancesLost = instancesLost
    self.serviceLatency = serviceLatency
    self.source = source
    self.conditions = conditions
  }

  /// G, successful answers per second: without a known error share every answer counts, and the plan says so.
  public var goodput: RequestRate? { throughput?.scaled(by: 1 - min(1, max(0, errorShare ?? 0))) }

  /// N = X·R, the requests in flight by Little's law.
  public var inFlight: Population? {
    guard let throughput, let latency else { return nil }
    return throughput * latency
  }

  /// T, or n/X where the source has no times.
  public var span: Seconds? {
    if let duration { return duration }
    guard let requests, let throughput, let count = Population(Double(requests)) else { return nil }
    return count / throughput
  }

  /// The quantile of an order, nil where the source has none.
  public func quantile(_ p: Double) -> LatencyQuantile? { quantiles.first { $0.p == p } }

  /// What was asked of the system.
  public enum Load: Sendable, Hashable {
    /// N users or connections who ask, wait for the answer, and ask again.
    case users(Population)
    /// λ requests per second, sent whether or not answers come back.
    case offered(RequestRate)
    /// Requests that were sent at a rate which the source knows only from what was sent: what was offered may have been more.
    case sent(RequestRate)

    /// The number, whichever it is.
    public var value: Double {
      switch self {
      case .users(let users): users.value
      case .offered(let rate), .sent(let rate): rate.value
      }
    }

    /// Whether requests come in regardless of answers.
    public var isOpen: Bool { if case .users = self { false } else { true } }
  }

  /// Whether a level still moved when it ended.
  public enum Steadiness: Sendable, Hashable {
    case steady
    /// By so large a share of its value per minute.
    case drifting(perMinute: Double)
    /// Too short to tell.
    case unknown
  }

  /// Where a level was found.
  public struct Source: Sendable, Hashable {
    /// The run's label.
    public let run: String
    /// Seconds from the run's first request.
    public let from: Double?
    public let to: Double?

    public init(run: String, from: Double? = nil, to: Double? = nil) {
      self.run = run
      self.from = from
      self.to = to
    }
  }

  /// What must agree between levels of one curve.
  public struct Conditions: Sendable, Hashable {
    /// Script, environment and version of the application, in the words of the run's context.
    public let fingerprint: [String: String]
    /// The share of each endpoint among the requests.
    public let mix: [String: Double]

    public init(fingerprint: [String: String] = [:], mix: [String: Double] = [:]) {
      self.fingerprint = fingerprint
      self.mix = mix
    }
  }
}

/// A quantile of latency and how sure it is.
public struct LatencyQuantile: Sendable, Hashable {
  /// The order, 0.95.
  public let p: Double
  public let value: Seconds
  /// The 95 % interval by order statistics; an end is nil where there are too few values for it.
  public let low: Seconds?
  public let high: Seconds?
  public let basis: Basis

  public init(p: Double, value: Seconds, low: Seconds? = nil, high: Seconds? = nil, basis: Basis = .summary) {
    self.p = p
    self.value = value
    self.low = low
    self.high = high
    self.basis = basis
  }

  /// How a quantile is known.
  public enum Basis: String, Sendable, Hashable, CaseIterable {
    /// From every value.
    case samples
    /// As the tool printed it: there is no interval.
    case summary
    /// The largest of the quantiles of short windows: the quantile of the whole cannot be recovered from them.
    case largestWindow
  }
}
