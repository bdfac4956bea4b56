import PerfDiagnostics
import PerfModel
import PerfUnits

/// What has to be equal for evidence of two sides to be held against each other.
enum EvidenceComparability {
  static func findings(
    _ before: RequestTally, _ after: RequestTally, _ old: ProcessorTime?, _ new: ProcessorTime?
  ) -> [Diagnostic] {
    [load(before, after)].compactMap(\.self) + profiles(old, new)
  }

  /// Endpoints that moved, and whose requests nobody counted.
  static func uncounted(_ count: Int) -> [Diagnostic] {
    guard count > 0 else { return [] }
    return [
      note(
        "nobody counted the requests of \(count) \(count == 1 ? "endpoint" : "endpoints") that changed, so that evidence cannot be divided by them",
        hint:
          "k6 run --out json=run.ndjson.gz, or 'count' in summaryTrendStats; or an exporter that counts requests by route"
      )
    ]
  }

  /// Another Go is another compiler, collector and scheduler.
  static func goVersions(_ before: GoVersions, _ after: GoVersions) -> Diagnostic? {
    guard let (old, new) = GoVersions.difference(before, after) else { return nil }
    return note(
      "the services were not built with the same Go, \(old.joined(separator: ", ")) before and \(new.joined(separator: ", ")) after: "
        + "its compiler and collector changed too",
      hint: "build both sides with one version of Go")
  }

  /// Queues grow with the load, and so does everything that waits in them.
  private static func load(_ before: RequestTally, _ after: RequestTally) -> Diagnostic? {
    guard let old = before.rate, let new = after.rate, max(old, new) > 1.2 * min(old, new) else { return nil }
    return note(
      "the load was not the same, \(NumberText.significant(old, digits: 3)) and \(NumberText.significant(new, digits: 3)) requests/s: "
        + "figures for each request may differ for that alone",
      hint: "offer both sides the same rate")
  }

  private static func profiles(_ before: ProcessorTime?, _ after: ProcessorTime?) -> [Diagnostic] {
    guard let before, let after else {
      guard let only = before ?? after else { return [] }
      return [
        note(
          "there is a processor profile \(before == nil ? "after" : "before") only (\(only.name)): what the processor did cannot be compared",
          hint: "record one on both sides")
      ]
    }
    var found: [Diagnostic] = []
    for (name, side) in [("before", before), ("after", after)] where side.others > 0 {
      found.append(
        note("of \(side.others + 1) processor profiles \(name), the one with the most samples is used (\(side.name))"))
    }
    for (name, side) in [("before", before), ("after", after)] where side.all.samples == 0 {
      found.append(
        note(
          "the processor profile \(name) has no samples (\(side.name)): what the processor did there is not known",
          hint: "record it while the load runs"))
    }
    let builds = (build(before), build(after))
    if let one = builds.0, one == builds.1 {
      found.append(
        note(
          "both processor profiles are of the same build, \(one.prefix(12)): what changed is not in the program itself")
      )
    }
    let types = (before.profile.sampleTypes.map(\.text), after.profile.sampleTypes.map(\.text))
    if types.0 != types.1 {
      found.append(
        note(
          "the processor profiles have other sample types: \(types.0.joined(separator: ", ")) and \(types.1.joined(separator: ", "))"
        ))
    }
    return found
  }

  private static func build(_ time: ProcessorTime) -> String? {
    time.profile.mappings.first.map { time.profile.string($0.buildID) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func note(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.note, .evidenceComparability, message, hint: hint)
  }
}
