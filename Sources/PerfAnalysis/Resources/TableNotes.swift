import PerfModel
import PerfUnits

/// What has to be known of the tables and indexes of a database beside the growth of their counters: what was read only once, and which
/// indexes came into use or fell out of it.
struct TableNotes {
  private let before: ResourceReadings
  private let after: ResourceReadings

  /// More names than this are counted only.
  private static let most = 3

  init(_ before: ResourceReadings, _ after: ResourceReadings) {
    self.before = before
    self.after = after
  }

  var notes: [String] {
    let used = indexes(usedIn: after, notIn: before), unused = indexes(usedIn: before, notIn: after)
    var notes = resets + readings
    if !used.isEmpty { notes.append("indexes in use after and not before: \(Self.list(used))") }
    if !unused.isEmpty { notes.append("indexes in use before and not after: \(Self.list(unused))") }
    return notes
  }

  private var resets: [String] {
    [("before", before), ("after", after)].filter { !$0.1.resetDatabases.isEmpty }.map { side, readings in
      "\(side): the statistics of \(readings.resetDatabases.joined(separator: ", ")) were reset between two captures, so that nobody "
        + "knows what the database counted between them; record both after the last reset"
    }
  }

  /// A counter that was read once has no growth; of two such sides only the totals stand beside each other.
  private var readings: [String] {
    let ofTables = MetricCatalogue.tableCounters.subtracting([.dbIndexScans])
    let tables = sidesReadOnce(ofTables), indexes = sidesReadOnce([.dbIndexScans])
    let subjects = tables == indexes ? [("tables and indexes", tables)] : [("tables", tables), ("indexes", indexes)]
    return subjects.filter { !$0.1.isEmpty }.map { subject, sides in
      let note =
        "\(sides.joined(separator: " and ")): \(subject) were read once, so that nobody knows what the load did to them "
        + "and what came before; record the views before the load and after it"
      guard sides.count == 2, subject != "indexes", !totals.isEmpty else { return note }
      return note + ". Since the statistics were last reset, at times that may differ, and not for each request: "
        + Self.list(totals)
    }
  }

  /// The rows that were read by scans of whole tables, the furthest apart first.
  private var totals: [String] {
    let pairs = after.totals.compactMap { key, now -> (key: ResourceKey, was: Double, now: Double)? in
      guard key.metric == .dbTableSequentialRows, let was = before.totals[key], was != now else { return nil }
      return (key, was, now)
    }
    return pairs.sorted { (abs($1.now - $1.was), $0.key) < (abs($0.now - $0.was), $1.key) }
      .map { "\(Self.count($0.was)) → \(Self.count($0.now)) rows read by sequential scans of \($0.key.resource)" }
  }

  /// The indexes that one side scanned and the other did not, or does not have; the most scanned first.
  private func indexes(usedIn one: ResourceReadings, notIn other: ResourceReadings) -> [String] {
    let isKnown = other.totals.keys.contains { $0.metric == .dbIndexScans }
    guard isKnown else { return [] }
    let used = one.totals.keys.compactMap { key -> (key: ResourceKey, scans: Double)? in
      guard key.metric == .dbIndexScans, Self.scans(key, other) ?? 0 == 0, let scans = Self.scans(key, one), scans > 0
      else { return nil }
      return (key, scans)
    }
    return used.sorted { ($1.scans, $0.key) < ($0.scans, $1.key) }.map { key, scans in
      let since = one.growths[key] == nil ? " since the last reset" : ""
      let presence = other.totals[key] == nil ? ", only there" : ""
      return "\(ResourceText.index(key)) (\(Self.count(scans)) scans\(since)\(presence))"
    }
  }

  /// Over the capture where it was read twice.
  private static func scans(_ key: ResourceKey, _ readings: ResourceReadings) -> Double? {
    readings.growths[key]?.total ?? readings.totals[key]
  }

  /// The sides that know some of these counters, and the growth of none.
  private func sidesReadOnce(_ counters: Set<MetricID>) -> [String] {
    [("before", before), ("after", after)].filter { _, readings in
      readings.totals.keys.contains { counters.contains($0.metric) }
        && !readings.growths.keys.contains { counters.contains($0.metric) }
    }.map(\.0)
  }

  private static func count(_ value: Double) -> String {
    Int(exactly: value).map { NumberText.grouped($0) } ?? NumberText.significant(value, digits: 3)
  }

  private static func list(_ items: [String]) -> String {
    let hidden = items.count - most
    return items.prefix(most).joined(separator: ", ") + (hidden > 0 ? " and \(hidden) more" : "")
  }
}
