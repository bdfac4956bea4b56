extension MetricID {
  public static let resourceUtilization = MetricID(rawValue: "resource.utilization")
  public static let resourceWaiting = MetricID(rawValue: "resource.waiting")
  public static let serviceInstances = MetricID(rawValue: "service.instances")
  public static let serviceLatency = MetricID(rawValue: "service.latency")
  public static let serviceConnections = MetricID(rawValue: "service.connections")
  public static let serviceInFlight = MetricID(rawValue: "service.in_flight")
  public static let serviceRequests = MetricID(rawValue: "service.requests")
  public static let cpuCores = MetricID(rawValue: "cpu.cores")
  public static let cpuTime = MetricID(rawValue: "cpu.time")
  public static let cpuAvailableTime = MetricID(rawValue: "cpu.available_time")
  public static let cpuUtilization = MetricID(rawValue: "cpu.utilization")
  public static let memoryUsed = MetricID(rawValue: "memory.used")
  public static let memoryLimit = MetricID(rawValue: "memory.limit")
  public static let processThreads = MetricID(rawValue: "process.threads")
  public static let processOpenFiles = MetricID(rawValue: "process.open_files")
  public static let runtimeGoroutines = MetricID(rawValue: "runtime.goroutines")
  public static let runtimeHeap = MetricID(rawValue: "runtime.heap")
  public static let runtimeAllocated = MetricID(rawValue: "runtime.allocated")
  public static let gcPauseTime = MetricID(rawValue: "gc.pause_time")
  public static let gcCount = MetricID(rawValue: "gc.count")
  public static let gcPause = MetricID(rawValue: "gc.pause")
  public static let dbConnectionsActive = MetricID(rawValue: "db.connections.active")
  public static let dbConnectionsIdle = MetricID(rawValue: "db.connections.idle")
  public static let dbConnectionsMax = MetricID(rawValue: "db.connections.max")
  public static let dbConnectionsWaiting = MetricID(rawValue: "db.connections.waiting")
  public static let dbConnectionsUtilization = MetricID(rawValue: "db.connections.utilization")
  public static let dbConnectionsWaits = MetricID(rawValue: "db.connections.waits")
  public static let dbConnectionsWaitTime = MetricID(rawValue: "db.connections.wait_time")
  public static let dbStatisticsReset = MetricID(rawValue: "db.statistics_reset")
  public static let dbCacheHitRatio = MetricID(rawValue: "db.cache_hit_ratio")
  public static let dbIndexCacheHitRatio = MetricID(rawValue: "db.index.cache_hit_ratio")
  public static let dbTableSequentialScans = MetricID(rawValue: "db.table.sequential_scans")
  public static let dbTableSequentialRows = MetricID(rawValue: "db.table.sequential_rows")
  public static let dbTableIndexScans = MetricID(rawValue: "db.table.index_scans")
  public static let dbTableLiveRows = MetricID(rawValue: "db.table.live_rows")
  public static let dbTableDeadRows = MetricID(rawValue: "db.table.dead_rows")
  public static let dbIndexScans = MetricID(rawValue: "db.index.scans")
  public static let cacheHitRatio = MetricID(rawValue: "cache.hit_ratio")
  public static let cacheHits = MetricID(rawValue: "cache.hits")
  public static let cacheMisses = MetricID(rawValue: "cache.misses")
  public static let cacheCommandCalls = MetricID(rawValue: "cache.command.calls")
  public static let cacheCommandTime = MetricID(rawValue: "cache.command.time")
  public static let cacheCommandMeanTime = MetricID(rawValue: "cache.command.mean_time")
  public static let cacheCommandFailed = MetricID(rawValue: "cache.command.failed")
  public static let diskLatency = MetricID(rawValue: "disk.latency")
  public static let diskReadRate = MetricID(rawValue: "disk.read_rate")
  public static let diskWriteRate = MetricID(rawValue: "disk.write_rate")
  public static let networkReceivedRate = MetricID(rawValue: "network.received_rate")
  public static let networkSentRate = MetricID(rawValue: "network.sent_rate")
}

extension MetricCatalogue {
  /// What can be seen of a resource over time; in the order of reports.
  public static let resourceGauges: [Metric] = [
    .resourceUtilization, .resourceWaiting, .serviceInstances, .serviceLatency, .serviceConnections,
    .serviceInFlight, .cpuUtilization, .cpuCores, .memoryUsed, .memoryLimit, .processThreads, .processOpenFiles,
    .runtimeGoroutines, .runtimeHeap, .gcPause, .dbConnectionsActive, .dbConnectionsIdle, .dbConnectionsMax,
    .dbConnectionsWaiting, .dbConnectionsUtilization, .diskLatency, .diskReadRate, .diskWriteRate,
    .networkReceivedRate, .networkSentRate,
  ].compactMap(metric)

  /// Those of them that are a share of what there is, 0…1.
  public static let resourceShares: Set<MetricID> = [
    .resourceUtilization, .cpuUtilization, .dbConnectionsUtilization,
  ]

  /// What a database counts of its tables and of their indexes, by resource (the table) and instance (the index).
  public static let tableCounters: Set<MetricID> = [
    .dbTableSequentialScans, .dbTableSequentialRows, .dbTableIndexScans, .dbIndexScans,
  ]

  /// Those whose resource is a table: one of another name is another one.
  public static let tableMetrics: Set<MetricID> = tableCounters.union([.dbTableLiveRows, .dbTableDeadRows])
}
