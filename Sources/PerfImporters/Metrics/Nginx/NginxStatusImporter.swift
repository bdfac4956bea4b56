public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads the four lines of nginx's `stub_status`.
public struct NginxStatusImporter: Importer {
  public static let format = FormatDescription(
    id: "nginx-stub-status", tool: "nginx", title: "nginx stub_status",
    holds: "open connections, and the requests that were served since nginx began",
    lacks: "times, routes and durations: two of them, before and after the load, show how many requests came between",
    record: "curl -s http://HOST/stub_status > nginx_after.txt")

  public init(options: ImportOptions) {}

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    let text = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
    guard text.starts(with: "Active connections: ".utf8) else { return .no }
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.count > 1 && lines[1].hasPrefix("server accepts handled requests") ? .certain : .no
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    var reader = LineReader()
    var lines: [LineReader.Line] = []
    while let line = try reader.next(of: &source), lines.count < 4 { lines.append(line) }
    let active = lines.first.flatMap { Double($0.text.split(separator: " ").last ?? "") }
    let counts = lines.dropFirst(2).first?.text.split(separator: " ").compactMap { Double($0) } ?? []
    // The last line proves that the numbers before it are whole.
    guard let active, counts.count >= 3, lines.count == 4, lines[3].text.hasPrefix("Reading: "),
      lines[3].text.contains("Waiting: ")
    else {
      throw Diagnostic(
        .error, .metricsLine, "this is not the whole of a stub_status",
        at: SourceLocation(file: source.name, line: max(1, lines.count)),
        hint: "it has four lines, the last with Reading, Writing and Waiting")
    }
    var points = ResourcePoints()
    func add(_ metric: MetricID, _ value: Double) {
      points.add(ResourceKey(resource: "nginx", metric: metric), value, time: nil, place: 0)
    }
    add(.serviceConnections, active)
    add(.serviceRequests, counts[2])
    points.tell(&run)
  }
}
