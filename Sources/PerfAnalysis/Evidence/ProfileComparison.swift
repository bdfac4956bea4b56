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
  public let obstacle: String?
  /// Those that moved furthest, findings first, without those that wait for work.
  public let functions: [FunctionChange]
  /// The place of the sample type in the values of `functions`.
  public let typeIndex: Int

  /// At most so many functions are told.
  private static let most = 10

  private init?(_ old: Candidate, _ new: Candidate, _ before: RequestTally, _ after: RequestTally) {
    let type = new.profile.sampleTypes[new.profile.defaultSampleType]
    let requests = (Self.requests(old.profile, before), Self.requests(new.profile, after))
    let basis: ProfileBasis =
      if requests.0 != nil && requests.1 != nil {
        .request
      } else if old.profile.duration != nil && new.profile.duration != nil {
        .second
      } else {
        .recorded
      }
    guard let left = Self.side(old, requests.0), let right = Self.side(new, requests.1),
      let analysis = ProfileAnalysis(before: left, after: right, sampleType: type, basis: basis),
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

  /// The profiles of two sides in pairs: of the same kind and name, else of a kind that each side has once.
  static func pairs(
    _ before: [Run], _ after: [Run], _ tallies: (before: RequestTally, after: RequestTally)
  ) -> [ProfileComparison] {
    var old = candidates(before)
    var pairs: [(Candidate, Candidate)] = []
    var rest: [Candidate] = []
    for new in candidates(after) {
      if let place = old.firstIndex(where: { $0.kind == new.kind && $0.label == new.label }) {
        pairs.append((old.remove(at: place), new))
      } else {
        rest.append(new)
      }
    }
    for new in rest where rest.count(where: { $0.kind == new.kind }) == 1 {
      let same = old.indices.filter { old[$0].kind == new.kind }
      if same.count == 1 { pairs.append((old.remove(at: same[0]), new)) }
    }
    return pairs.compactMap { ProfileComparison($0, $1, tallies.before, tallies.after) }.sorted {
      ($0.label, $0.sampleType.text) < ($1.label, $1.sampleType.text)
    }
  }

  /// A profile of a side.
  private struct Candidate {
    let label: String
    let profile: Profile
    /// Sample types, and which of them the profile shows by itself: heap and allocations differ in nothing else.
    let kind: [String]
  }

  private static func candidates(_ runs: [Run]) -> [Candidate] {
    runs.flatMap { run in
      run.profiles.filter { !$0.sampleTypes.isEmpty }.map { profile in
        let shown = profile.sampleTypes[profile.defaultSampleType].text
        return Candidate(label: run.label, profile: profile, kind: profile.sampleTypes.map(\.text) + [shown])
      }
    }
  }

  private static func requests(_ profile: Profile, _ tally: RequestTally) -> Double? {
    guard let duration = profile.duration, duration > 0, let rate = tally.rate else { return nil }
    return rate * Double(duration) / 1e9
  }

  private static func side(_ candidate: Candidate, _ requests: Double?) -> ProfileSide? {
    guard let functions = try? ProfileTotals(candidate.profile, by: .function, file: candidate.label),
      let packages = try? ProfileTotals(candidate.profile, by: .package, file: candidate.label)
    else { return nil }
    return ProfileSide(
      label: candidate.label, profile: candidate.profile, totals: functions, packages: packages, requests: requests)
  }
}
