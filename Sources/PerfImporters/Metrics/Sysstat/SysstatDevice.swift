import PerfModel

/// What sysstat tells of a disk or of an interface of a network, under the names that its text and its JSON have for that.
enum SysstatDevice {
  typealias Readings = [(key: ResourceKey, value: Double)]

  /// `%util` is the share of the time in which the disk had anything to do, which for disks that do several things at once is not how full
  /// they are. The latency is of all requests, waiting and being served.
  static func disk(_ name: String, host: String?, _ value: (String) -> Double?) -> Readings {
    let amounts: [(MetricID, Double?)] = [
      (.resourceUtilization, first(["%util", "util-percent", "util"], value).map { $0 / 100 }),
      (.diskLatency, value("await").map { $0 / 1000 } ?? latency(value)),
      (.diskReadRate, value("rkB/s") ?? value("rkB")), (.diskWriteRate, value("wkB/s") ?? value("wkB")),
    ]
    return readings(amounts, "disk " + name, .service, host)
  }

  /// The share of what the link can carry is 0 where nobody knows how much that is.
  static func network(_ name: String, host: String?, _ value: (String) -> Double?) -> Readings {
    let share = first(["%ifutil", "ifutil-percent"], value).flatMap { $0 > 0 ? $0 / 100 : nil }
    let amounts: [(MetricID, Double?)] = [
      (.resourceUtilization, share), (.networkReceivedRate, value("rxkB/s") ?? value("rxkB")),
      (.networkSentRate, value("txkB/s") ?? value("txkB")),
    ]
    return readings(amounts, "network " + name, .network, host)
  }

  private static func readings(
    _ amounts: [(MetricID, Double?)], _ resource: String, _ role: ResourceRole, _ host: String?
  ) -> Readings {
    let rates: Set<MetricID> = [.diskReadRate, .diskWriteRate, .networkReceivedRate, .networkSentRate]
    return amounts.compactMap { metric, amount in
      guard let amount else { return nil }
      let key = ResourceKey(resource: resource, role: role, instance: host, metric: metric)
      // sysstat's kB are 1024 bytes.
      return (key, rates.contains(metric) ? amount * 1024 : amount)
    }
  }

  private static func first(_ names: [String], _ value: (String) -> Double?) -> Double? {
    names.lazy.compactMap(value).first
  }

  /// iostat has reads and writes apart: the mean by their number; none where there was no request.
  private static func latency(_ value: (String) -> Double?) -> Double? {
    guard let reads = value("r/s"), let writes = value("w/s"), let read = value("r_await"),
      let write = value("w_await"), reads + writes > 0
    else { return nil }
    return (reads * read + writes * write) / (reads + writes) / 1000
  }
}
