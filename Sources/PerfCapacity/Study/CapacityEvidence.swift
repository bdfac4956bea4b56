public import PerfModel
import PerfStats
import PerfUnits

/// What was seen of resources, laid beside the levels of the runs: by wall clock, or by seconds from the start of the one run.
public struct CapacityEvidence: Sendable, Hashable {
  /// The levels as given, with the number of instances and the service's own latency where those were seen.
  public let levels: [Level]
  /// Their samples count in `levels`.
  public let resources: [ResourceEvidence]
  /// Of a level of at least half an hour.
  public let soak: [SoakSeries]
  /// The p95 of the memory that the largest instance of the service used while a level ran, and the most that one has, in bytes; nil where
  /// that was not seen, or of several services.
  public let memoryUsed: Double?
  public let memoryLimit: Double?
  public let notes: [Finding]

  /// - Parameters:
  ///   - series: of any resources, in any order.
  ///   - levels: of the runs; each names its run by its label.
  public init(_ series: [ResourceSeries], levels: [Level], runs: [Run]) {
    let byLabel = Dictionary(runs.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    let windows = levels.map { level in
      byLabel[level.source.run].map { LevelWindow(level, of: $0) } ?? LevelWindow.unknown
    }
    // Seconds from the start of a run say nothing where there are several.
    let usable = series.filter { $0.clock == .wall || $0.clock == .run && runs.count == 1 }
    let groups = ResourceGroup.groups(usable)
    self.levels = zip(levels, windows).map { Self.noting($0, groups, $1) }
    resources = groups.flatMap { $0.evidence(windows) }
    let services = groups.filter { $0.role == .service && !$0.all(.memoryUsed).isEmpty }
    let service = services.count == 1 ? services.first : nil
    memoryUsed = service?.highest(.memoryUsed, windows) { Quantile.type7($0, 0.95) }
    memoryLimit = service?.highest(.memoryLimit, windows) { $0.max() }
    let place = SoakEvidence.level(levels)
    soak =
      place.map { place in
        SoakEvidence.series(groups, windows[place])
          + (byLabel[levels[place].source.run].map { SoakEvidence.series(of: $0, levels[place]) } ?? [])
      } ?? []
    notes = Self.notes(series, usable, levels, resources)
  }

  private static func noting(_ level: Level, _ groups: [ResourceGroup], _ window: LevelWindow) -> Level {
    var level = level
    let counts = groups.compactMap { $0.instances(window) }
    if let count = counts.first, counts.count == 1 {
      level.instances = level.instances ?? count.count
      level.instancesChanged = level.instancesChanged || count.changes
      level.instancesLost = max(level.instancesLost, count.lost)
    }
    level.serviceLatency =
      level.serviceLatency ?? groups.compactMap { $0.latency(window) }.max().flatMap { Seconds($0) }
    return level
  }

  private static func notes(
    _ given: [ResourceSeries], _ usable: [ResourceSeries], _ levels: [Level], _ resources: [ResourceEvidence]
  ) -> [Finding] {
    var notes: [Finding] = []
    if given.contains(where: { $0.clock == .order }) {
      notes.append(
        Finding(
          .evidenceNotAligned,
          "Series of resources without times are left out, for nobody knows at which level they were taken: record them with times."
        ))
    }
    if given.contains(where: { $0.clock == .run }), !usable.contains(where: { $0.clock == .run }) {
      notes.append(
        Finding(
          .evidenceNotAligned,
          "Series of resources that count seconds from the start of a run are left out, for there are several runs: give wall-clock times."
        ))
    }
    if !usable.isEmpty, !levels.isEmpty, resources.isEmpty {
      notes.append(
        Finding(
          .evidenceNotAligned,
          "No series of a resource has values while a level ran, or a capacity to hold them against: is its clock that of the runs?"
        ))
    }
    return notes
  }
}
