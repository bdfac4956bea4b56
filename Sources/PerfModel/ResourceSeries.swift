/// What was seen over time of something beside the load: the processor of an instance, a connection pool, a heap.
///
/// It is evidence of why a run went as it did, and no result of it.
public struct ResourceSeries: Sendable, Hashable {
  public let key: ResourceKey
  public let clock: Clock
  /// Nanoseconds on the clock, ascending; as many as `values`.
  public let times: [Int64]
  /// In the base unit of the metric, finite.
  public let values: [Double]

  /// What the times count from.
  public enum Clock: String, Sendable, Hashable, CaseIterable {
    /// 1970-01-01 UTC.
    case wall
    /// The first request of the run beside it.
    case run
    /// Nothing: the source has no times, and each is the place of a reading in their order.
    case order
  }

  /// The points of a series in any order; values that are not finite are left out.
  public init(key: ResourceKey, clock: Clock, points: [(time: Int64, value: Double)]) {
    // Points of one time stay in the order in which they were given.
    let ordered = points.enumerated().filter { $0.element.value.isFinite }
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    self.key = key
    self.clock = clock
    times = ordered.map(\.element.time)
    values = ordered.map(\.element.value)
  }

  /// The places of the points in `start..<end`, found in O(log n).
  public func places(from start: Int64, to end: Int64) -> Range<Int> {
    let low = first(atLeast: start)
    return low..<max(low, first(atLeast: end))
  }

  private func first(atLeast time: Int64) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Which metric of which resource, and of which of its instances.
public struct ResourceKey: Sendable, Hashable, Comparable {
  /// `api`, `orders-db`; empty where there is only one.
  public let resource: String
  public let role: ResourceRole
  /// `api-1`; nil where the resource is one.
  public let instance: String?
  public let metric: MetricID

  public init(resource: String, role: ResourceRole = .service, instance: String? = nil, metric: MetricID) {
    self.resource = resource
    self.role = role
    self.instance = instance
    self.metric = metric
  }

  public static func < (a: ResourceKey, b: ResourceKey) -> Bool {
    (a.resource, a.role.rawValue, a.metric, a.instance ?? "") < (
      b.resource, b.role.rawValue, b.metric, b.instance ?? ""
    )
  }
}

/// What a resource is to the service under test.
public enum ResourceRole: String, Sendable, Hashable, CaseIterable {
  case service
  case database
  case cache
  /// Those who work off a queue.
  case workers
  /// A connection pool of the service.
  case pool
  /// A service of others that is called.
  case outsideService = "outside-service"
  case network
  case locks
  /// What cannot be shared out: one event loop, one writer.
  case serial
  /// The load generator, which is no part of the service.
  case generator
}

extension Run {
  /// Whether the run holds what was seen of resources or of the inside of the service, and no result of a test.
  public var isEvidence: Bool {
    if !profiles.isEmpty || !queries.isEmpty || !plans.isEmpty { return series.isEmpty }
    return !resources.isEmpty && timelines.isEmpty && self[SeriesKey(.requestCount)] == nil
  }
}
