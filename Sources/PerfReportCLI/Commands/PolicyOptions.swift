import ArgumentParser
import PerfAnalysis

/// What counts as a change: the configuration file, and options on top of it.
struct PolicyOptions: ParsableArguments {
  @OptionGroup
  var basics: BasicPolicyOptions

  @Option(
    name: .customLong("margin"),
    help: ArgumentHelp(
      "The smallest change worth acting on, e.g. center=5%, upper=10%, tail=15%, rate=5%, ratio=0.1pp, durationFloor=1ms.",
      valueName: "name=amount"))
  var margins: [String] = []

  @Flag(help: "Judge runs as before/after pairs in the order given (found out from start times otherwise).")
  var paired = false

  @Flag(help: "Judge several runs by the Hodges-Lehmann shift instead of the mean.")
  var robust = false

  @Option(
    help: ArgumentHelp("Compare only series whose metric or endpoint matches, e.g. '*/login'.", valueName: "glob"))
  var filter: String?

  /// The first option that says nothing without a comparison, as it was written; nil where none was given.
  var comparingOption: String? {
    if !margins.isEmpty { return "--margin" }
    if paired { return "--paired" }
    if robust { return "--robust" }
    return filter == nil ? nil : "--filter"
  }

  /// The policy of a comparison.
  func policy() throws -> ComparisonPolicy {
    var policy = try basics.policy()
    for setting in margins { try apply(setting, to: &policy.margins) }
    if paired { policy.paired = true }
    policy.isRobust = robust
    policy.filter = filter.map(Glob.init)
    return policy
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
