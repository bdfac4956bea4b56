public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads `docker stats --format json`: an object for each container, one a line.
public struct DockerJSONImporter: Importer {
  public static let format = FormatDescription(
    id: "docker-stats-json", tool: "docker", title: "docker stats as JSON lines",
    holds: "processor, memory and its limit, and tasks of each container, for each time that it was asked",
    lacks: "times, and of how many cores the processor's share is: 100 % is one core",
    record: "docker stats --no-stream --format json > docker_stats.json")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let root = JSONOutline.root(of: prefix.prefix { $0 != UInt8(ascii: "\n") })
    return root?.has("CPUPerc") == true && root?.has("MemUsage") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var points = ResourcePoints()
    var seen: Set<String> = []
    var (frame, number) = (0, 0)
    while let line = try reader.next(of: &source) {
      number = line.number
      guard line.bytes.contains(where: { $0 > 0x20 }) else { continue }
      let document = try JSONDocument(line.bytes, name: source.name, limits: limits, firstLine: line.number)
      func text(_ key: String) throws(Diagnostic) -> String? {
        guard let node = document.root[key] else { return nil }
        return try document.string(node)
      }
      let name = try document.string(try document.member("Name", of: document.root))
      // The same container again: the next time that all were asked.
      if !seen.insert(name).inserted {
        frame += 1
        seen = [name]
      }
      DockerStats(name: name, processor: try text("CPUPerc"), memory: try text("MemUsage"), tasks: try text("PIDs"))
        .tell(&points, place: frame)
    }
    guard !points.isEmpty else {
      throw NoReadings.error(source.name, line: number, hint: "do containers run? docker ps")
    }
    points.tell(&run)
  }
}
