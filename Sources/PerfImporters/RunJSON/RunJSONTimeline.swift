import PerfDiagnostics
import PerfFormats
import PerfModel

/// Reads what a run says of times: where its clock starts, when the load ran, and what ended in each second.
struct RunJSONTimeline {
  /// The fields of the run.
  let run: RunJSONFields

  func origin() throws(Diagnostic) -> Int64? {
    guard let text = try run.optionalString("origin") else { return nil }
    guard let time = NanosecondTime.time(rfc3339: text) else {
      throw run.invalid("origin", "a time as 2026-11-21T03:23:38.389966967Z")
    }
    return time
  }

  func loadWindow() throws(Diagnostic) -> ClosedRange<Double>? {
    guard let node = run.node["loadWindow"] else { return nil }
    let ends = try run.document.elements(of: node).map(run.document.number)
    guard ends.count == 2, ends[0] <= ends[1] else { throw run.invalid("loadWindow", "two numbers, from and to") }
    return ends[0]...ends[1]
  }

  /// The whole run first, then endpoints by name.
  func timelines() throws(Diagnostic) -> [Timeline] {
    var bins: [String?: [TimelineBin]] = [:]
    for element in try run.elements("timeline") {
      let fields = RunJSONFields(document: run.document, node: element)
      let endpoint = try fields.optionalString("endpoint")
      guard (endpoint?.utf8.count ?? 0) <= SeriesKey.maximumNameBytes else {
        throw fields.invalid("endpoint", "no longer than \(SeriesKey.maximumNameBytes) bytes")
      }
      let bin = try bin(fields)
      if let last = bins[endpoint]?.last, bin.at <= last.at {
        throw fields.invalid("at", "later than the bin before it, which is at \(last.at)")
      }
      bins[endpoint, default: []].append(bin)
    }
    let endpoints = bins.keys.sorted { ($0 == nil ? 0 : 1, $0 ?? "") < ($1 == nil ? 0 : 1, $1 ?? "") }
    return endpoints.map { Timeline(endpoint: $0, bins: bins[$0] ?? []) }
  }

  private func bin(_ fields: RunJSONFields) throws(Diagnostic) -> TimelineBin {
    let count = try requests("count", fields)
    let failed = try requests("failed", fields)
    let length = try fields.number("length")
    guard count > 0 else { throw fields.invalid("count", "1 or more: seconds without a request are left out") }
    guard failed <= count else { throw fields.invalid("failed", "\(count) at most, which is the count") }
    guard length > 0 else { throw fields.invalid("length", "more than 0 seconds") }
    return TimelineBin(
      at: try fields.number("at"), length: length, count: count, failed: failed,
      users: try fields.optionalNumber("users"), mean: try fields.optionalNumber("mean"),
      p50: try fields.optionalNumber("p50"), p95: try fields.optionalNumber("p95"),
      p99: try fields.optionalNumber("p99"))
  }

  private func requests(_ key: String, _ fields: RunJSONFields) throws(Diagnostic) -> Int {
    guard let count = try fields.optionalCount(key) else { throw fields.invalid(key, "a whole number") }
    return count
  }
}
