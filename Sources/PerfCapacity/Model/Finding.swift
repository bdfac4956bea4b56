/// The kebab-case name of something that qualifies or refuses a line; an open set, of which these are the planner's own.
public struct FindingCode: RawRepresentable, Sendable, Hashable, Comparable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  private init(_ rawValue: String) { self.rawValue = rawValue }
  public static func < (a: FindingCode, b: FindingCode) -> Bool { a.rawValue < b.rawValue }
}

extension FindingCode {
  // What levels and curves are worth.
  public static let noData = FindingCode("no-data")
  public static let tooShort = FindingCode("too-short")
  public static let notSteady = FindingCode("not-steady")
  public static let tooFewLevels = FindingCode("too-few-levels")
  public static let generatorSuspect = FindingCode("generator-suspect")
  public static let dropped = FindingCode("dropped")
  public static let coordinatedOmission = FindingCode("co-suspect")
  public static let efficiencyAboveOne = FindingCode("efficiency-above-1")
  public static let checkMeasurements = FindingCode("check-measurements")
  public static let autoscaled = FindingCode("autoscaled")
  public static let errors = FindingCode("errors")
  public static let errorsUnknown = FindingCode("errors-unknown")
  public static let quantileAggregated = FindingCode("quantile-aggregated")
  public static let mixedConditions = FindingCode("mixed-conditions")
  public static let environmentNotProduction = FindingCode("env-not-prod")
  public static let infeasibleObjective = FindingCode("infeasible-slo")
  public static let assumedNoise = FindingCode("assumed-cv")
  public static let evidenceNotAligned = FindingCode("evidence-not-aligned")
  public static let noisy = FindingCode("noisy")
  public static let nonMonotone = FindingCode("non-monotone")

  // What the curve says.
  public static let saturated = FindingCode("saturated")
  public static let retrograde = FindingCode("retrograde")
  public static let saturatedBelowLowestLevel = FindingCode("saturated-below-lowest-level")
  public static let diminishingReturns = FindingCode("diminishing-returns")
  public static let approachingSaturation = FindingCode("approaching-saturation")
  public static let noSaturationObserved = FindingCode("no-saturation-observed")
  public static let kappaAtZero = FindingCode("kappa-at-zero")

  // How the maximum was found, or why not.
  public static let maximumFromPlateau = FindingCode("xmax-plateau")
  public static let maximumFromLaw = FindingCode("xmax-usl-bracketed")
  public static let capacityInterval = FindingCode("capacity-interval")
  public static let lowerBoundOnly = FindingCode("lower-bound-only")
  public static let maximumRefused = FindingCode("refuse-xmax")

  // Single lines.
  public static let bottleneckPool = FindingCode("bottleneck-pool")
  public static let inputMissing = FindingCode("input-missing")
  public static let connectionsExceeded = FindingCode("connections-exceeded")
  public static let unreachable = FindingCode("unreachable")
  public static let notSupported = FindingCode("not-supported")
}

/// Something that qualifies or refuses what the plan says.
public struct Finding: Sendable, Hashable {
  public let code: FindingCode
  /// What a reader is told, with the numbers in it.
  public let sentence: String
  /// The places, in the plan's list, of the levels that it is about; empty for the whole plan.
  public let levels: [Int]

  public init(_ code: FindingCode, _ sentence: String, levels: [Int] = []) {
    self.code = code
    self.sentence = sentence
    self.levels = levels
  }
}
