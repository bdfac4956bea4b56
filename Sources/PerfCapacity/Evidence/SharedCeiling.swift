public import PerfUnits

/// A demand on something that all instances share, as the settings give it: seconds of it per request, and how many seconds it has.
public struct SharedDemand: Sendable, Hashable {
  public let name: String
  /// D, seconds of one server per request.
  public let demand: Seconds
  /// m, servers: the cores of a database.
  public let servers: Double

  /// Nil unless there are servers.
  public init?(name: String, demand: Seconds, servers: Double) {
    guard servers > 0, servers.isFinite else { return nil }
    self.name = name
    self.demand = demand
    self.servers = servers
  }
}

/// How far more instances help: the least of 0.7·m/D over all that they share.
public struct SharedCeiling: Sendable, Hashable {
  public let name: String
  public let rate: RequestRate

  /// The share of a shared resource that may be planned with.
  public static let usable = 0.7

  /// Every resource that is shared and of which the need of a request is known, the least rate first.
  static func all(
    _ demands: [SharedDemand], _ report: BottleneckReport, _ resources: [ResourceEvidence]
  ) -> [SharedCeiling] {
    var ceilings = demands.compactMap { demand in
      Population(usable * demand.servers).flatMap { $0 / demand.demand }.map {
        SharedCeiling(name: demand.name, rate: $0)
      }
    }
    for (resource, examined) in zip(resources, report.resources) where resource.isShared {
      guard let demand = examined.demand,
        let rate = Population(usable * resource.fullAt).flatMap({ $0 / demand.perRequest })
      else { continue }
      ceilings.append(SharedCeiling(name: resource.name, rate: rate))
    }
    return ceilings.sorted { ($0.rate, $0.name) < ($1.rate, $1.name) }
  }
}
