/// What was seen of one resource during the levels.
public struct ResourceEvidence: Sendable, Hashable {
  /// `API CPU`, `orders pool`.
  public var name: String
  public var kind: Kind
  /// Whether all instances of the service share it: adding instances adds nothing to it.
  public var isShared: Bool
  /// The utilisation at which it is full: 1 for processors, 0.8 for pools.
  public var fullAt: Double
  public var samples: [Sample]
  /// The share of the growth in response time that the resource explains, from traces or query statistics.
  public var growthShare: Double?
  public var intervention: Intervention?
  /// Of a database: the share of its work that replicas could take.
  public var readShare: Double?

  public init(
    name: String, kind: Kind, isShared: Bool? = nil, fullAt: Double? = nil, samples: [Sample] = [],
    growthShare: Double? = nil, intervention: Intervention? = nil, readShare: Double? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isShared = isShared ?? kind.isShared
    self.fullAt = fullAt.map { $0 > 0 && $0.isFinite ? $0 : kind.fullAt } ?? kind.fullAt
    self.samples = samples
    self.growthShare = growthShare
    self.intervention = intervention
    self.readShare = readShare
  }

  /// What was seen during one level.
  public struct Sample: Sendable, Hashable {
    /// The level's place in the list given to the planner.
    public let level: Int
    /// 0…1 of the capacity, of the hottest instance.
    public let utilization: Double?
    /// Anything waiting for it: waits per second, queue length beyond the cores, rejections. Nil is unknown.
    public let waiting: Double?
    /// Sessions that work at once beyond the cores, of a database.
    public let isOversubscribed: Bool

    public init(level: Int, utilization: Double?, waiting: Double? = nil, isOversubscribed: Bool = false) {
      self.level = level
      self.utilization = utilization
      self.waiting = waiting
      self.isOversubscribed = isOversubscribed
    }
  }

  /// Two runs between which only this resource changed.
  public struct Intervention: Sendable, Hashable {
    /// `pool 5 to 10`.
    public let text: String
    /// The maximum goodput before and after, per second.
    public let before: Double
    public let after: Double

    public init(text: String, before: Double, after: Double) {
      self.text = text
      self.before = before
      self.after = after
    }

    /// after/before − 1; nil where there was nothing before.
    public var change: Double? {
      let change = after / before - 1
      return before > 0 && change.isFinite ? change : nil
    }
  }

  /// What a resource is: decides what helps.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case cpu
    case memory
    /// One core, one event loop, one lock holder: what cannot be shared out.
    case serial
    case databaseCPU
    case databaseIO
    case pool
    case locks
    case cache
    case workers
    case outsideService
    case network
    /// The generator's processor.
    case generator
    /// Its link.
    case generatorNetwork

    /// Whether it is the load generator's, and no part of the service.
    var isGenerator: Bool { self == .generator || self == .generatorNetwork }

    var isShared: Bool {
      switch self {
      case .databaseCPU, .databaseIO, .locks, .cache, .outsideService: true
      case .cpu, .memory, .serial, .pool, .workers, .network, .generator, .generatorNetwork: false
      }
    }

    var fullAt: Double {
      switch self {
      case .pool: 0.8
      default: 1
      }
    }
  }
}
