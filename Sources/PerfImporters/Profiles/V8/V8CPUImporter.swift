public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads V8's `.cpuprofile`, of Node, Deno and Chrome; old ones too, which are one tree (Node 10).
public struct V8CPUImporter: Importer {
  public static let format = FormatDescription(
    id: "cpuprofile", tool: "v8", title: "V8 CPU profile",
    holds: "the tree of calls with the samples and the time of each place, and the duration",
    lacks: "other threads, and what native code does",
    record: "node --cpu-prof --cpu-prof-name profile.cpuprofile server.js", richness: 60)

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let root = JSONOutline.root(of: prefix) else { return .no }
    let node = root["nodes"]?.elements?.first
    if node?.has("callFrame") == true, node?.has("id") == true { return .certain }
    let head = root["head"]
    return head?.has("functionName") == true && head?.has("hitCount") == true ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let name = source.name
    let document = try JSONDocument(try source.readAll()[...], name: name, limits: limits)
    var tree = V8Tree(document)
    let start = try document.number(document.member("startTime", of: document.root))
    let end = try document.number(document.member("endTime", of: document.root))
    let isOld = document.root.has("head")
    if isOld {
      try tree.addTree(document.member("head", of: document.root))
    } else {
      try tree.addNodes(document.elements(of: document.member("nodes", of: document.root)))
    }
    // Old profiles count seconds, with microseconds for the samples.
    let scale = isOld ? 1e6 : 1.0
    let times = try Self.times(document, start: start * scale, end: end * scale)
    run.addProfile(try tree.cpuProfile(times: times, microseconds: (end - start) * scale, file: name))
  }

  /// How many microseconds each node was seen: a sample lasts until the next one, or the end, which some versions write behind the last
  /// sample's time.
  private static func times(_ document: JSONDocument, start: Double, end: Double) throws(Diagnostic) -> [(
    id: Int, time: Double
  )] {
    guard let list = document.root["samples"] else { return [] }
    let samples = try document.elements(of: list)
    var points: [Double] = []
    if let deltas = document.root["timeDeltas"] {
      var time = start
      for delta in try document.elements(of: deltas) {
        time += try document.number(delta)
        points.append(time)
      }
    } else if let stamps = document.root["timestamps"] {
      for stamp in try document.elements(of: stamps) { points.append(try document.number(stamp)) }
    }
    guard points.count == samples.count || points.count == samples.count + 1 else {
      throw document.error(
        at: list, id: .profileMalformed, message: "there are \(samples.count) samples and \(points.count) times",
        hint: "was the file cut off or edited?")
    }
    var result: [(id: Int, time: Double)] = []
    for (index, sample) in samples.enumerated() {
      let next = index + 1 < points.count ? points[index + 1] : end
      result.append((try document.integer(sample), max(0, next - points[index])))
    }
    return result
  }
}
