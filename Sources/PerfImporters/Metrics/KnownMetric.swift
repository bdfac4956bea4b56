import PerfModel

/// A metric of an exporter that the catalogue knows under a name of its own.
///
/// The names are those of the official exporters: client libraries of Go, Java (Micrometer, HikariCP), Node.js and Python, node_exporter,
/// cAdvisor, postgres_exporter, redis_exporter, nginx-prometheus-exporter.
struct KnownMetric {
  /// The samples' name.
  let name: String
  let metric: MetricID
  var subject = Subject.process
  var role = ResourceRole.service
  /// Added to what other samples of the same metric say: −1 for what is not used of a whole.
  var factor = 1.0
  /// Samples that do not count here.
  var except: (label: String, values: Set<String>)?
  /// The only samples that count here.
  var only: (label: String, value: String)?
  /// A name without which this says nothing.
  var needs: String?

  /// What the samples are of.
  enum Subject {
    /// The process that answered.
    case process
    /// A pool or a database, which a label names.
    case named
    /// A container, which a label names; those of no name are groups of others.
    case container
    /// The machine.
    case host
  }

  /// The resource and instance of a sample, nil where it does not count.
  func key(_ labels: Labels) -> ResourceKey? {
    if let except, let value = labels[except.label], except.values.contains(value) { return nil }
    if let only, labels[only.label] != only.value { return nil }
    let resource: String
    switch subject {
    case .process: resource = Self.first(["job", "service", "app", "application"], labels) ?? ""
    case .host: resource = "host"
    case .named:
      resource = Self.first(["db_name", "pool", "datname", "datasource", "db", "name"], labels) ?? ""
    case .container:
      guard let name = Self.first(["name", "container", "container_name", "pod"], labels), name != "POD" else {
        return nil
      }
      resource = name
    }
    return ResourceKey(resource: resource, role: role, instance: labels["instance"], metric: metric)
  }

  private static func first(_ names: [String], _ labels: Labels) -> String? {
    names.lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
  }

  static let all: [String: [KnownMetric]] = Dictionary(
    grouping: process + runtimes + pools + servers + machines + containers, by: \.name)

  private static let process: [KnownMetric] = [
    KnownMetric(name: "process_cpu_seconds_total", metric: .cpuTime),
    KnownMetric(name: "process_resident_memory_bytes", metric: .memoryUsed),
    KnownMetric(name: "process_open_fds", metric: .processOpenFiles),
    KnownMetric(name: "process_num_threads", metric: .processThreads),
    KnownMetric(name: "http_requests_in_flight", metric: .serviceInFlight),
    KnownMetric(name: "http_server_active_requests", metric: .serviceInFlight),
  ]

  private static let runtimes: [KnownMetric] = [
    KnownMetric(name: "go_goroutines", metric: .runtimeGoroutines),
    KnownMetric(name: "go_threads", metric: .processThreads),
    KnownMetric(name: "go_memstats_heap_alloc_bytes", metric: .runtimeHeap),
    KnownMetric(name: "go_memstats_alloc_bytes_total", metric: .runtimeAllocated),
    KnownMetric(name: "go_gc_duration_seconds_sum", metric: .gcPauseTime),
    KnownMetric(name: "go_gc_duration_seconds_count", metric: .gcCount),
    KnownMetric(name: "jvm_threads_live_threads", metric: .processThreads),
    KnownMetric(name: "jvm_threads_current", metric: .processThreads),
    KnownMetric(name: "jvm_memory_used_bytes", metric: .runtimeHeap, only: ("area", "heap")),
    KnownMetric(name: "jvm_memory_bytes_used", metric: .runtimeHeap, only: ("area", "heap")),
    KnownMetric(name: "jvm_gc_memory_allocated_bytes_total", metric: .runtimeAllocated),
    KnownMetric(name: "jvm_gc_pause_seconds_sum", metric: .gcPauseTime),
    KnownMetric(name: "jvm_gc_pause_seconds_count", metric: .gcCount),
    KnownMetric(name: "jvm_gc_collection_seconds_sum", metric: .gcPauseTime),
    KnownMetric(name: "jvm_gc_collection_seconds_count", metric: .gcCount),
    KnownMetric(name: "nodejs_heap_size_used_bytes", metric: .runtimeHeap),
    KnownMetric(name: "nodejs_gc_duration_seconds_sum", metric: .gcPauseTime),
    KnownMetric(name: "nodejs_gc_duration_seconds_count", metric: .gcCount),
    KnownMetric(name: "python_gc_collections_total", metric: .gcCount),
  ]

