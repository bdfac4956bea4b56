import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads one metric of a summary, flat as in the legacy export or with `type`, `contains` and `values` as in the others.
struct K6MetricReader {
  let document: JSONDocument

  /// - Throws: a located diagnostic where the metric is of no known shape; the summary's others can still be read.
  func metric(named text: String, _ node: JSONNode) throws(Diagnostic) -> K6Metric {
    _ = try document.members(of: node)
    let name = K6MetricName(text)
    let values = node["values"] ?? node
    guard let type = node["type"]?.string ?? K6MetricShape.type(of: values) else { throw unknown(text, node) }
    return K6Metric(
      name: name, values: try read(values, as: type, of: text, node),
      contains: node["contains"]?.string.flatMap(K6Contents.init) ?? K6MetricTable.contents(ofBuiltIn: name.base),
      thresholds: thresholds(of: node, isFlat: node["values"] == nil), location: document.location(of: node))
  }

  private func read(
    _ values: JSONNode, as type: String, of name: String, _ node: JSONNode
  ) throws(Diagnostic) -> K6Values {
    switch type {
    case "trend": try trend(values)
    case "rate": try rate(values)
    case "counter":
      .counter(
        total: try document.number(document.member("count", of: values)), perSecond: try number("rate", of: values))
    case "gauge":
      .gauge(
        last: try document.number(document.member("value", of: values)), minimum: try number("min", of: values),
        maximum: try number("max", of: values))
    default: throw unknown(name, node)
    }
  }

  private func trend(_ values: JSONNode) throws(Diagnostic) -> K6Values {
    var count: Int?
    var statistics: [Statistic: Double] = [:]
    for member in try document.members(of: values) where !member.node.isNull {
      if member.key == "count" {
        count = try document.integer(member.node)
      } else if let statistic = K6MetricShape.statistic(member.key), statistics[statistic] == nil {
        statistics[statistic] = try document.number(member.node)
      }
    }
    return .trend(count: count, statistics: statistics)
  }

  /// Counts are taken, not the printed share, which k6 0.26 to 0.29 wrote as 0.
  private func rate(_ values: JSONNode) throws(Diagnostic) -> K6Values {
    if let matches = values["matches"] {
      return .rate(
        trues: try document.integer(matches), total: try document.integer(document.member("total", of: values)))
    }
    let passes = try document.integer(document.member("passes", of: values))
    let failsNode = try document.member("fails", of: values)
    let (total, isTooLarge) = passes.addingReportingOverflow(try document.integer(failsNode))
    guard !isTooLarge else {
      throw document.error(
        at: failsNode, id: .k6Contradiction, message: "passes and fails are more than can be counted", hint: Self.hint)
    }
    return .rate(trues: passes, total: total)
  }

  private func number(_ key: String, of node: JSONNode) throws(Diagnostic) -> Double? {
    guard let node = node[key] else { return nil }
    return try document.number(node)
  }

  /// The flat export writes whether a threshold was *crossed*, handleSummary whether it is ok.
  private func thresholds(of node: JSONNode, isFlat: Bool) -> [K6Threshold] {
    (node["thresholds"]?.members ?? []).map { member in
      let isCrossed = isFlat ? member.node.bool : nil
      return K6Threshold(expression: member.key, isMet: member.node["ok"]?.bool ?? isCrossed.map { !$0 })
    }
  }

  private func unknown(_ name: String, _ node: JSONNode) -> Diagnostic {
    document.error(
      at: node, id: .k6UnknownMetric, message: "\(name) is no trend, counter, rate or gauge as k6 writes them",
      hint: Self.hint)
  }

  private static let hint = "did the script's handleSummary change the data?"
}
