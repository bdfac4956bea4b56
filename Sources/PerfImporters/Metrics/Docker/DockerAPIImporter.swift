public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what Docker's engine answers to `/containers/NAME/stats`: an object, or one a line.
public struct DockerAPIImporter: Importer {
  public static let format = FormatDescription(
    id: "docker-stats-api", tool: "docker", title: "statistics of Docker's engine",
    holds:
      "processor of all cores, memory without what is cached of files, its limit, and tasks of a container, with times",
    lacks: "more than one container",
    record:
      "curl -s --unix-socket /var/run/docker.sock 'http://localhost/containers/NAME/stats?stream=false' > stats.json")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let root = JSONOutline.root(of: prefix.prefix { $0 != UInt8(ascii: "\n") }) ?? JSONOutline.root(of: prefix)
    return root?.has("cpu_stats") == true && root?.has("read") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let bytes = try source.readAll()
    let values = try DockerValues.split(bytes, name: source.name, limits: limits)
    var points = ResourcePoints()
    for (place, document) in values.enumerated() { try Self.tell(document, place, &points) }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, hint: "does the container run? docker ps")
    }
    points.tell(&run)
  }

  private static func tell(_ document: JSONDocument, _ place: Int, _ points: inout ResourcePoints) throws(Diagnostic) {
    let root = document.root
    let time = Timestamp(rfc3339: root["read"]?.string ?? "").flatMap { time -> Int64? in
      let (nanoseconds, overflows) = time.millisecondsSinceEpoch.multipliedReportingOverflow(by: 1_000_000)
      return overflows || nanoseconds < 0 ? nil : nanoseconds
    }
    let name = root["name"]?.string ?? root["id"]?.string ?? ""
    let resource = String(name.drop { $0 == "/" })
    func add(_ metric: MetricID, _ value: Double?) {
      points.add(ResourceKey(resource: resource, metric: metric), value, time: time, place: place)
    }
    let now = try document.member("cpu_stats", of: root)
    func number(_ node: JSONNode?) -> Double? { node?.number?.double }
    let (used, all) = (number(now["cpu_usage"]?["total_usage"]), number(now["system_cpu_usage"]))
    add(.cpuTime, used.map { $0 / 1e9 })
    add(.cpuAvailableTime, all.map { $0 / 1e9 })
    let before = root["precpu_stats"]
    if let used, let all, let usedBefore = number(before?["cpu_usage"]?["total_usage"]),
      let allBefore = number(before?["system_cpu_usage"]), all > allBefore, used >= usedBefore
    {
      // The engine's clock of the machine runs on in jumps, so that a busy container may seem to do a little more than there is.
      add(.cpuUtilization, min(1, (used - usedBefore) / (all - allBefore)))
    }
    let memory = root["memory_stats"]
    // As the command line has it: without files that are cached and not in use (cgroup v1, then v2).
    let cached = number(memory?["stats"]?["total_inactive_file"]) ?? number(memory?["stats"]?["inactive_file"]) ?? 0
    add(.memoryUsed, number(memory?["usage"]).map { max(0, $0 - cached) })
    add(.memoryLimit, number(memory?["limit"]))
    add(.processThreads, number(root["pids_stats"]?["current"]))
  }
}

/// A document of one value, or of one value a line.
enum DockerValues {
  static func split(_ bytes: [UInt8], name: String, limits: InputLimits) throws(Diagnostic) -> [JSONDocument] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isSequence = lines.prefix(2).allSatisfy { $0.first == UInt8(ascii: "{") } && lines.count > 1
    guard isSequence else { return [try JSONDocument(bytes[...], name: name, limits: limits)] }
    var documents: [JSONDocument] = []
    for (place, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      documents.append(try JSONDocument(line, name: name, limits: limits, firstLine: place + 1))
    }
    return documents
  }
}
