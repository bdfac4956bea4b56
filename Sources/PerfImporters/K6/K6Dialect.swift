import PerfFormats

/// Which of k6's summaries a document is, as far as its first bytes show.
enum K6Dialect {
  case summaryExport
  case handleSummary
  case machineSummary

  /// The dialect and how sure it is, nil where the bytes are none.
  ///
  /// Keys come in any order and `setup_data` may fill the prefix, so that every part of the document is evidence of its own.
  static func guess(_ prefix: ArraySlice<UInt8>) -> (dialect: K6Dialect, confidence: Confidence)? {
    guard let root = JSONOutline.root(of: prefix), let members = root.members else { return nil }
    if let confidence = machine(root) { return (.machineSummary, confidence) }
    let evidence = [metrics(root["metrics"]), group(root["root_group"]), surroundings(root)].compactMap(\.self)
    if let best = evidence.max(by: { $0.confidence < $1.confidence }) { return best }
    guard let first = members.first, first.key == "setup_data" || first.key == "root_group" else { return nil }
    // k6 itself indents its export by four spaces, a script writes as it likes.
    return (isIndentedByFour(prefix) ? .summaryExport : .handleSummary, .maybe)
  }

  /// Whether a document is a dialect's own.
  static func confidence(in dialect: K6Dialect, _ prefix: ArraySlice<UInt8>) -> Confidence {
    guard let guess = guess(prefix), guess.dialect == dialect else { return .no }
    return guess.confidence
  }

  private static func machine(_ root: JSONNode) -> Confidence? {
    if let metadata = root["metadata"], metadata.has("k6_version") || metadata.has("k6Version") { return .certain }
    let results = root["results"]
    let entries = (results?["metrics"]?.elements ?? []) + (results?["checks"]?["metrics"]?.elements ?? [])
    if entries.contains(where: { $0["name"]?.string != nil && isTyped($0) }) { return .certain }
    guard let config = root["config"], config.has("script") else { return nil }
    return config.has("execution") && config.has("duration") ? .certain : .maybe
  }

  private static func metrics(_ metrics: JSONNode?) -> (dialect: K6Dialect, confidence: Confidence)? {
    var found: (dialect: K6Dialect, confidence: Confidence)?
    for member in metrics?.members ?? [] {
      let isBuiltIn = K6MetricTable.isBuiltIn(K6MetricName(member.key).base)
      if isTyped(member.node) || isBuiltIn && member.node["values"]?.members?.isEmpty == false {
        return (.handleSummary, .certain)
      }
      guard K6MetricShape.isFlat(member.node) else { continue }
      let isPercentile = member.node.members?.contains { $0.key.hasPrefix("p(") } ?? false
      if isBuiltIn || isPercentile { return (.summaryExport, .certain) }
      found = (.summaryExport, .maybe)
    }
    return found
  }

  /// Groups and checks are objects in the export, arrays in handleSummary.
  private static func group(_ group: JSONNode?) -> (dialect: K6Dialect, confidence: Confidence)? {
    guard let group, group["path"]?.string != nil || group["id"]?.string != nil,
      let children = group["groups"] ?? group["checks"]
    else { return nil }
    switch children.value {
    case .object: return (.summaryExport, .certain)
    case .array: return (.handleSummary, .certain)
    default: return nil
    }
  }

  /// `state` and `options` are in handleSummary only.
  private static func surroundings(_ root: JSONNode) -> (dialect: K6Dialect, confidence: Confidence)? {
    let isK6 = root["state"]?.has("testRunDurationMs") == true || root["options"]?.has("summaryTrendStats") == true
    return isK6 ? (.handleSummary, .certain) : nil
  }

  private static func isTyped(_ metric: JSONNode) -> Bool {
    guard let type = metric["type"]?.string, ["trend", "counter", "rate", "gauge"].contains(type) else { return false }
    return metric["contains"]?.string.flatMap(K6Contents.init) != nil || metric["values"]?.members != nil
  }

  private static func isIndentedByFour(_ prefix: ArraySlice<UInt8>) -> Bool {
    let afterBrace = prefix.drop { $0 != UInt8(ascii: "{") }.dropFirst()
    return afterBrace.filter { $0 != UInt8(ascii: "\r") }.starts(with: Array("\n    \"".utf8))
  }
}
