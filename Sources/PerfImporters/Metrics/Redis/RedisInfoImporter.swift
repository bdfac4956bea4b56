public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `redis-cli INFO` of Redis and its kin, whole or its section of commands.
public struct RedisInfoImporter: Importer {
  public static let format = FormatDescription(
    id: "redis-info", tool: "redis", title: "Redis INFO",
    holds:
      "memory and its limit, clients, hits and misses, commands and processor time since the server began; with INFO all, calls, time and "
      + "failures of each command",
    lacks: "what happened when: INFO before and after the load shows what came between",
    record: "redis-cli INFO all > redis_before.txt; k6 run …; redis-cli INFO all > redis_after.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = String(decoding: prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix, as: UTF8.self)
    guard text.hasPrefix("# ") else { return .no }
    return text.split(whereSeparator: \.isNewline).contains {
      $0.hasPrefix("redis_version:") || $0.hasPrefix("valkey_version:") || $0.hasPrefix("cmdstat_")
    } ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var values: [String: Double] = [:]
    var commands: [RedisCommand] = []
    var number = 0
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.isTerminated else {
        run.record(CutLine.warning(source.name, line.number))
        break
      }
      let text = line.text
      guard !text.hasPrefix("#"), let colon = text.firstIndex(of: ":") else { continue }
      let (name, value) = (String(text[..<colon]), text[text.index(after: colon)...])
      if name == "redis_version" { run.setToolVersion(String(value)) }
      if let command = RedisCommand(name, value) { commands.append(command) }
      // Numbers of text are no numbers: `used_memory_human:895.46K`.
      if let number = Double(value), number.isFinite { values[name] = number }
    }
    var points = ResourcePoints()
    let time = values["server_time_usec"].flatMap { $0 >= 0 && $0 < 9e15 ? Int64($0) * 1000 : nil }
    func add(_ metric: MetricID, _ value: Double?) {
      points.add(ResourceKey(resource: "redis", role: .cache, metric: metric), value, time: time, place: 0)
    }
    add(.memoryUsed, values["used_memory"])
    // 0 is no limit.
    if let limit = values["maxmemory"], limit > 0 { add(.memoryLimit, limit) }
    add(.serviceConnections, values["connected_clients"])
    add(.cacheHits, values["keyspace_hits"])
    add(.cacheMisses, values["keyspace_misses"])
    add(.serviceRequests, values["total_commands_processed"])
    if let system = values["used_cpu_sys"], let user = values["used_cpu_user"] { add(.cpuTime, system + user) }
    for command in commands { command.tell(&points, time: time) }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, line: number, hint: "redis-cli INFO writes all sections")
    }
    points.tell(&run)
  }
}
