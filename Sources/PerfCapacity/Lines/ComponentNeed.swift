import PerfUnits

/// What a tier needs of a part of the system that more instances of the service do not bring.
public struct ComponentNeed: Sendable, Hashable {
  public let name: String
  public let part: Part
  /// Of something shared: how many times what was tested, λ over 0.7 of what it is good for; of memory: how many times what an instance
  /// has, where that is known. 1 or less is enough.
  public let factor: Double?
  /// Workers, connections of all instances, or bytes of all instances.
  public let count: Int?
  /// Of connections: how many there may be; of memory: the bytes that one instance uses.
  public let limit: Int?

  public enum Part: String, Sendable, Hashable, CaseIterable {
    case shared
    case workers
    case connections
    case memory
  }

  /// Whether what is there does not do.
  public var isShort: Bool {
    switch part {
    case .shared, .memory: (factor ?? 0) > 1
    case .workers: false
    case .connections: count.flatMap { count in limit.map { count > $0 } } ?? false
    }
  }

  /// `DB CPU × 4.1`, `7 mail workers`, `60 of 97 orders connections`, `7.2 GB memory (655 MB each, p95)`.
  var text: String {
    let number = count.map { Wording.number(Double($0)) } ?? "?"
    return switch part {
    case .shared: "\(name) × \(factor.map(Wording.number) ?? "?")"
    case .workers: "\(number) \(name) workers"
    case .memory:
      "\(Wording.bytes(count)) memory (\(Wording.bytes(limit)) each, p95\(factor.map { ", \(Wording.percent($0)) of what it has" } ?? ""))"
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
    return shared + workers + connections + [memory(instances)].compactMap { $0 }
  }

  /// p95·n of the memory of an instance.
  private func memory(_ instances: Int?) -> ComponentNeed? {
    guard let instances, let used = settings.instance.memoryUsed, used > 0, used < 1e15,
      case let (all, overflows) = Int(used).multipliedReportingOverflow(by: instances), !overflows
    else { return nil }
    return ComponentNeed(
      name: "memory", part: .memory, factor: settings.instance.memoryLimit.map { used / $0 }, count: all,
      limit: Int(used))
  }
}
