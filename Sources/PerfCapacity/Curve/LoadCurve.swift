import Glibc
import PerfStats
public import PerfUnits

/// Goodput as a function of load: one point for each distinct load, ascending.
public struct LoadCurve: Sendable, Hashable {
  public let points: [Point]
  public let axis: Axis
  /// Where the noise of the points is from.
  public let noise: Noise

  /// Levels of one load, from one run or several.
  public struct Point: Sendable, Hashable {
    /// L on the axis.
    public let load: Double
    /// G; of replicates the mean.
    public let goodput: RequestRate
    /// s: the standard error of ln G.
    public let logError: Double
    /// The places of its levels in the list that the curve was made of.
    public let levels: [Int]
    /// Whether the load that was meant was not reached.
    public let isOverloaded: Bool
  }

  /// What the curve is a function of.
  public enum Axis: String, Sendable, Hashable, CaseIterable {
    /// N users, of whom some think.
    case users
    /// λ offered.
    case offered
    /// N = X·R, the requests in flight: where it is not known how many were offered.
    case inFlight
  }

  /// How s is known.
  public enum Noise: String, Sendable, Hashable, CaseIterable {
    /// From runs of the same load: the standard deviation of ln G between them, of all such loads together.
    case betweenRuns
    /// From batches within each level.
    case batches
    /// Neither: s = 0.03.
    case assumed
  }

  /// s where nothing tells it; this project's choice.
  public static let assumedError = 0.03

  /// Loads within 2 % are one.
  static let sameLoad = 0.02

  /// The usable levels of a list; a level without goodput, or one that was not steady, has no place on it.
  public init(_ levels: [Level]) {
    let usable = levels.indices.filter { place in
      let level = levels[place]
      guard !LevelGates.isEmpty(level), level.load.value > 0 else { return false }
      if case .drifting = level.steadiness { return false }
      return true
    }
    let axis = Self.axis(usable.map { levels[$0] })
    let placed = usable.compactMap { place -> (load: Double, place: Int)? in
      let level = levels[place]
      let load = axis == .inFlight ? level.inFlight?.value : level.load.value
      return load.flatMap { $0 > 0 ? ($0, place) : nil }
    }.sorted { ($0.load, $0.place) < ($1.load, $1.place) }
    var groups: [[(load: Double, place: Int)]] = []
    for item in placed {
      if let first = groups.last?.first, item.load <= first.load * (1 + Self.sameLoad) {
        groups[groups.count - 1].append(item)
      } else {
        groups.append([item])
      }
    }
    let between = Self.errorBetweenRuns(groups.map { $0.compactMap { levels[$0.place].goodput?.value } })
    var hasBatches = false
    points = groups.compactMap { group in
      let members = group.map { levels[$0.place] }
      guard let mean = Moments.mean(members.compactMap { $0.goodput?.value }), let goodput = RequestRate(mean),
        let load = Moments.mean(group.map(\.load))
      else { return nil }
      let within = members.compactMap { level in
        // So few windows show the noise of seconds, not that of minutes.
        level.logError.map { LevelGates.isShort(level) ? max($0, Self.assumedError) : $0 }
      }.max()
      if within != nil { hasBatches = true }
      let error = [within, between].compactMap { $0 }.max() ?? Self.assumedError
      return Point(
        load: load, goodput: goodput, logError: error, levels: group.map(\.place),
        isOverloaded: members.contains(where: LevelGates.isOverloaded))
    }
    self.axis = axis
    noise = between != nil ? .betweenRuns : hasBatches ? .batches : .assumed
  }

  /// The load alone where it is known, else what was in flight.
  private static func axis(_ levels: [Level]) -> Axis {
    guard levels.contains(where: \.load.isOpen) else { return .users }
    let isOffered = levels.allSatisfy { if case .offered = $0.load { true } else { false } }
    return isOffered ? .offered : .inFlight
  }

  /// √(mean of the squared standard deviations of ln G) over the loads that were run more than once.
  private static func errorBetweenRuns(_ groups: [[Double]]) -> Double? {
    let variances = groups.compactMap { group in Moments.variance(group.map { log($0) }) }
    return Moments.mean(variances)?.squareRoot()
  }

  /// Δln G/Δln L between neighbours.
  public var elasticities: [Double] {
    zip(points, points.dropFirst()).map { log($1.goodput.value / $0.goodput.value) / log($1.load / $0.load) }
  }

  /// The point with the most goodput.
  public var best: Int? { points.indices.max { points[$0].goodput < points[$1].goodput } }

  /// √(mean s²) of some points.
  func error(of places: some Sequence<Int>) -> Double {
    (Moments.mean(places.map { points[$0].logError * points[$0].logError }) ?? 0).squareRoot()
  }
}
