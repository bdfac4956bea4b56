public import PerfModel
import PerfUnits

/// From runs, evidence and settings to a plan: finds levels, lays evidence beside them, fills in what the runs tell themselves.
public struct CapacityStudy: Sendable {
  public var settings: CapacitySettings
  /// What instances share, as the settings give it.
  public var sharedDemands: [SharedDemand]
  public var notes: [ResourceNote]
  /// What is known of the tests; the objective's quantile is added to those of the levels.
  public var finder: LevelFinder

  public init(
    settings: CapacitySettings, sharedDemands: [SharedDemand] = [], notes: [ResourceNote] = [],
    finder: LevelFinder = LevelFinder()
  ) {
    self.settings = settings
    self.sharedDemands = sharedDemands
    self.notes = notes
    self.finder = finder
  }

  /// Plans.
  /// - Parameters:
  ///   - runs: results of tests; their labels are unique.
  ///   - evidence: what was seen of resources, of any number of files; series of the runs themselves count too.
  public func plan(_ runs: [Run], evidence: [ResourceSeries] = []) -> CapacityPlan {
    var finder = finder
    if let p = settings.objective?.p, !finder.quantiles.contains(p) { finder.quantiles.append(p) }
    let found = runs.map { finder.levels(of: $0) }
    let seen = CapacityEvidence(
      evidence + runs.flatMap(\.resources), levels: found.flatMap(\.levels), runs: runs)
    let planner = CapacityPlanner(
      settings: completed(settings, found, seen), resources: ResourceNote.apply(notes, to: seen.resources),
      sharedDemands: sharedDemands, soak: seen.soak)
    return planner.plan(seen.levels, notes: found.flatMap(\.notes) + seen.notes)
  }

  /// The settings with the runs' own requests per iteration and pauses, where nobody has given others and the runs agree, and with the
  /// memory that an instance was seen to have and to use.
  private func completed(
    _ settings: CapacitySettings, _ found: [RunLevels], _ seen: CapacityEvidence
  ) -> CapacitySettings {
    var settings = settings
    settings.instance.memoryUsed = settings.instance.memoryUsed ?? seen.memoryUsed
    settings.instance.memoryLimit = settings.instance.memoryLimit ?? seen.memoryLimit
    settings.requestsPerIteration =
      settings.requestsPerIteration ?? Self.agreed(found.compactMap(\.requestsPerIteration), within: 0.02)
    settings.scriptedThinkTime =
      settings.scriptedThinkTime ?? Self.pause(found)
    return settings
  }

  /// The mean of values that differ by no more than a share of the largest; nil for none, and where they differ more.
  private static func agreed(_ values: [Double], within share: Double) -> Double? {
    guard let low = values.min(), let high = values.max(), high - low <= share * high else { return nil }
    return values.reduce(0, +) / Double(values.count)
  }

  /// What an iteration takes beyond its requests; less than a fiftieth of the latency is the generator's own work, and no thinking.
  private static func pause(_ found: [RunLevels]) -> Seconds? {
    let pauses = found.compactMap { run -> Double? in
      guard let pause = run.pause?.value, let latency = run.levels.compactMap(\.latency?.value).min() else {
        return nil
      }
      return pause < max(1e-3, 0.02 * latency) ? 0 : pause
    }
    return agreed(pauses, within: 0.1).flatMap { Seconds($0) }
  }
}
