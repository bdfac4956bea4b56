import PerfUnits

extension MetricID {
  private init(_ rawValue: String) { self.init(rawValue: rawValue) }

  public static let requestDuration = MetricID("request.duration")
  public static let requestWaiting = MetricID("request.waiting")
  public static let requestConnecting = MetricID("request.connecting")
  public static let requestTLS = MetricID("request.tls")
  public static let requestBlocked = MetricID("request.blocked")
  public static let requestSending = MetricID("request.sending")
  public static let requestReceiving = MetricID("request.receiving")
  public static let requestCount = MetricID("request.count")
  public static let requestRate = MetricID("request.rate")
  public static let requestFailed = MetricID("request.failed")
  public static let requestErrorRatio = MetricID("request.error_ratio")
  public static let iterationDuration = MetricID("iteration.duration")
  public static let iterationCount = MetricID("iteration.count")
  public static let iterationRate = MetricID("iteration.rate")
  public static let iterationDropped = MetricID("iteration.dropped")
  public static let checkPassRatio = MetricID("check.pass_ratio")
  public static let dataReceived = MetricID("data.received")
  public static let dataSent = MetricID("data.sent")
  public static let dataReceivedRate = MetricID("data.received_rate")
  public static let dataSentRate = MetricID("data.sent_rate")
  public static let loadUsers = MetricID("load.users")
  public static let loadUsersMax = MetricID("load.users_max")
  public static let loadOfferedRate = MetricID("load.offered_rate")
  public static let testDuration = MetricID("test.duration")
  public static let testCount = MetricID("test.count")
  public static let testFailed = MetricID("test.failed")
  public static let testSkipped = MetricID("test.skipped")
}

/// The one list of metrics that importers translate into (docs/metrics.md).
public enum MetricCatalogue {
  /// Every metric of the catalogue, in the order in which reports show them.
  public static let all: [Metric] = requests + iterations + load + tests + resources

  /// The metric of an id: the catalogue's, or nil.
  public static func metric(_ id: MetricID) -> Metric? { byID[id] }

