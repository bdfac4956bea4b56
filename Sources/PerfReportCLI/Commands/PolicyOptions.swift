import ArgumentParser
import PerfAnalysis
import PerfDiagnostics
import PerfFormats
import PerfImporters

/// What counts as a change: the configuration file, and options on top of it.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: "Read margins, noise, directions and gated metrics from this file (default: perfreport.yml, if there is one)."
  )
  var config: String?

  @Option(
    name: .customLong("margin"),
    help: ArgumentHelp(
      "The smallest change worth acting on, e.g. center=5%, upper=10%, tail=15%, rate=5%, ratio=0.1pp, durationFloor=1ms.",
      valueName: "name=amount"))
  var margins: [String] = []

  @Option(help: ArgumentHelp("The run-to-run noise of the system, e.g. 3% (assumed 5% otherwise).", valueName: "share"))
  var noise: String?

  @Flag(help: "Judge runs as before/after pairs in the order given (found out from start times otherwise).")
  var paired = false

  @Flag(help: "Judge several runs by the Hodges-Lehmann shift instead of the mean.")
  var robust = false

  @Flag(help: "End with status 2 where anything is inconclusive, unknown or missing.")
  var strict = false

  @Option(
    help: ArgumentHelp("Compare only series whose metric or endpoint matches, e.g. '*/login'.", valueName: "glob"))
  var filter: String?

  /// The policy of a comparison.
  func policy() throws -> ComparisonPolicy {
    var policy = try configured()
    for setting in margins { try apply(setting, to: &policy.margins) }
    if let noise {
      guard let share = Amount.share(noise) else {
        throw CommandFailure(status: .usage, message: "--noise '\(noise)' is not a share such as 3%")
      }
      policy.runToRunDeviation = share
      policy.isRunToRunDeviationKnown = true
    }
    if paired { policy.paired = true }
    policy.isRobust = robust
    policy.isStrict = strict
    policy.filter = filter.map(Glob.init)
    return policy
  }

  /// What the configuration file says; without `--config` there need not be one.
  private func configured() throws -> ComparisonPolicy {
    let path = config ?? ConfigFile.defaultName
    guard let text = try contents(path) else { return ComparisonPolicy() }
    var policy = try ConfigFile(text: text, name: path).policy()
    policy.origin = InputName.shown(path)
    return policy
  }

  private func contents(_ path: String) throws -> String? {
    do throws(Diagnostic) {
      var source = try ByteSource.file(path, name: path)
      return String(decoding: try source.readAll(), as: UTF8.self)
    } catch {
      if config == nil, error.id == .inputMissing { return nil }
      throw error
    }
  }

  private func apply(_ text: String, to margins: inout Margins) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let setting = MarginSetting(rawValue: parts[0]) else {
      let known = MarginSetting.allCases.map(\.rawValue)
      let hint = DidYouMean.hint(parts.first ?? "", among: known) ?? "known: " + known.joined(separator: ", ")
      throw CommandFailure(status: .usage, message: "--margin '\(text)' is not name=amount; \(hint)")
    }
    guard setting.set(parts[1], in: &margins) else {
      throw CommandFailure(status: .usage, message: "--margin '\(text)': the amount is not \(setting.expectation)")
    }
  }
}
