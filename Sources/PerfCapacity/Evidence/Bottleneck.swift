import PerfUnits

/// What limits, as far as independent evidence agrees.
///
/// E1 the demand law names the resource that fills first; E2 it is full, or waited for, at the saturated levels; E3 it explains half
/// of the growth in response time or more; E4 changing it alone moved the maximum by a tenth or more.
public struct BottleneckReport: Sendable, Hashable {
  /// The resource, nil where the evidence names none.
  public let cause: ResourceEvidence?
  public let grade: Grade
  /// Resources whose intervals overlap with that of the cause.
  public let ties: [String]
  /// One for each resource, in the order given.
  public let resources: [Examined]
  /// What was measured and was not saturated: `API CPU 41 %`.
  public let notSaturated: [String]
  /// A pool whose waiting is the database's doing.
  public let queueOf: String?

  public enum Grade: String, Sendable, Hashable, CaseIterable {
    case strong
    case moderate
    case weak
    case none
  }

  /// One resource and what speaks for it.
  public struct Examined: Sendable, Hashable {
    public let name: String
    public let kind: ResourceEvidence.Kind
    public let demand: DemandLaw?
    /// The highest utilisation seen, 0…1.
    public let peakUtilization: Double?
    public let evidence: [Evidence]
  }

  public enum Evidence: String, Sendable, Hashable, CaseIterable {
    case demandLaw = "E1"
    case plateau = "E2"
    case timeGrowth = "E3"
    case intervention = "E4"
  }

  public init(_ resources: [ResourceEvidence], _ assessment: CurveAssessment) {
    let elastic = Self.elasticLevels(assessment)
    let saturated = Self.saturatedLevels(assessment)
    let demands = resources.map { Self.demand($0, assessment, elastic) }
    let first = Self.firstFull(resources, demands, assessment)
    var examined: [Examined] = []
    for (place, resource) in resources.enumerated() {
      var evidence: [Evidence] = []
      if place == first { evidence.append(.demandLaw) }
      if Self.isFull(resource, at: saturated) { evidence.append(.plateau) }
      if let share = resource.growthShare, share >= 0.5 { evidence.append(.timeGrowth) }
      if let change = resource.intervention?.change, change >= 0.1 { evidence.append(.intervention) }
      examined.append(
        Examined(
          name: resource.name, kind: resource.kind, demand: demands[place],
          peakUtilization: resource.samples.compactMap(\.utilization).max(), evidence: evidence))
    }
    self.resources = examined
    let ranked = examined.indices.filter { !examined[$0].evidence.isEmpty && !resources[$0].kind.isGenerator }
      .max { Self.weight(examined[$0].evidence) < Self.weight(examined[$1].evidence) }
    var cause = ranked.map { ($0, resources[$0]) }
    var queue: String?
    // A pool is full because the database behind it is.
    if let found = cause, found.1.kind == .pool, let database = Self.busyDatabase(resources, saturated) {
      queue = found.1.name
      cause = (database, resources[database])
    }
    self.cause = cause?.1
    queueOf = queue
    ties = first.map { Self.ties($0, resources, demands) } ?? []
    let isFitted = cause.map { demands[$0.0]?.isFitted ?? false } ?? false
    grade = Self.grade(cause.map { examined[$0.0].evidence } ?? [], isFitted: isFitted, isSaturated: !saturated.isEmpty)
    notSaturated = resources.enumerated().compactMap { place, resource in
      guard place != cause?.0, let peak = examined[place].peakUtilization, peak < 0.8 * resource.fullAt,
        !Self.isFull(resource, at: saturated)
      else { return nil }
      return "\(resource.name) \(Wording.percent(peak))"
    }
  }

  private static func weight(_ evidence: [Evidence]) -> Int {
    evidence.contains(.intervention) ? 10 + evidence.count : evidence.count
  }

