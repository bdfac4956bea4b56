public import PerfModel

/// A profile, ranked, and held against one from before where there is one.
public struct ProfileAnalysis: Sendable {
  /// Those that both sides have.
  public let sampleTypes: [ProfileValueType]
  /// The type in use, an index into `sampleTypes`.
  public let sampleType: Int
  public let before: ProfileSide?
  public let after: ProfileSide
  public let basis: ProfileBasis
  /// For each sample type.
  public let totals: [Int64]
  public let totalsBefore: [Int64]?
  /// The part of the totals in stacks that wait for work.
  public let waiting: [Int64]
  public let waitingBefore: [Int64]?
  /// All functions: findings first, then by the size of their change; of one profile by flat, then cumulative.
  public let functions: [FunctionChange]
  /// The same by package.
  public let packages: [FunctionChange]
  /// Why no change is called a finding; nil where changes are judged.
  public let obstacle: SamplingObstacle?

  /// From this z on a change is a finding: one function of a thousand would pass by chance at 3.3, and a profile has hundreds.
  public static let findingLevel = 4.0
  /// Profiles whose durations differ by more than this share are not held against each other as they are.
  static let durationTolerance = 0.02

  /// Nil where the sides have no sample type in common, or not the one asked for.
  /// - Parameter sampleType: the type in use; nil for the one that the profile after shows by itself.
  public init?(
    before: ProfileSide?, after: ProfileSide, sampleType: ProfileValueType, basis: ProfileBasis = .recorded
  ) {
    let types = after.totals.sampleTypes.filter { before?.totals.sampleTypes.contains($0) ?? true }
    guard let index = types.firstIndex(of: sampleType) else { return nil }
    let now = TypeSelection(types, of: after.totals.sampleTypes)
    let then = before.map { TypeSelection(types, of: $0.totals.sampleTypes) }
    self.before = before
    self.after = after
    self.basis = basis
    sampleTypes = types
    self.sampleType = index
    totals = now.values(after.totals.totals)
    waiting = now.values(after.totals.waiting)
    totalsBefore = then.flatMap { then in before.map { then.values($0.totals.totals) } }
    waitingBefore = then.flatMap { then in before.map { then.values($0.totals.waiting) } }
    let noise = before.map { SamplingNoise(before: $0, after: after, basis: basis) }
    obstacle = noise?.obstacle
    let ranking = ProfileRanking(
      now: now, then: then, type: index, noise: noise, isSameBuild: before?.isSameBuild(as: after) ?? false)
    functions = ranking.changes(before?.totals, after.totals)
    packages = ranking.changes(before?.packages, after.packages)
  }

  /// What a value is divided by on the chosen basis; nil where that is unknown.
  public func divisor(_ side: ProfileSide) -> Double? {
    switch basis {
    case .recorded: 1
    case .second: side.duration.map { Double($0) / 1e9 }
    case .request: side.requests
    case .sample:
      side.totals.sampleTypes.firstIndex(of: sampleTypes[sampleType]).map { Double(side.totals.totals[$0]) }
    }
  }
}

/// The sample types of a profile that are looked at, in the order of the analysis.
struct TypeSelection {
  private let places: [Int]

  init(_ types: [ProfileValueType], of all: [ProfileValueType]) {
    places = types.compactMap { all.firstIndex(of: $0) }
  }

  func values(_ values: [Int64]) -> [Int64] { places.map { values[$0] } }
}
