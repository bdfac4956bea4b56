import PerfAnalysis
import PerfCapacity
import PerfModel
import PerfReporters
import PerfUnits

/// Chooses, of all objectives that were given, the one that levels are held against.
///
/// A level is of the whole run, so an objective of the whole run comes first. Where there are only objectives of endpoints, the strictest
/// stands in, and the plan says so: passing it is no proof that each endpoint passes its own.
struct PlanObjective {
  /// Nil without a bound on a quantile of the duration.
  let service: ServiceObjective?
  let basis: ObjectiveBasis

  /// A bound on what a level is judged by.
  private struct Candidate {
    let objective: Objective
    let bound: Double
    /// Smaller is preferred: whole before parts, targets before alarms, any load before a named one.
    let rank: [Int]

    init?(_ objective: Objective, isOnlyEndpoint: Bool) {
      guard case .value(let bound) = objective.bound, objective.labels.isEmpty,
        objective.comparator == .less || objective.comparator == .atMost
      else { return nil }
      self.objective = objective
      self.bound = bound
      let isWhole =
        switch objective.scope {
        case .unstated, .everyEndpoint, .exactly(endpoint: nil): true
        case .named, .exactly(endpoint: _?): isOnlyEndpoint
        }
      rank = [isWhole ? 0 : 1, objective.tier == .target ? 0 : 1, objective.scenario == nil ? 0 : 1]
    }

    var isWhole: Bool { rank[0] == 0 }
  }

  /// Quantiles that plans are made for, the most telling first; others come after them.
  private static let preferred = [0.95, 0.99, 0.9]

  init(_ board: ObjectiveBoard, _ runs: [Run]) {
    let endpoints = Set(runs.flatMap(\.series).filter { $0.key.metric == .requestDuration }.compactMap(\.key.endpoint))
    let candidates = board.objectives.compactMap { Candidate($0, isOnlyEndpoint: endpoints.count <= 1) }
    let latencies = candidates.filter { Self.order($0.objective) != nil }
    let errors = candidates.filter { $0.objective.metric == .requestErrorRatio }
    let latency = latencies.min { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
    let error = errors.filter { (0..<1).contains($0.bound) && $0.bound > 0 }
      .min { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
    var notes: [String] = []
    if let latency, latencies.count > 1 {
      notes.append(
        "the plan is held against \(latency.objective.text), one of \(latencies.count) objectives of latency")
    }
    if let latency, !latency.isWhole {
      notes.append(
        "it is of an endpoint, and levels are of the whole run: that the whole keeps it does not prove that the endpoint does; "
          + "state one for the whole run, such as 'p95 < 500 ms'")
    }
    if errors.contains(where: { $0.bound == 0 }), error == nil {
      notes.append("no number of requests proves that there are no errors at all: 1 % is assumed instead")
    }
    if latency == nil, !board.objectives.isEmpty {
      notes.append("none of \(board.objectives.count) objectives bounds a percentile of the request duration")
    }
    service = latency.flatMap { latency in
      Self.order(latency.objective).flatMap { p in
        Seconds(latency.bound).flatMap { ServiceObjective(p: p, latency: $0, errorShare: error?.bound ?? 0.01) }
      }
    }
    basis = ObjectiveBasis(
      latency: service == nil ? nil : latency?.objective, errors: service == nil ? nil : error?.objective, notes: notes)
  }

  /// The order of the quantile of the duration that an objective bounds; nil where it bounds something else.
  private static func order(_ objective: Objective) -> Double? {
    guard objective.metric == .requestDuration, case .quantile(let p) = objective.statistic, p > 0, p < 1 else {
      return nil
    }
    return p
  }

  /// By rank, then by quantile, then by strictness.
  private static func key(_ candidate: Candidate) -> [Double] {
    let p = order(candidate.objective)
    let place = p.flatMap { preferred.firstIndex(of: $0) } ?? preferred.count
    return candidate.rank.map(Double.init) + [Double(place), candidate.bound]
  }
}
