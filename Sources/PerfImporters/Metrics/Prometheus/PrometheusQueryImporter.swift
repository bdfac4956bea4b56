public import PerfDiagnostics
public import PerfFormats
public import PerfModel

/// Reads what Prometheus answers to `/api/v1/query_range` and `/api/v1/query`: series with times.
public struct PrometheusQueryImporter: Importer {
  public static let format = FormatDescription(
    id: "prometheus-query", tool: "prometheus", title: "answer of Prometheus to a query",
    holds: "series with their times, under their own names where the query is a plain selector",
    lacks: "the query: what an expression such as rate(…) made has no name, and is not known as anything",
    record:
      "curl -sG http://HOST:9090/api/v1/query_range -d query='{job=\"api\"}' -d start=… -d end=… -d step=5s > api.json")

  private let limits: InputLimits

  public init(options: ImportOptions) { limits = options.limits }

  public static func sniff(_ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let data = JSONOutline.root(of: prefix)?["data"], let type = data["resultType"]?.string,
      ["matrix", "vector"].contains(type), data["result"]?.elements?.first?.has("metric") == true
    else { return .no }
    return .certain
  }

  public mutating func read(_ source: inout ByteSource, into run: inout RunBuilder) throws(Diagnostic) {
    let document = try JSONDocument(try source.readAll()[...], name: source.name, limits: limits)
    let data = try document.member("data", of: document.root)
    var table = MetricTable()
    for result in try document.elements(of: document.member("result", of: data)) {
      let key = try Self.key(try document.member("metric", of: result), document)
      var points: [JSONNode] = []
      if let values = result["values"] { points = try document.elements(of: values) }
      if let value = result["value"] { points.append(value) }
      for node in points {
        guard table.add(key, try Self.point(node, document)) else { throw MetricTable.tooMany(source.name) }
      }
    }
    guard !table.isEmpty else {
      throw NoReadings.error(source.name, hint: "did the query match anything between start and end?")
    }
    MetricTelling.tell([table.scrape()], to: &run)
  }

  private static func key(_ node: JSONNode, _ document: JSONDocument) throws(Diagnostic) -> MetricTable.Key {
    var name = ""
    var labels: [Labels.Pair] = []
    for member in try document.members(of: node) {
      let value = try document.string(member.node)
      if member.key == "__name__" { name = value } else { labels.append(Labels.Pair(name: member.key, value: value)) }
    }
    return MetricTable.Key(name: name, labels: Labels(labels))
  }

  /// `[1795232456.781, "0.109106"]`: seconds since 1970, and the value as text, which JSON could not write where it is NaN.
  private static func point(_ node: JSONNode, _ document: JSONDocument) throws(Diagnostic) -> MetricPoint {
    let pair = try document.elements(of: node)
    guard pair.count == 2 else { throw Self.flaw(node, document) }
    let seconds = try document.number(pair[0])
    let text = try document.string(pair[1])
    guard (0...9e9).contains(seconds), let value = PrometheusScanner.number(Array(text.utf8)[...]) else {
      throw Self.flaw(node, document)
    }
    // Prometheus counts milliseconds; in nanoseconds the number would be off by up to 128.
    return MetricPoint(time: Int64((seconds * 1e3).rounded()) * 1_000_000, value: value)
  }

  private static func flaw(_ node: JSONNode, _ document: JSONDocument) -> Diagnostic {
    document.error(
      at: node, id: .metricsLine, message: "this is no time and value",
      hint: "a sample is [seconds since 1970, \"value\"]: was the file edited?")
  }
}
