import ArgumentParser
import PerfAnalysis
import PerfModel
import PerfReporters

/// What of a profile is looked at, and on which basis two are held against each other.
struct ProfileSelectionOptions: ParsableArguments {
  @Option(
    name: .customLong("sample-type"),
    help: ArgumentHelp(
      "The value to rank by, as 'cpu' or 'alloc_space'; the profile's own default otherwise.", valueName: "type"))
  var sampleType: String?

  @Option(
    help: ArgumentHelp(
      "Only stacks with a function, file or program that matches. Repeatable: all must.", valueName: "regex"))
  var focus: [String] = []

  @Option(
    help: ArgumentHelp("No stacks with a function, file or program that matches. Repeatable.", valueName: "regex"))
  var ignore: [String] = []

  @Option(help: "Gather by function, file or package.", transform: choice)
  var granularity: ProfileGranularity = .function

  @Option(
    help: "Compare as recorded, or per second, request or sample; per sample where a duration is missing.",
    transform: choice)
  var basis: ProfileBasis?

  @Option(help: ArgumentHelp("Seconds that the profile took, where it does not say.", valueName: "seconds"))
  var duration: Double?

  @Option(help: ArgumentHelp("The same of the profile before.", valueName: "seconds"))
  var beforeDuration: Double?

  @Option(help: ArgumentHelp("Requests that were served during the profile.", valueName: "n"))
  var requests: Double?

  @Option(help: ArgumentHelp("The same of the profile before.", valueName: "n"))
  var beforeRequests: Double?

  @Option(help: "The tables: flat, cumulative, or both when not given.", transform: choice)
  var sort: ProfileReport.Selection.Table?

  @Option(help: ArgumentHelp("The most rows of a table; 0 for all.", valueName: "n"))
  var limit: Int = 20

  var selection: ProfileReport.Selection {
    var selection = ProfileReport.Selection()
    selection.limit = limit == 0 ? nil : limit
    if let sort { selection.tables = [sort] }
    return selection
  }

  func validate(hasBefore: Bool) throws {
    func refuse(_ message: String) -> CommandFailure { CommandFailure(status: .usage, message: message) }
    if limit < 0 { throw refuse("--limit takes a number from 0") }
    for (name, value) in [
      ("--duration", duration), ("--before-duration", beforeDuration), ("--requests", requests),
      ("--before-requests", beforeRequests),
    ] {
      if let value, !(value > 0 && value < 1e9) { throw refuse("\(name) takes a number above 0 and below 1e9") }
    }
    if !hasBefore, beforeDuration != nil || beforeRequests != nil {
      throw refuse("--before-duration and --before-requests need --before FILE")
    }
  }

  func filter() throws -> StackFilter {
    func patterns(_ texts: [String], _ option: String) throws -> [NamePattern] {
      try texts.map { text in
        guard let pattern = NamePattern(text) else {
          throw CommandFailure(status: .usage, message: "\(option) '\(text)' is not a regular expression")
        }
        return pattern
      }
    }
    return StackFilter(focus: try patterns(focus, "--focus"), ignore: try patterns(ignore, "--ignore"))
  }

  /// The type that is asked for, or the profile's own.
  func type(of profile: Profile, and other: Profile?) throws -> ProfileValueType {
    guard !profile.sampleTypes.isEmpty else {
      throw CommandFailure(status: .unjudged, message: "the profile is empty: it has no sample type")
    }
    guard let sampleType else {
      let own = profile.sampleTypes[profile.defaultSampleType]
      guard let other, !other.sampleTypes.contains(own) else { return own }
      // Folded stacks may be weights on one side only, with samples behind them.
      guard let count = profile.sampleCountType, other.sampleTypes.contains(profile.sampleTypes[count]) else {
        throw Self.notComparable(profile, other)
      }
      return profile.sampleTypes[count]
    }
    guard let index = profile.sampleType(named: sampleType) else {
      let known = profile.sampleTypes.map(\.type)
      throw CommandFailure(
        status: .usage,
        message: "the profile has no sample type '\(sampleType)'; "
          + (DidYouMean.hint(sampleType, among: known) ?? "it has: " + known.joined(separator: ", ")))
    }
    return profile.sampleTypes[index]
  }

  /// The type that stacks are folded by where nobody asks for one: counts of samples, if all profiles count them, because flame graphs of
  /// any tool mean them.
  func foldedType(of profile: Profile, and other: Profile?, shown: ProfileValueType) -> ProfileValueType {
    guard sampleType == nil, let count = profile.sampleCountType else { return shown }
    let type = profile.sampleTypes[count]
    return other?.sampleTypes.contains(type) == false ? shown : type
  }

  /// - Throws: wrong usage where a side lacks what the basis divides by.
  func checkBasis(_ analysis: ProfileAnalysis) throws {
    for side in [analysis.before, analysis.after].compactMap(\.self) where analysis.divisor(side) == nil {
      let option = analysis.basis == .request ? "requests" : "duration"
      throw CommandFailure(
        status: .usage,
        message:
          "--basis \(analysis.basis.rawValue) needs --\(option)\(analysis.before == nil ? "" : " and --before-\(option)"): "
          + "\(side.label) does not hold it")
    }
  }

  static func notComparable(_ profile: Profile, _ other: Profile?) -> CommandFailure {
    func types(_ profile: Profile?) -> String { profile?.sampleTypes.map(\.text).joined(separator: ", ") ?? "" }
    return CommandFailure(
      status: .unjudged,
      message: "the profiles do not measure the same: before \(types(other)); after \(types(profile)); "
        + "--sample-type chooses one that both have")
  }
}

/// One of a few words, for a type of another room.
@Sendable private func choice<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws -> Value {
  guard let value = Value(rawValue: text) else {
    throw ValidationError("it is one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return value
}
