import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// Reads the entries of a `resource-json` document. What cannot be meant is left out with a word; what is of the wrong kind is an error.
struct ResourceJSONReader {
  private(set) var table: ResourceTable
  let clock: ResourceSeries.Clock
  private(set) var hasPoints = false
  /// The first of what was left out.
  private(set) var firstFlaw: Diagnostic?
  private let document: JSONDocument

  private static let keys = ["resource", "role", "instance", "metric", "unit", "points"]

  /// - Throws: `resource-row` where the clock is none.
  init(_ document: JSONDocument, maximumSeries: Int) throws(Diagnostic) {
    self.document = document
    table = ResourceTable(maximumSeries: maximumSeries)
    guard let node = document.root["clock"] else {
      clock = .wall
      return
    }
    guard let clock = ResourceSeries.Clock(rawValue: try document.string(node)), clock != .order else {
      throw document.error(
        at: node, id: .resourceRow, message: "the clock has to be \"wall\" or \"run\"",
        hint: "\"wall\" is RFC 3339 or seconds since 1970, \"run\" seconds since the first request")
    }
    self.clock = clock
  }

  /// Reads the object of a series.
  /// - Throws: `json-missing-key`, `json-type`.
  mutating func read(_ entry: JSONNode, into run: inout RunBuilder) throws(Diagnostic) {
    for member in try document.members(of: entry) where !Self.keys.contains(member.key) {
      run.record(
        document.finding(
          .warning, .resourceRow, "'\(PrintableText.escape(member.key))' is no key of a series; it is not read",
          at: member.node, hint: ResourceMeaning.nearest(member.key, among: Self.keys)))
    }
    let name = try document.string(document.member("metric", of: entry))
    let role = try text("role", of: entry)
    let unitName = try text("unit", of: entry)
    let instance = try text("instance", of: entry)
    let resource = try text("resource", of: entry)
    let points = try document.elements(of: document.member("points", of: entry))
    do throws(ResourceFlaw) {
      let metric = try ResourceMeaning.metric(name)
      let unit = try ResourceMeaning.unit(unitName, of: metric)
      let key = ResourceKey(
        resource: resource, role: try ResourceMeaning.role(role), instance: instance.isEmpty ? nil : instance,
        metric: metric.id)
      for point in points { read(point, of: key, metric, in: unit, into: &run) }
    } catch {
      leaveOut("the series", error, at: entry[error.part.rawValue] ?? entry, &run)
    }
  }

  private mutating func read(
    _ point: JSONNode, of key: ResourceKey, _ metric: Metric, in unit: Unit, into run: inout RunBuilder
  ) {
    do throws(ResourceFlaw) {
      guard let pair = point.elements, pair.count == 2 else {
        throw ResourceFlaw(.value, "a point is a time and a value", hint: "[1795231435.25, 0.72]")
      }
      guard let time = time(pair[0]) else {
        throw ResourceFlaw(
          .value, "the time is not one that can be read",
          hint: clock == .wall ? "give RFC 3339, or seconds since 1970" : "give seconds since the first request")
      }
      guard let written = pair[1].number?.double, (0...ResourceMeaning.largest).contains(written) else {
        throw ResourceFlaw(.value, "the value is not a number that it can be", hint: "give a number from 0")
      }
      table.add(try ResourceMeaning.value(written, in: unit, of: metric), at: time, to: key)
      hasPoints = true
    } catch {
      leaveOut("the point", error, at: point, &run)
    }
  }

  /// Nanoseconds on the clock of the document.
  private func time(_ node: JSONNode) -> Int64? {
    if let number = node.number { return ResourceMeaning.time(seconds: number.double) }
    return clock == .wall ? node.string.flatMap(ResourceMeaning.time(rfc3339:)) : nil
  }

  private func text(_ key: String, of entry: JSONNode) throws(Diagnostic) -> String {
    guard let node = entry[key] else { return "" }
    return try document.string(node)
  }

  private mutating func leaveOut(_ what: String, _ flaw: ResourceFlaw, at node: JSONNode, _ run: inout RunBuilder) {
    let message = "\(flaw.message); \(what) is left out"
    run.record(document.finding(.warning, .resourceRow, message, at: node, hint: flaw.hint))
    if firstFlaw == nil {
      firstFlaw = document.error(at: node, id: .resourceRow, message: message, hint: flaw.hint)
    }
  }
}