  private static func grade(_ evidence: [Evidence], isFitted: Bool, isSaturated: Bool) -> Grade {
    if evidence.contains(.intervention) { return .strong }
    // A proportion from one or two levels is a guess, and so is everything before the ceiling was seen.
    let counted = evidence.filter { $0 != .demandLaw || isFitted }.count
    guard isSaturated else { return evidence.isEmpty ? .none : .weak }
    switch counted {
    case 3...: return .strong
    case 2: return .moderate
    default: return evidence.isEmpty ? .none : .weak
    }
  }

  /// The levels where goodput still follows the load.
  private static func elasticLevels(_ assessment: CurveAssessment) -> Set<Int> {
    let steps = assessment.curve.elasticities
    let points = assessment.curve.points
    let elastic = points.indices.filter { place in
      let before = place > 0 ? steps[place - 1] : nil
      let after = place < steps.count ? steps[place] : nil
      return (before ?? after).map { $0 > 0.8 } ?? true
    }
    return Set(elastic.flatMap { points[$0].levels })
  }

  /// The levels on the ceiling and beyond; none where no ceiling was seen.
  private static func saturatedLevels(_ assessment: CurveAssessment) -> Set<Int> {
    let points = assessment.curve.points
    guard assessment.saturation.verdict == .saturated, let first = assessment.maximum.points.min() else {
      return Set(points.filter(\.isOverloaded).flatMap(\.levels))
    }
    let start = assessment.maximum.method == .law ? assessment.curve.best ?? first : first
    return Set(points[start...].flatMap(\.levels))
  }

  private static func demand(
    _ resource: ResourceEvidence, _ assessment: CurveAssessment, _ elastic: Set<Int>
  ) -> DemandLaw? {
    let usable = resource.samples.compactMap { sample -> (Double, Double)? in
      guard elastic.contains(sample.level), let used = sample.utilization, used < 0.85,
        let goodput = assessment.levels.indices.contains(sample.level) ? assessment.levels[sample.level].goodput : nil
      else { return nil }
      return (goodput.value, used)
    }
    return DemandLaw(goodput: usable.map(\.0), utilization: usable.map(\.1), full: resource.fullAt)
  }

  /// The resource that fills first, unless the ceiling that was measured lies far below that.
  private static func firstFull(
    _ resources: [ResourceEvidence], _ demands: [DemandLaw?], _ assessment: CurveAssessment
  ) -> Int? {
    let candidates = resources.indices.filter { !resources[$0].kind.isGenerator && demands[$0] != nil }
    let first = candidates.min {
      (demands[$0]?.fullAt.value ?? .infinity) < (demands[$1]?.fullAt.value ?? .infinity)
    }
    guard let first, let demand = demands[first] else { return nil }
    guard assessment.saturation.verdict == .saturated, let ceiling = assessment.maximum.high else { return first }
    return (demand.low ?? demand.fullAt).value <= 1.25 * ceiling.value ? first : nil
  }

  private static func ties(_ first: Int, _ resources: [ResourceEvidence], _ demands: [DemandLaw?]) -> [String] {
    guard let high = demands[first]?.high else { return [] }
    return resources.indices.compactMap { place in
      guard place != first, !resources[place].kind.isGenerator, let low = demands[place]?.low, low <= high else {
        return nil
      }
      return resources[place].name
    }
  }

  private static func isFull(_ resource: ResourceEvidence, at levels: Set<Int>) -> Bool {
    resource.samples.contains { sample in
      guard levels.contains(sample.level) else { return false }
      let waits = (sample.waiting ?? 0) > 0
      // A pool is the limit only where it is used up and waited for.
      if resource.kind == .pool { return (sample.utilization ?? 0) >= 0.95 && waits }
      return (sample.utilization ?? 0) >= 0.9 || waits
    }
  }

  private static func busyDatabase(_ resources: [ResourceEvidence], _ levels: Set<Int>) -> Int? {
    resources.indices.first { place in
      guard resources[place].kind == .databaseCPU || resources[place].kind == .databaseIO else { return false }
      return resources[place].samples.contains {
        levels.contains($0.level) && (($0.utilization ?? 0) >= 0.8 || $0.isOversubscribed)
      }
    }
  }
}
