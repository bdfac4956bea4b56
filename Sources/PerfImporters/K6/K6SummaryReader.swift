import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads a k6 summary of any dialect: what the document is shows from its shape as a whole, whatever its first bytes led to.
struct K6SummaryReader {
  private let document: JSONDocument
  private let metrics: K6MetricReader
  private(set) var summary = K6Summary()
  /// What is wrong with parts that were left out.
  private(set) var findings: [Diagnostic] = []

  /// - Throws: a located diagnostic when the document is no k6 summary.
  init(_ document: JSONDocument) throws(Diagnostic) {
    self.document = document
    metrics = K6MetricReader(document: document)
    let root = document.root
    _ = try document.members(of: root)
    if let results = root["results"], results.members != nil {
      readMachineSummary(root, results: results)
    } else if let metrics = root["metrics"] {
      try readSummary(root, metrics: metrics)
    } else {
      throw document.error(
        at: root, id: .k6NoSummary, message: "a k6 summary has \"metrics\" or \"results\", this has neither",
        hint: "did the script's handleSummary write only a part of its data? JSON.stringify(data) writes all of it")
    }
  }

  /// The legacy export and the data of handleSummary.
  private mutating func readSummary(_ root: JSONNode, metrics: JSONNode) throws(Diagnostic) {
    for member in try document.members(of: metrics) { addMetric(named: member.key, member.node) }
    if let group = root["root_group"] { addChecks(of: group, path: []) }
    summary.duration = Self.duration(of: root)
  }

  /// Seconds; `state` is there unless a script deleted it.
  private static func duration(of root: JSONNode) -> Double? {
    guard let state = root["state"], let milliseconds = state["testRunDurationMs"]?.number else { return nil }
    return milliseconds.double / 1000
  }

  /// The machine-readable summary; k6 writes `k6_version` where its schema says `k6Version`, and both are read.
  private mutating func readMachineSummary(_ root: JSONNode, results: JSONNode) {
    for entry in results["metrics"]?.elements ?? [] {
      if let name = entry["name"]?.string { addMetric(named: name, entry) }
    }
    let checks = results["checks"]
    for entry in checks?["metrics"]?.elements ?? [] where entry["name"]?.string == "checks_succeeded" {
      addMetric(named: "checks", entry)
    }
    for check in checks?["results"]?.elements ?? [] { addCheck(check, path: []) }
    summary.isMachineReadable = true
    summary.duration = root["config"]?["duration"]?.number?.double
    let metadata = root["metadata"]
    summary.version = (metadata?["k6_version"] ?? metadata?["k6Version"])?.string
    let written = (metadata?["generated_at"] ?? metadata?["generatedAt"])?.string
    summary.generatedAt = written.flatMap(Timestamp.init(rfc3339:))
  }

  private mutating func addMetric(named name: String, _ node: JSONNode) {
    do throws(Diagnostic) {
      let metric = try metrics.metric(named: name, node)
      summary.metrics.append(metric)
      findings += K6Plausibility.findings(of: metric, values: node["values"] ?? node, in: document)
    } catch {
      record(error, whatIsLeftOut: "the metric")
    }
  }

  /// Groups and checks are objects in the legacy export, arrays in handleSummary.
  private mutating func addChecks(of group: JSONNode, path: [String]) {
    for check in Self.children("checks", of: group) { addCheck(check, path: path) }
    for child in Self.children("groups", of: group) {
      addChecks(of: child, path: path + [child["name"]?.string ?? ""])
    }
  }

  private static func children(_ key: String, of group: JSONNode) -> [JSONNode] {
    guard let children = group[key] else { return [] }
    return children.elements ?? children.members?.map(\.node) ?? []
  }

  private mutating func addCheck(_ node: JSONNode, path: [String]) {
    do throws(Diagnostic) {
      let name = try document.string(document.member("name", of: node))
      summary.checks.append(
        K6Check(
          path: (path + [name]).joined(separator: "::"),
          passes: try document.integer(document.member("passes", of: node)),
          fails: try document.integer(document.member("fails", of: node)), location: document.location(of: node)))
    } catch {
      record(error, whatIsLeftOut: "the check")
    }
  }

  private mutating func record(_ error: Diagnostic, whatIsLeftOut part: String) {
    findings.append(
      Diagnostic(
        .warning, error.id, "\(error.message); \(part) is left out", at: error.location, excerpt: error.excerpt,
        hint: error.hint))
  }
}
