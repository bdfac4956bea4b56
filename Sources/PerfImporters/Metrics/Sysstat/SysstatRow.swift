import PerfModel

/// A row of one of sysstat's tables under the names of its columns.
struct SysstatRow {
  let columns: [Substring]
  let fields: [Substring]
  /// The machine.
  let host: String?
  /// How many processors it has, as the banner says.
  let cores: Double?

  subscript(name: String) -> Double? { text(name).flatMap { Double($0) } }

  func text(_ name: String) -> Substring? {
    columns.firstIndex { $0 == name }.flatMap { $0 < fields.count ? fields[$0] : nil }
  }

  /// What of the row the catalogue knows: the whole machine's processors and memory, its disks and networks one by one, and processes by
  /// their command.
  func readings() -> [(key: ResourceKey, value: Double, isSummed: Bool)] {
    if let command = text("Command") { return process(String(command)) }
    if let device = text("DEV") ?? text("Device") {
      return SysstatDevice.disk(String(device), host: host) { self[$0] }.map { ($0.key, $0.value, false) }
    }
    if let interface = text("IFACE") {
      return SysstatDevice.network(String(interface), host: host) { self[$0] }.map { ($0.key, $0.value, false) }
    }
    var readings: [(ResourceKey, Double, Bool)] = []
    func add(_ metric: MetricID, _ value: Double?) {
      guard let value else { return }
      readings.append((ResourceKey(resource: "host", instance: host, metric: metric), value, false))
    }
    let processor = text("CPU")
    // Processors one by one are parts of `all`, which sadf calls −1.
    if processor == nil || processor == "all" || processor == "-1" { add(.cpuUtilization, utilization) }
    add(.memoryUsed, self["kbmemused"].map { $0 * 1024 })
    return readings
  }

  /// What is neither idle nor waiting for disks.
  private var utilization: Double? {
    guard let idle = self["%idle"] else { return nil }
    return max(0, min(1, (100 - idle - (self["%iowait"] ?? 0)) / 100))
  }

  private func process(_ command: String) -> [(key: ResourceKey, value: Double, isSummed: Bool)] {
    func key(_ metric: MetricID) -> ResourceKey {
      ResourceKey(resource: command, role: ProcessRole.role(of: command), metric: metric)
    }
    var readings: [(ResourceKey, Double, Bool)] = []
    if let share = self["%CPU"] {
      // `100` is one core, unless the banner says how many there are.
      readings.append(
        cores.map { (key(.cpuUtilization), share / 100 / $0, true) } ?? (key(.cpuCores), share / 100, true))
    }
    if let resident = self["RSS"] { readings.append((key(.memoryUsed), resident * 1024, true)) }
    if let threads = self["threads"] { readings.append((key(.processThreads), threads, true)) }
    return readings
  }
}

/// What a process is to the service, where its command tells.
enum ProcessRole {
  static func role(of command: String) -> ResourceRole {
    let name = command.lowercased()
    return table.first { name.hasPrefix($0.0) }?.1 ?? .service
  }

  private static let table: [(String, ResourceRole)] = [
    ("postgres", .database), ("mysqld", .database), ("mariadbd", .database), ("mongod", .database),
    ("redis-server", .cache), ("valkey-server", .cache), ("memcached", .cache), ("k6", .generator),
    ("wrk", .generator), ("hey", .generator), ("vegeta", .generator), ("locust", .generator), ("h2load", .generator),
    ("jmeter", .generator),
  ]
}
