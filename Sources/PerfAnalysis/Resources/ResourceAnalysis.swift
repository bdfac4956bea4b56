public import PerfModel
import PerfUnits

/// What was seen of the resources of two sides, held against each other, and what the service itself counted of its routes.
public struct ResourceAnalysis: Sendable {
  /// The furthest moved first; what only one side has comes last.
  public let changes: [ResourceChange]
  /// By name; empty where no exporter tells routes apart.
  public let routesBefore: [RouteTraffic]
  public let routesAfter: [RouteTraffic]
  /// How the exporters' own counters grew.
  public let growthBefore: MetricGrowth
  public let growthAfter: MetricGrowth
  /// What has to be known of the captures.
  public let notes: [String]

  public init(before: EvidenceSide, after: EvidenceSide) {
    let (left, right) = (SideResources(before), SideResources(after))
    routesBefore = left.routes
    routesAfter = right.routes
    growthBefore = left.growth
    growthAfter = right.growth
    changes = ResourcePairing(left, right).changes
    notes =
      left.notes("before") + right.notes("after") + Self.stretched(changes)
      + TableNotes(left.readings, right.readings).notes
  }

  private static func stretched(_ changes: [ResourceChange]) -> [String] {
    let count = changes.count(where: \.isStretched)
    return count > 0 ? ["\(count) \(count == 1 ? "growth is" : "growths are") \(ResourcePairing.stretched)"] : []
  }

  /// What a report of a comparison says of it.
  var findings: ResourceFindings? {
    changes.isEmpty && notes.isEmpty ? nil : ResourceFindings(changes: changes, notes: notes)
  }

  /// The change of a metric of any resource in a role, the furthest moved first.
  public func changes(of metric: MetricID, role: ResourceRole? = nil) -> [ResourceChange] {
    changes.filter { $0.key.metric == metric && (role == nil || $0.key.role == role) }
  }
}

/// What was seen of resources on both sides, as a comparison reports it.
public struct ResourceFindings: Sendable, Hashable {
  /// The furthest moved first; what only one side has comes last.
  public let changes: [ResourceChange]
  /// What has to be known of the captures.
  public let notes: [String]
}

/// One side's readings, and the requests to divide them by.
struct SideResources {
  let readings: ResourceReadings
  let growth: MetricGrowth
  let routes: [RouteTraffic]
  /// How many requests were served over the capture: counted by the service itself, else by the load tests.
  let requests: Double?
  /// Whether those are all of dated load tests, from whose first to whose last moment a counter is seldom read.
  private let areOfLoad: Bool

  init(_ side: EvidenceSide) {
    readings = ResourceReadings(side)
    growth = MetricGrowth(side)
    routes = RouteTraffic.routes(growth)
    let counted = routes.reduce(0) { $0 + $1.requests }
    if counted > 0 {
      requests = counted
      areOfLoad = false
    } else {
      let totals = side.runs.compactMap { $0[SeriesKey(.requestCount)]?[.value] }
      let total = totals.reduce(0, +)
      requests = !totals.isEmpty && totals.count == side.runs.count && total > 0 ? total : nil
      areOfLoad = LoadWindows(side.runs).wall.count == side.runs.count
    }
  }

  /// What a counter grew by while `requests` were served. The service counts both between the same two answers, so that this is exact; load
  /// tests count all of their requests, and the growth is stretched to the edges of the load.
  func servedGrowth(_ growth: CounterReadings.Growth) -> Double {
    areOfLoad ? growth.overLoad ?? growth.total : growth.total
  }

  func notes(_ side: String) -> [String] {
    var notes: [String] = []
    if growth.answers > 1, growth.seconds == nil {
      notes.append(
        "\(side): \(growth.answers) answers of exporters without times, put in the order of what they had counted")
    }
    if growth.processes > 1 {
      notes.append("\(side): \(growth.processes) processes answered; what each of them counted is added")
    }
    if growth.answers == 1, growth.totals.isEmpty {
      notes.append(
        "\(side): an exporter answered once, so what it counted cannot be told from what it had counted before")
    }
    return notes
  }
}
