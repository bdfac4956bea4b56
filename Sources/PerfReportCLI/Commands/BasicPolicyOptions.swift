import ArgumentParser
import PerfAnalysis
import PerfImporters

/// What every judgement takes into account: the configuration file, the system's noise, and how strict to be.
struct BasicPolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read margins, noise, directions, gated metrics, endpoints and objectives from this file (default: perfreport.yml, if there is one).",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("The run-to-run noise of the system, e.g. 3% (assumed 5% otherwise).", valueName: "share"))
  var noise: String?

  @Flag(help: "End with status 2 where anything is inconclusive, unknown or missing.")
  var strict = false

  /// The policy of the configuration file with the options on top.
  func policy() throws -> ComparisonPolicy {
    var policy = ComparisonPolicy()
    if let file = try file() {
      policy = try file.policy()
      policy.origin = InputName.shown(file.name)
    }
    if let noise {
      guard let share = Amount.share(noise) else {
        throw CommandFailure(status: .usage, message: "--noise '\(noise)' is not a share such as 3%")
      }
      policy.runToRunDeviation = share
      policy.isRunToRunDeviationKnown = true
    }
    policy.isStrict = strict
    return policy
  }

  /// The configuration file; without `--config` there need not be one.
  func file() throws -> ConfigFile? { try ConfigFile.load(config) }
}
