public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `sadf -j`, `mpstat -o JSON` and `iostat -o JSON`.
public struct SysstatJSONImporter: Importer {
  public static let format = FormatDescription(
    id: "sysstat-json", tool: "sysstat", title: "JSON of sadf, mpstat or iostat",
    holds: "processors and memory of the machine, with times",
    lacks: "disks and networks, which are left out",
    record: "sar -o sar.bin 5 60; sadf -j sar.bin -- -u -r > sadf.json")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    JSONOutline.root(of: prefix)?["sysstat"]?.has("hosts") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let document = try JSONDocument(try source.readAll()[...], name: source.name, limits: limits)
    var points = ResourcePoints()
    var dropped = false
    for host in try document.elements(of: document.member("hosts", of: document.member("sysstat", of: document.root))) {
      let name = host["nodename"]?.string
      var clock = SysstatClock()
      _ = clock.setDay(host["date"]?.string ?? "")
      for (place, report) in try document.elements(of: document.member("statistics", of: host)).enumerated() {
        let time = Self.time(report["timestamp"], &clock)
        func add(_ metric: MetricID, _ value: Double?) {
          points.add(ResourceKey(resource: "host", instance: name, metric: metric), value, time: time, place: place)
        }
        // Of iostat the first report is an average since boot.
        if let average = report["avg-cpu"] {
          if place == 0 { dropped = true } else { add(.cpuUtilization, Self.utilization(average)) }
        }
        let all = report["cpu-load"]?.elements?.first { $0["cpu"]?.string == "all" || $0["cpu"]?.string == "-1" }
        add(.cpuUtilization, all.flatMap(Self.utilization))
        add(.memoryUsed, report["memory"]?["memused"]?.number.map { $0.double * 1024 })
      }
    }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, hint: "sadf -j FILE -- -u -r writes processors and memory")
    }
    points.tell(&run)
    if dropped {
      run.record(
        Diagnostic(
          .note, .sinceBoot, "the first report is an average since the machine began, and is left out",
          at: SourceLocation(file: source.name)))
    }
  }

  /// What is neither idle nor waiting for disks.
  private static func utilization(_ load: JSONNode) -> Double? {
    guard let idle = load["idle"]?.number?.double else { return nil }
    return max(0, min(1, (100 - idle - (load["iowait"]?.number?.double ?? 0)) / 100))
  }

  /// `{"date": "2026-11-21", "time": "03:44:20"}`, or `03:44:41` of the host's day.
  private static func time(_ node: JSONNode?, _ clock: inout SysstatClock) -> Int64? {
    let nothing: String? = nil
    guard let node else { return nil }
    if let text = node.string { return clock.time(text.split(separator: " ").last ?? "", half: nothing) }
    guard let date = node["date"]?.string, let time = node["time"]?.string else { return nil }
    var day = SysstatClock()
    _ = day.setDay(date)
    return day.time(time, half: nothing)
  }
}
