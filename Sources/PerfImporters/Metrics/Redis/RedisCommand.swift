import PerfModel

/// What Redis counted of a command: `cmdstat_get:calls=80600,usec=9416,usec_per_call=0.12,rejected_calls=0,failed_calls=0`.
struct RedisCommand {
  private let name: String
  private let fields: [Substring: Double]

  /// Commands of those who look at the server or set it up, and no work of the service.
  private static let looking: Set<Substring> = [
    "info", "command", "config", "client", "slowlog", "latency", "memory", "monitor", "ping", "hello", "auth", "select",
    "cluster", "replconf", "psync", "debug", "acl", "dbsize",
  ]

  /// Nil for another line, and for a command that is none of the service's.
  init?(_ key: String, _ value: Substring) {
    guard key.hasPrefix("cmdstat_") else { return nil }
    let name = key.dropFirst("cmdstat_".count)
    // `config|get` is a part of `config`.
    guard !name.isEmpty, !Self.looking.contains(name.prefix { $0 != "|" }) else { return nil }
    self.name = String(name)
    fields = Dictionary(
      value.split(separator: ",").compactMap { field in
        let parts = field.split(separator: "=")
        guard parts.count == 2, let number = Double(parts[1]), number.isFinite else { return nil }
        return (parts[0], number)
      }, uniquingKeysWith: { first, _ in first })
  }

  func tell(_ points: inout ResourcePoints, time: Int64?) {
    func add(_ metric: MetricID, _ value: Double?) {
      points.add(
        ResourceKey(resource: "redis", role: .cache, instance: name, metric: metric), value, time: time, place: 0)
    }
    add(.cacheCommandCalls, fields["calls"])
    add(.cacheCommandTime, fields["usec"].map { $0 / 1e6 })
    // Refused before they ran, for instance for want of memory, or failed while they did; Redis counts both from 6.2 on.
    let failures = [fields["rejected_calls"], fields["failed_calls"]].compactMap(\.self)
    add(.cacheCommandFailed, failures.isEmpty ? nil : failures.reduce(0, +))
  }
}
