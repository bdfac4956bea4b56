import ArgumentParser
import PerfCapacity
import PerfImporters

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

  /// What is known beside the runs.
  /// - Parameter tiers: of capacity tables in the objective documents.
  func section(_ config: ConfigFile?, tiers: [CapacityTier]) throws -> CapacitySection {
    try config?.capacity(tiers: tiers) ?? CapacitySection(tiers: tiers)
  }
}

extension CapacitySection {
  /// The study of runs under these settings.
  func study(objective: ServiceObjective?) -> CapacityStudy {
    var settings = settings
    settings.objective = objective
    return CapacityStudy(settings: settings, sharedDemands: sharedDemands, notes: notes)
  }
}
