/// What happened in one second of a run.
public struct TimelineBin: Sendable, Hashable {
  /// Seconds from the run's start to the bin's.
  public let at: Double
  /// Seconds.
  public let length: Double
  /// Requests that ended in the bin.
  public let count: Int
  /// Those of them that failed.
  public let failed: Int
  /// The last number of users known at the bin's end, nil where the source does not tell.
  public let users: Double?
  /// Of the durations, in seconds; type 7, and nil in a bin without durations.
  public let mean: Double?
  public let p50: Double?
  public let p95: Double?
  public let p99: Double?

  public init(
    at: Double, length: Double = 1, count: Int, failed: Int, users: Double? = nil, mean: Double?, p50: Double?,
    p95: Double?, p99: Double?
  ) {
    self.at = at
    self.length = length
    self.count = count
    self.failed = failed
    self.users = users
    self.mean = mean
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
  }
}

/// The bins of one endpoint.
///
/// A bin covers the requests that *ended* in it. Seconds in which none ended are left out: their count is 0.
public struct Timeline: Sendable, Hashable {
  /// Nil is the whole run.
  public let endpoint: String?
  /// Ascending by `at`; made of what is kept each time.
  public var bins: [TimelineBin] { store.bins(of: number) }

  private let store: TimelineStore
  private let number: Int

  public init(endpoint: String?, bins: [TimelineBin]) {
    self.init(endpoint: endpoint, TimelineStore(bins), number: 0)
  }

  /// - Parameter number: the place of the timeline in a store of several.
  init(endpoint: String?, _ store: TimelineStore, number: Int) {
    self.endpoint = endpoint
    self.store = store
    self.number = number
  }

  public static func == (a: Timeline, b: Timeline) -> Bool { a.endpoint == b.endpoint && a.bins == b.bins }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(endpoint)
    hasher.combine(bins)
  }
}
