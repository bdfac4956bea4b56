import PerfModel

/// The targets that relative bounds relate to: "p95 latency > 2x target".
struct TargetBook {
  private let byKind: [Kind: [Target]]

  /// A target with a bound of its own.
  struct Target {
    let objective: Objective
    /// In the base unit.
    let bound: Double
  }

  private struct Kind: Hashable {
    let metric: MetricID
    let statistic: Statistic
    let labels: Labels
  }

  init(_ objectives: [Objective]) {
    var byKind: [Kind: [Target]] = [:]
    for objective in objectives where objective.tier == .target && objective.source.origin != .tool {
      guard case .value(let bound) = objective.bound else { continue }
      byKind[Self.kind(objective), default: []].append(Target(objective: objective, bound: bound))
    }
    self.byKind = byKind
  }

  /// The targets of the same metric, statistic and scope; where the relative bound speaks of no endpoint, those of all scopes.
  func targets(of objective: Objective) -> [Target] {
    let related = (byKind[Self.kind(objective)] ?? []).filter {
      $0.objective.scenario == objective.scenario || $0.objective.scenario == nil || objective.scenario == nil
    }
    let same = related.filter { $0.objective.scope == objective.scope }
    if !same.isEmpty { return same }
    return objective.scope == .unstated || objective.scope == .everyEndpoint ? related : []
  }

  private static func kind(_ objective: Objective) -> Kind {
    Kind(metric: objective.metric, statistic: objective.statistic, labels: objective.labels)
  }
}