  private static let pools: [KnownMetric] =
    ["go_sql", "go_sql_stats_connections"].flatMap { prefix -> [KnownMetric] in
      let isOld = prefix == "go_sql"
      return [
        KnownMetric(
          name: prefix + (isOld ? "_in_use_connections" : "_in_use"), metric: .dbConnectionsActive, subject: .named,
          role: .pool),
        KnownMetric(
          name: prefix + (isOld ? "_idle_connections" : "_idle"), metric: .dbConnectionsIdle, subject: .named,
          role: .pool),
        KnownMetric(
          name: prefix + (isOld ? "_max_open_connections" : "_max_open"), metric: .dbConnectionsMax, subject: .named,
          role: .pool),
        KnownMetric(
          name: prefix + (isOld ? "_wait_count_total" : "_waited_for_total"), metric: .dbConnectionsWaits,
          subject: .named, role: .pool),
        KnownMetric(
          name: prefix + (isOld ? "_wait_duration_seconds_total" : "_blocked_seconds_total"),
          metric: .dbConnectionsWaitTime, subject: .named, role: .pool),
      ]
    } + [
      KnownMetric(name: "hikaricp_connections_active", metric: .dbConnectionsActive, subject: .named, role: .pool),
      KnownMetric(name: "hikaricp_connections_idle", metric: .dbConnectionsIdle, subject: .named, role: .pool),
      KnownMetric(name: "hikaricp_connections_max", metric: .dbConnectionsMax, subject: .named, role: .pool),
      KnownMetric(name: "hikaricp_connections_pending", metric: .dbConnectionsWaiting, subject: .named, role: .pool),
      KnownMetric(
        name: "hikaricp_connections_acquire_seconds_sum", metric: .dbConnectionsWaitTime, subject: .named, role: .pool),
    ]

  private static let servers: [KnownMetric] = [
    KnownMetric(
      name: "pg_stat_activity_count", metric: .dbConnectionsActive, role: .database, only: ("state", "active")),
    KnownMetric(name: "pg_stat_activity_count", metric: .dbConnectionsIdle, role: .database, only: ("state", "idle")),
    KnownMetric(name: "pg_settings_max_connections", metric: .dbConnectionsMax, role: .database),
    KnownMetric(name: "pg_stat_database_blks_hit", metric: .cacheHits, role: .database),
    KnownMetric(name: "pg_stat_database_blks_read", metric: .cacheMisses, role: .database),
    KnownMetric(name: "redis_keyspace_hits_total", metric: .cacheHits, role: .cache),
    KnownMetric(name: "redis_keyspace_misses_total", metric: .cacheMisses, role: .cache),
    KnownMetric(name: "redis_memory_used_bytes", metric: .memoryUsed, role: .cache),
    KnownMetric(name: "redis_connected_clients", metric: .serviceConnections, role: .cache),
    KnownMetric(name: "redis_commands_processed_total", metric: .serviceRequests, role: .cache),
    KnownMetric(name: "nginx_connections_active", metric: .serviceConnections),
    KnownMetric(name: "nginx_http_requests_total", metric: .serviceRequests),
  ]

  private static let machines: [KnownMetric] = [
    KnownMetric(
      name: "node_cpu_seconds_total", metric: .cpuTime, subject: .host, except: ("mode", ["idle", "iowait"])),
    KnownMetric(name: "node_cpu_seconds_total", metric: .cpuAvailableTime, subject: .host),
    KnownMetric(
      name: "node_memory_MemTotal_bytes", metric: .memoryUsed, subject: .host, needs: "node_memory_MemAvailable_bytes"),
    KnownMetric(
      name: "node_memory_MemAvailable_bytes", metric: .memoryUsed, subject: .host, factor: -1,
      needs: "node_memory_MemTotal_bytes"),
    KnownMetric(name: "node_memory_MemTotal_bytes", metric: .memoryLimit, subject: .host),
  ]

  private static let containers: [KnownMetric] = [
    KnownMetric(name: "container_cpu_usage_seconds_total", metric: .cpuTime, subject: .container),
    KnownMetric(name: "container_memory_working_set_bytes", metric: .memoryUsed, subject: .container),
    KnownMetric(name: "container_threads", metric: .processThreads, subject: .container),
  ]
}
