import PerfDiagnostics
public import PerfModel

/// A profile of one side, summed up.
public struct ProfileSide: Sendable, Hashable {
  public let label: String
  public let totals: ProfileTotals
  /// The same by package.
  public let packages: ProfileTotals
  /// Nanoseconds that the profile covers, nil where nobody knows.
  public let duration: Int64?
  /// Requests that were served meanwhile, nil where nobody says.
  public let requests: Double?
  /// The value that counts samples (`Profile.sampleCountType`).
  public let sampleCountType: Int?
  /// The build ids of the programs, as far as they are known.
  public let buildIDs: [String]
  /// What one sample stands for, nil where nobody says.
  public let period: ProfilePeriod?

  public init(
    label: String, totals: ProfileTotals, packages: ProfileTotals, duration: Int64? = nil, requests: Double? = nil,
    sampleCountType: Int? = nil, buildIDs: [String] = [], period: ProfilePeriod? = nil
  ) {
    self.label = label
    self.totals = totals
    self.packages = packages
    self.duration = duration
    self.requests = requests
    self.sampleCountType = sampleCountType
    self.buildIDs = buildIDs
    self.period = period
  }

  public init(
    label: String, profile: Profile, totals: ProfileTotals, packages: ProfileTotals, duration: Int64? = nil,
    requests: Double? = nil
  ) {
    self.init(
      label: label, totals: totals, packages: packages, duration: duration ?? profile.duration, requests: requests,
      sampleCountType: profile.sampleCountType,
      // The first mapping is the program itself; libraries are shared by everything on a machine.
      buildIDs: profile.mappings.prefix(1).map { profile.string($0.buildID) }.filter { !$0.isEmpty },
      period: profile.period)
  }

  /// Whether both are known to be one program: then names are equal or mean something else.
  public func isSameBuild(as other: ProfileSide) -> Bool { !buildIDs.isEmpty && buildIDs == other.buildIDs }

  /// Sums a profile up.
  /// - Throws: `profile-overflow`.
  init(_ profile: Profile, label: String, file: String, requests: Double?) throws(Diagnostic) {
    self.init(
      label: label, profile: profile, totals: try ProfileTotals(profile, by: .function, file: file),
      packages: try ProfileTotals(profile, by: .package, file: file), requests: requests)
  }
}

/// What two profiles are held against each other by. Nothing is scaled unless somebody asks for it.
public enum ProfileBasis: String, Sendable, Hashable, CaseIterable {
  /// The values as they were recorded.
  case recorded
  case second
  case request
  /// The share of all samples' values.
  case sample

  /// What two sides are held against each other by where nobody says: as recorded; but samples by their share where nobody knows how long
  /// a side took, because more of them may only mean more time.
  public static func suited(to before: ProfileSide, _ after: ProfileSide) -> ProfileBasis {
    guard before.sampleCountType != nil, after.sampleCountType != nil else { return .recorded }
    return before.duration == nil || after.duration == nil ? .sample : .recorded
  }
}
