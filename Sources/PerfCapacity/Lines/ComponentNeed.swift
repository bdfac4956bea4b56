import PerfUnits

/// What a tier needs of a part of the system that more instances of the service do not bring.
public struct ComponentNeed: Sendable, Hashable {
  public let name: String
  public let part: Part
  /// Of something shared: how many times what was tested, λ over 0.7 of what it is good for; 1 or less is enough.
  public let factor: Double?
  /// Workers, or connections of all instances.
  public let count: Int?
  /// Of connections: how many there may be.
  public let limit: Int?

  public enum Part: String, Sendable, Hashable, CaseIterable {
    case shared
    case workers
    case connections
  }

  /// Whether what is there does not do.
  public var isShort: Bool {
    switch part {
    case .shared: (factor ?? 0) > 1
    case .workers: false
    case .connections: count.flatMap { count in limit.map { count > $0 } } ?? false
    }
  }

  /// `DB CPU × 4.1`, `7 mail workers`, `60 of 97 orders connections`.
  var text: String {
    let number = count.map { Wording.number(Double($0)) } ?? "?"
    return switch part {
    case .shared: "\(name) × \(factor.map(Wording.number) ?? "?")"
    case .workers: "\(number) \(name) workers"
    case .connections: "\(number)\(limit.map { " of \(Wording.number(Double($0)))" } ?? "") \(name) connections"
    }
  }
}

extension PlanContext {
  /// What so many requests a second need, and so many instances.
  func needs(_ rate: RequestRate, instances: Int?) -> [ComponentNeed] {
    let shared = ceilings.map { ceiling in
      ComponentNeed(
        name: ceiling.name, part: .shared, factor: rate.ratio(to: ceiling.rate), count: nil, limit: nil)
    }
    let workers = settings.workers.compactMap { worker in
      worker.count(at: rate).map {
        ComponentNeed(name: worker.name, part: .workers, factor: nil, count: $0, limit: nil)
      }
    }
    let connections = settings.pools.compactMap { pool -> ComponentNeed? in
      guard let size = pool.size, let instances,
        case let (all, overflows) = size.multipliedReportingOverflow(by: instances),
        !overflows
      else { return nil }
      return ComponentNeed(
        name: pool.name, part: .connections, factor: nil, count: all, limit: pool.availableConnections)
    }
    return shared + workers + connections
  }
}
