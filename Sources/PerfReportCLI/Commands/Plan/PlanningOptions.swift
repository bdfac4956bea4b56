import ArgumentParser
import PerfCapacity
import PerfModel
import PerfUnits

/// What a plan takes into account beside the runs.
struct PlanningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read objectives and the 'capacity:' section from this file (default: perfreport.yml, if there is one).",
      valueName: "file"))
  var config: String?

  @Flag(help: "End with status 2 where any line is not determined.")
  var strict = false

  @Option(
    help: ArgumentHelp("An earlier plan, as -o plan.json wrote it, to tell what has moved.", valueName: "plan.json"))
  var before: String?

  /// The configuration file; without `--config` there need not be one.
  func file() throws -> ConfigFile? { try ConfigFile.load(config) }

  /// Finds the levels of the runs and plans from them.
  func plan(_ runs: [Run], objective: ServiceObjective?) -> CapacityPlan {
    var settings = CapacitySettings(objective: objective)
    let orders = Set([0.5, 0.95, 0.99] + [objective?.p].compactMap(\.self)).sorted()
    let found = runs.map { LevelFinder(quantiles: orders).levels(of: $0) }
    settings.scriptedThinkTime = settings.scriptedThinkTime ?? found.compactMap(\.pause).first
    if let requests = found.compactMap(\.requestsPerIteration).first { settings.requestsPerIteration = requests }
    return CapacityPlanner(settings: settings).plan(found.flatMap(\.levels), notes: found.flatMap(\.notes))
  }
}
