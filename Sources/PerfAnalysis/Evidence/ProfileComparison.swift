import PerfDiagnostics
public import PerfModel

/// Profiles of one kind on both sides: how their totals and functions moved. Described, never judged.
public struct ProfileComparison: Sendable, Hashable {
  /// How the profile after is called.
  public let label: String
  /// What is looked at: what the profile after shows by itself.
  public let sampleType: ProfileValueType
  /// What both are divided by, and by how much.
  public let basis: ProfileBasis
  public let divisorBefore: Double
  public let divisorAfter: Double
  /// Nanoseconds that each covers, nil where a profile does not tell.
  public let durationBefore: Int64?
  public let durationAfter: Int64?
  /// As recorded, in the unit of the sample type.
  public let totalBefore: Int64
  public let totalAfter: Int64
  /// The part of it in stacks that wait for work.
  public let waitingBefore: Int64
  public let waitingAfter: Int64
  /// How many functions moved by more than the noise of sampling.
  public let findings: Int
  /// Why no change is called a finding; nil where changes are judged.
  public let obstacle: SamplingObstacle?
  /// Those that moved furthest, findings first, without those that wait for work.
  public let functions: [FunctionChange]
  /// The place of the sample type in the values of `functions`.
  public let typeIndex: Int

  /// At most so many functions are told.
  private static let most = 10

  /// Nil where one of them is divided by nothing.
  /// - Throws: `profile-overflow`.
  init?(
    _ old: ProfilePairs.Candidate, _ new: ProfilePairs.Candidate, _ tallies: (before: RequestTally, after: RequestTally)
  ) throws(Diagnostic) {
    let type = new.profile.sampleTypes[new.profile.defaultSampleType]
    let requests = (Self.requests(old.profile, tallies.before), Self.requests(new.profile, tallies.after))
    let basis: ProfileBasis =
      if requests.0 != nil && requests.1 != nil {
        .request
      } else if old.profile.duration != nil && new.profile.duration != nil {
        .second
      } else {
        .recorded
      }
    let left = try ProfileSide(old.profile, label: old.label, file: old.file, requests: requests.0)
    let right = try ProfileSide(new.profile, label: new.label, file: new.file, requests: requests.1)
    guard let analysis = ProfileAnalysis(before: left, after: right, sampleType: type, basis: basis),
      let totals = analysis.totalsBefore, let waiting = analysis.waitingBefore,
      let divisorBefore = analysis.divisor(left), divisorBefore > 0,
      let divisorAfter = analysis.divisor(right), divisorAfter > 0
    else { return nil }
    let index = analysis.sampleType
    label = new.label
    (durationBefore, durationAfter) = (old.profile.duration, new.profile.duration)
    sampleType = type
    self.basis = basis
    self.divisorBefore = divisorBefore
    self.divisorAfter = divisorAfter
    (totalBefore, totalAfter) = (totals[index], analysis.totals[index])
    (waitingBefore, waitingAfter) = (waiting[index], analysis.waiting[index])
    obstacle = analysis.obstacle
    let working = analysis.functions.filter { !$0.isWaiting && $0.cumulativeDifference(index) != 0 }
    findings = working.count(where: \.isFinding)
    functions = Array(working.prefix(Self.most))
    typeIndex = index
  }

  private static func requests(_ profile: Profile, _ tally: RequestTally) -> Double? {
    guard let duration = profile.duration, duration > 0, let rate = tally.rate else { return nil }
    return rate * Double(duration) / 1e9
  }
}
