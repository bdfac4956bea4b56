import PerfModel

/// What the load tests of a side counted of each endpoint: what calls and seconds are divided by.
struct RequestTally {
  /// Requests of any outcome.
  private(set) var all: [String: Double] = [:]
  /// Those answered with a status of 2xx, or where no status is told, those that did not fail: a request that fails at once makes no
  /// queries, and would make all others look cheaper.
  private(set) var successful: [String: Double] = [:]
  /// The mean duration in seconds, over all runs; nil where a run does not tell.
  private(set) var means: [String: Double] = [:]
  /// Requests of all endpoints, those among them that are counted in no endpoint, and their mean duration; nil where a run does not tell.
  let requests: Double?
  let mean: Double?
  /// Seconds that all runs together lasted; nil where one does not tell.
  let duration: Double?

  /// - Parameter traffic: what the service itself counted of its routes, for endpoints that the load tests do not count: a k6 summary has
  ///   the durations of an endpoint, and no number of them unless it was asked for.
  init(_ runs: [Run], traffic: [RouteTraffic] = []) {
    let durations = runs.compactMap(\.duration)
    duration = durations.count == runs.count && !runs.isEmpty ? durations.reduce(0, +) : nil
    let counts = runs.compactMap(Self.whole)
    requests = counts.count == runs.count && !runs.isEmpty ? counts.reduce(0, +) : nil
    let sums = zip(runs, counts).compactMap { run, count in run[SeriesKey(.requestDuration)]?[.mean].map { $0 * count }
    }
    mean = requests.flatMap { sums.count == runs.count && $0 > 0 ? sums.reduce(0, +) / $0 : nil }
    let served = Self.served(runs, traffic)
    var seconds: [String: (sum: Double, count: Double)] = [:]
    for run in runs {
      var byStatus: [String: Double] = [:]
      for series in run.series where series.key.metric == .requestCount {
        guard let endpoint = series.key.endpoint, case .counter(let count) = series.content else { continue }
        if series.key.labels.isEmpty {
          all[endpoint, default: 0] += count
        } else if let status = series.key.labels["status"], series.key.labels.pairs.count == 1 {
          byStatus[endpoint, default: 0] += status.hasPrefix("2") ? count : 0
        }
      }
      for (endpoint, count) in Self.counts(run) {
        successful[endpoint, default: 0] += byStatus[endpoint] ?? count - (Self.failed(run, endpoint) ?? 0)
        if let mean = run[SeriesKey(.requestDuration, endpoint: endpoint)]?[.mean] {
          let known = seconds[endpoint] ?? (0, 0)
          seconds[endpoint] = (known.sum + mean * count, known.count + count)
        }
      }
    }
    for (endpoint, route) in served where all[endpoint] == nil {
      all[endpoint] = route.requests
      successful[endpoint] = route.denominator
      let means = runs.compactMap { $0[SeriesKey(.requestDuration, endpoint: endpoint)]?[.mean] }
      // Of several runs whose requests nobody counted, no mean can be weighted.
      if means.count == 1, runs.count == 1 { seconds[endpoint] = (means[0] * route.requests, route.requests) }
    }
    means = seconds.filter { $0.value.count > 0 }.mapValues { $0.sum / $0.count }
  }

  /// All requests in a second, of every endpoint; nil where nobody knows how long it took.
  var rate: Double? {
    guard let duration, duration > 0, let requests, requests > 0 else { return nil }
    return requests / duration
  }

  /// Requests of an endpoint in so many seconds of the load.
  func requests(_ endpoint: String, in seconds: Double) -> Double? {
    guard let duration, duration > 0, let count = all[endpoint], count > 0 else { return nil }
    return count * min(1, seconds / duration)
  }

  /// The routes of a service by the endpoints of the load tests.
  private static func served(_ runs: [Run], _ traffic: [RouteTraffic]) -> [String: RouteTraffic] {
    guard !traffic.isEmpty else { return [:] }
    var names = RouteNames(runs.flatMap(\.series).compactMap(\.key.endpoint))
    var found: [String: [RouteTraffic]] = [:]
    for route in traffic where route.requests > 0 {
      guard let endpoint = names.endpoint(route.endpoint) else { continue }
      found[endpoint, default: []].append(route)
    }
    // Two routes of one endpoint: which of them was meant, nobody says.
    return found.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  private static func counts(_ run: Run) -> [(String, Double)] {
    run.series.compactMap { series in
      guard series.key.metric == .requestCount, series.key.labels.isEmpty, let endpoint = series.key.endpoint,
        case .counter(let count) = series.content
      else { return nil }
      return (endpoint, count)
    }
  }

  private static func whole(_ run: Run) -> Double? {
    guard case .counter(let count)? = run[SeriesKey(.requestCount)]?.content else { return nil }
    return count
  }

  private static func failed(_ run: Run, _ endpoint: String) -> Double? {
    guard case .counter(let failed)? = run[SeriesKey(.requestFailed, endpoint: endpoint)]?.content else { return nil }
    return failed
  }
}
