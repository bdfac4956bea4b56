import PerfModel

/// Where the time of requests goes on one side, as far as what was seen beside the runs tells: a statement, the processor, a pool.
public struct Bottleneck: Sendable, Hashable {
  /// Nil where it is of all endpoints.
  public let endpoint: String?
  public let kind: EvidenceItem.Kind
  /// The statement, the function or the resource.
  public let subject: String
  /// Seconds of one request, and how long one takes on average.
  public let seconds: Double
  public let mean: Double
  /// Seconds of all requests of the load: what the order goes by.
  let total: Double

  /// The part of a request that it takes; more than 1 where a request does several things at once.
  public var share: Double { seconds / mean }

  /// With the numbers: `takes 45.1 ms of a request's 63.1 ms (71 %)`.
  public var text: String {
    let times = EvidenceText.times([seconds, mean])
    return "takes \(times[0]) of a request's \(times[1]) (\(EvidenceText.percent(share)))"
  }

  /// What is less than a fifth of a request is none.
  private static let least = 0.2

  /// The heaviest, by the time that all requests together spend in it.
  static func top(_ side: EvidenceSide, _ resources: ResourceAnalysis, limit: Int = 3) -> [Bottleneck] {
    let tally = RequestTally(side.runs, traffic: resources.routesAfter)
    var names = RouteNames(tally.all.keys)
    let found = queries(side, tally, &names) + processor(side, tally, &names) + pools(resources, tally)
    return Array(
      found.filter { $0.share >= least }.sorted {
        $0.total == $1.total
          ? ($0.endpoint ?? "", $0.subject) < ($1.endpoint ?? "", $1.subject) : $0.total > $1.total
      }.prefix(limit))
  }

  private static func queries(
    _ side: EvidenceSide, _ tally: RequestTally, _ names: inout RouteNames
  ) -> [Bottleneck] {
    let captures = side.evidence.flatMap(\.queries)
    guard !captures.isEmpty else { return [] }
    var found: [Bottleneck] = []
    for statement in QuerySide(captures).statements.values {
      guard let route = statement.text.route, let endpoint = names.endpoint(route), let mean = tally.means[endpoint],
        let requests = tally.successful[endpoint], requests > 0, mean > 0, let total = statement.figures.total
      else { continue }
      found.append(
        Bottleneck(
          endpoint: endpoint, kind: .query, subject: statement.text.line, seconds: total / requests, mean: mean,
          total: total))
    }
    return found
  }

  private static func processor(
    _ side: EvidenceSide, _ tally: RequestTally, _ names: inout RouteNames
  ) -> [Bottleneck] {
    guard let time = ProcessorTime(side.evidence) else { return [] }
    return ProcessorEvidence.Side(time, tally, &names).endpoints.compactMap { endpoint, samples -> Bottleneck? in
      guard let mean = tally.means[endpoint], mean > 0, let requests = tally.requests(endpoint, in: time.window),
        requests > 0, let all = tally.all[endpoint]
      else { return nil }
      let seconds = samples.seconds / requests
      return Bottleneck(
        endpoint: endpoint, kind: .cpuPerRequest, subject: "processor time of the profiled process", seconds: seconds,
        mean: mean, total: seconds * all)
    }
  }

  private static func pools(_ resources: ResourceAnalysis, _ tally: RequestTally) -> [Bottleneck] {
    guard let mean = tally.mean, mean > 0, let requests = tally.requests else { return [] }
    return resources.changes(of: .dbConnectionsWaitTime)
      .filter { $0.basis == .perRequest }.compactMap { change in
        change.after.map {
          Bottleneck(
            endpoint: nil, kind: .pool, subject: "waiting for a connection of \(ResourceText.name(change.key))",
            seconds: $0.value, mean: mean, total: $0.value * requests)
        }
      }
  }
}
