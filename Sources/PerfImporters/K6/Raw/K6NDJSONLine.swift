import PerfDiagnostics
import PerfFormats

/// The general parser of k6's NDJSON: one line, keys in any order, any JSON that says what k6 says.
struct K6NDJSONLine {
  let record: K6Record

  /// - Throws: why the line is no record of k6; its line is 1.
  init(_ line: [UInt8], name: String, limits: InputLimits) throws(Diagnostic) {
    guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else {
      record = .nothing
      return
    }
    let document = try JSONDocument(line[...], name: name, limits: limits)
    let type = try document.member("type", of: document.root)
    switch try document.string(type) {
    case "Point": record = .point(try Self.point(document))
    case "Metric": record = .definition(try Self.definition(document))
    case let other:
      throw document.error(
        at: type, id: .k6BadLine, message: "a record of k6 is a Point or a Metric, not \"\(other)\"")
    }
  }

  private static func point(_ document: JSONDocument) throws(Diagnostic) -> K6Point {
    let metric = try document.string(document.member("metric", of: document.root))
    let data = try document.member("data", of: document.root)
    let written = try document.member("time", of: data)
    guard let time = TimeScanner.time(try document.string(written)) else {
      throw document.error(at: written, id: .k6BadLine, message: "expected a time such as 2026-11-21T03:22:16.68Z")
    }
    var tags = K6Tags()
    if let node = data["tags"] {
      for member in try document.members(of: node) {
        if let value = member.node.string { tags.take(member.key, value) }
      }
    }
    return K6Point(
      metric: metric, time: time, value: try document.number(document.member("value", of: data)), tags: tags)
  }

  private static func definition(_ document: JSONDocument) throws(Diagnostic) -> K6Definition {
    let data = try document.member("data", of: document.root)
    let name = try document.string(document.member("name", of: data))
    let type = try document.member("type", of: data)
    guard let kind = K6Definition.Kind(rawValue: try document.string(type)) else {
      throw document.error(at: type, id: .k6UnknownMetric, message: "\(name) is no trend, counter, rate or gauge")
    }
    return K6Definition(
      name: name, type: kind,
      contains: data["contains"]?.string.flatMap(K6Contents.init) ?? K6MetricTable.contents(ofBuiltIn: name),
      thresholds: data["thresholds"]?.elements?.compactMap(\.string) ?? [],
      submetrics: data["submetrics"]?.elements?.compactMap { $0["name"]?.string } ?? [])
  }
}
