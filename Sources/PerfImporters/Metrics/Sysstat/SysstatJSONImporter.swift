public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `sadf -j`, `mpstat -o JSON` and `iostat -o JSON`.
public struct SysstatJSONImporter: Importer {
  public static let format = FormatDescription(
    id: "sysstat-json", tool: "sysstat", title: "JSON of sadf, mpstat or iostat",
    holds: "processors and memory of the machine, its disks and networks one by one, with times",
    lacks: "how deep the queue of a disk was, and all that sysstat writes beside",
    record: "sar -o sar.bin 5 60; sadf -j sar.bin -- -u -r -d -p -n DEV > sadf.json")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    JSONOutline.root(of: prefix)?["sysstat"]?.has("hosts") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let document = try JSONDocument(try source.readAll()[...], name: source.name, limits: limits)
    var points = ResourcePoints()
    var dropped = false
    let hosts = try document.member("hosts", of: document.member("sysstat", of: document.root))
    for host in try document.elements(of: hosts) {
      if try Self.tell(host, document, &points) { dropped = true }
    }
    points.dropIdleNetworks()
    guard !points.isEmpty else {
      throw NoReadings.error(
        source.name, hint: "sadf -j FILE -- -u -r -d -n DEV writes processors, memory, disks and networks")
    }
    points.tell(&run)
    if dropped {
      run.record(
        Diagnostic(
          .note, .sinceBoot, "the first report is an average since the machine began, and is left out",
          at: SourceLocation(file: source.name)))
    }
  }

  /// Tells of the reports of a machine; true where one was an average since boot, and is left out.
  private static func tell(
    _ host: JSONNode, _ document: JSONDocument, _ points: inout ResourcePoints
  ) throws(Diagnostic) -> Bool {
    let name = host["nodename"]?.string
    var dropped = false
    var clock = SysstatClock()
    _ = clock.setDay(host["date"]?.string ?? "")
    let reports = try document.elements(of: document.member("statistics", of: host))
    for (place, report) in reports.enumerated() {
      let time = Self.time(report["timestamp"], &clock)
      // Of iostat the first report is an average since boot.
      let isOfIostat = report["avg-cpu"] != nil || report["disk"]?.elements?.first?.has("disk_device") == true
      let isSinceBoot = place == 0 && isOfIostat
      if isSinceBoot { dropped = true }
      if !isSinceBoot {
        for reading in devices(report, host: name) { points.add(reading.key, reading.value, time: time, place: place) }
      }
      let processors = ResourceKey(resource: "host", instance: name, metric: .cpuUtilization)
      if let average = report["avg-cpu"], !isSinceBoot {
        points.add(processors, utilization(average), time: time, place: place)
      }
      for load in report["cpu-load"]?.elements ?? [] where isWhole(load) {
        points.add(processors, utilization(load), time: time, place: place)
      }
      if let memory = report["memory"], let used = memory["memused"]?.number {
        let key = ResourceKey(resource: "host", instance: name, metric: .memoryUsed)
        points.add(key, used.double * 1024, time: time, place: place)
      }
    }
    return dropped
  }

  /// Disks, whose name sadf and iostat write with another sign, and interfaces.
  private static func devices(_ report: JSONNode, host: String?) -> SysstatDevice.Readings {
    var readings: SysstatDevice.Readings = []
    for disk in report["disk"]?.elements ?? [] {
      guard let name = (disk["disk-device"] ?? disk["disk_device"])?.string else { continue }
      readings += SysstatDevice.disk(name, host: host) { disk[$0]?.number?.double }
    }
    for interface in report["network"]?["net-dev"]?.elements ?? [] {
      guard let name = interface["iface"]?.string else { continue }
      readings += SysstatDevice.network(name, host: host) { interface[$0]?.number?.double }
    }
    return readings
  }

  /// Whether a load is of all processors, which older versions call −1.
  private static func isWhole(_ load: JSONNode) -> Bool {
    let name = load["cpu"]?.string
    return name == "all" || name == "-1"
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