  /// The place of a metric in reports; what is not in the catalogue comes last.
  public static func rank(_ id: MetricID) -> Int { ranks[id] ?? all.count }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
  private static let ranks = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })

  private static let requests: [Metric] = [
    metric("request.duration", .seconds, .distribution, .lowerIsBetter),
    metric("request.error_ratio", .one, .ratio, .lowerIsBetter),
    metric("request.rate", .perSecond, .scalar, .higherIsBetter),
    metric("request.count", .one, .counter, .informational),
    metric("request.failed", .one, .counter, .lowerIsBetter),
    metric("request.waiting", .seconds, .distribution, .lowerIsBetter),
    metric("request.connecting", .seconds, .distribution, .lowerIsBetter),
    metric("request.tls", .seconds, .distribution, .lowerIsBetter),
    metric("request.blocked", .seconds, .distribution, .lowerIsBetter),
    metric("request.sending", .seconds, .distribution, .lowerIsBetter),
    metric("request.receiving", .seconds, .distribution, .lowerIsBetter),
  ]

  private static let iterations: [Metric] = [
    metric("iteration.duration", .seconds, .distribution, .lowerIsBetter),
    metric("iteration.rate", .perSecond, .scalar, .higherIsBetter),
    metric("iteration.count", .one, .counter, .informational),
    metric("iteration.dropped", .one, .counter, .lowerIsBetter),
    metric("check.pass_ratio", .one, .ratio, .higherIsBetter),
  ]

  private static let load: [Metric] = [
    metric("data.received", .bytes, .counter, .informational),
    metric("data.sent", .bytes, .counter, .informational),
    metric("data.received_rate", .bytesPerSecond, .scalar, .informational),
    metric("data.sent_rate", .bytesPerSecond, .scalar, .informational),
    metric("load.users", .one, .gauge, .informational),
    metric("load.users_max", .one, .gauge, .informational),
    metric("load.offered_rate", .perSecond, .gauge, .informational),
  ]

  private static let tests: [Metric] = [
    metric("test.duration", .seconds, .distribution, .lowerIsBetter),
    metric("test.count", .one, .counter, .informational),
    metric("test.failed", .one, .counter, .lowerIsBetter),
    metric("test.skipped", .one, .counter, .lowerIsBetter),
  ]

  private static let resources: [Metric] = [
    // The share in use of what has no metric of its own, and what waits for it.
    metric("resource.utilization", .one, .gauge, .lowerIsBetter),
    metric("resource.waiting", .one, .gauge, .lowerIsBetter),
    metric("service.instances", .one, .gauge, .informational),
    // The mean that the service itself saw.
    metric("service.latency", .seconds, .gauge, .lowerIsBetter),
    // Connections that clients hold, and requests that are being worked on.
    metric("service.connections", .one, .gauge, .informational),
    metric("service.in_flight", .one, .gauge, .informational),
    metric("service.requests", .one, .counter, .informational),
    metric("cpu.utilization", .one, .gauge, .lowerIsBetter),
    // Cores in use, where nobody says of how many.
    metric("cpu.cores", .one, .gauge, .lowerIsBetter),
    metric("cpu.time", .seconds, .counter, .lowerIsBetter),
    // What the cores could have worked, busy or idle.
    metric("cpu.available_time", .seconds, .counter, .informational),
    metric("memory.used", .bytes, .gauge, .lowerIsBetter),
    metric("memory.limit", .bytes, .gauge, .lowerIsBetter),
    metric("process.threads", .one, .gauge, .lowerIsBetter),
    metric("process.open_files", .one, .gauge, .lowerIsBetter),
    metric("runtime.goroutines", .one, .gauge, .lowerIsBetter),
    metric("runtime.heap", .bytes, .gauge, .lowerIsBetter),
    metric("runtime.allocated", .bytes, .counter, .lowerIsBetter),
    metric("gc.pause", .seconds, .gauge, .lowerIsBetter),
    metric("gc.pause_time", .seconds, .counter, .lowerIsBetter),
    metric("gc.count", .one, .counter, .lowerIsBetter),
    metric("db.connections.active", .one, .gauge, .informational),
    metric("db.connections.idle", .one, .gauge, .informational),
    metric("db.connections.max", .one, .gauge, .informational),
    metric("db.connections.waiting", .one, .gauge, .informational),
    // Active of the most there can be, 0…1.
    metric("db.connections.utilization", .one, .gauge, .lowerIsBetter),
    metric("db.connections.waits", .one, .counter, .lowerIsBetter),
    metric("db.connections.wait_time", .seconds, .counter, .lowerIsBetter),
    // When the server last forgot what it had counted, in seconds since 1970; 0 for never.
    metric("db.statistics_reset", .seconds, .gauge, .informational),
    metric("db.cache_hit_ratio", .one, .ratio, .higherIsBetter),
    metric("db.index.cache_hit_ratio", .one, .ratio, .higherIsBetter),
    // Scans that read all of a table, and the rows that they read.
    metric("db.table.sequential_scans", .one, .counter, .lowerIsBetter),
    metric("db.table.sequential_rows", .one, .counter, .lowerIsBetter),
    metric("db.table.index_scans", .one, .counter, .informational),
    metric("db.table.live_rows", .one, .gauge, .informational),
    metric("db.table.dead_rows", .one, .gauge, .informational),
    metric("db.index.scans", .one, .counter, .informational),
    metric("cache.hit_ratio", .one, .ratio, .higherIsBetter),
    metric("cache.hits", .one, .counter, .informational),
    metric("cache.misses", .one, .counter, .informational),
    // Of each command, by instance.
    metric("cache.command.calls", .one, .counter, .lowerIsBetter),
    metric("cache.command.time", .seconds, .counter, .lowerIsBetter),
    metric("cache.command.mean_time", .seconds, .gauge, .lowerIsBetter),
    metric("cache.command.failed", .one, .counter, .lowerIsBetter),
    metric("disk.latency", .seconds, .gauge, .lowerIsBetter),
    metric("disk.read_rate", .bytesPerSecond, .gauge, .informational),
    metric("disk.write_rate", .bytesPerSecond, .gauge, .informational),
    metric("network.received_rate", .bytesPerSecond, .gauge, .informational),
    metric("network.sent_rate", .bytesPerSecond, .gauge, .informational),
    metric("query.calls", .one, .counter, .lowerIsBetter),
    metric("query.total_time", .seconds, .counter, .lowerIsBetter),
    metric("query.mean_time", .seconds, .scalar, .lowerIsBetter),
    metric("query.max_time", .seconds, .scalar, .lowerIsBetter),
    metric("query.rows", .one, .counter, .lowerIsBetter),
  ]

  private static func metric(
    _ id: String, _ unit: Unit, _ instrument: Instrument, _ direction: Direction
  ) -> Metric {
    Metric(id: MetricID(rawValue: id), unit: unit, instrument: instrument, direction: direction)
  }
}
