extension MetricID {
  public static let resourceUtilization = MetricID(rawValue: "resource.utilization")
  public static let resourceWaiting = MetricID(rawValue: "resource.waiting")
  public static let serviceInstances = MetricID(rawValue: "service.instances")
  public static let serviceLatency = MetricID(rawValue: "service.latency")
  public static let cpuUtilization = MetricID(rawValue: "cpu.utilization")
  public static let memoryUsed = MetricID(rawValue: "memory.used")
  public static let memoryLimit = MetricID(rawValue: "memory.limit")
  public static let processThreads = MetricID(rawValue: "process.threads")
  public static let processOpenFiles = MetricID(rawValue: "process.open_files")
  public static let runtimeGoroutines = MetricID(rawValue: "runtime.goroutines")
  public static let runtimeHeap = MetricID(rawValue: "runtime.heap")
  public static let gcPause = MetricID(rawValue: "gc.pause")
  public static let dbConnectionsActive = MetricID(rawValue: "db.connections.active")
  public static let dbConnectionsIdle = MetricID(rawValue: "db.connections.idle")
  public static let dbConnectionsMax = MetricID(rawValue: "db.connections.max")
  public static let dbConnectionsWaiting = MetricID(rawValue: "db.connections.waiting")
  public static let dbConnectionsUtilization = MetricID(rawValue: "db.connections.utilization")
}

extension MetricCatalogue {
  /// What can be seen of a resource over time; in the order of reports.
  public static let resourceGauges: [Metric] = [
    .resourceUtilization, .resourceWaiting, .serviceInstances, .serviceLatency, .cpuUtilization, .memoryUsed,
    .memoryLimit, .processThreads, .processOpenFiles, .runtimeGoroutines, .runtimeHeap, .gcPause, .dbConnectionsActive,
    .dbConnectionsIdle, .dbConnectionsMax, .dbConnectionsWaiting, .dbConnectionsUtilization,
  ].compactMap(metric)

  /// Those of them that are a share of what there is, 0…1.
  public static let resourceShares: Set<MetricID> = [
    .resourceUtilization, .cpuUtilization, .dbConnectionsUtilization,
  ]
}
