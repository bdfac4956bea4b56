import PerfCapacity
import PerfUnits
import TestCorpus

/// A level in the words of a table: `level(users: 100, 96.2, ms: 39, p95: 88, requests: 57_720)`.
func level(
  users: Double? = nil, offered: Double? = nil, sent: Double? = nil, _ throughput: Double?, ms: Double? = nil,
  p95: Double? = nil, errors: Double? = 0, requests: Int? = nil, seconds: Double? = nil, logError: Double? = nil,
  dropped: Int? = nil, steadiness: Level.Steadiness = .unknown, run: String = "run"
) -> Level {
  let load: Level.Load =
    if let users { .users(Population(users) ?? .zero) } else if let offered {
      .offered(RequestRate(offered) ?? .zero)
    } else { .sent(RequestRate(sent ?? 0) ?? .zero) }
  return Level(
    load: load, throughput: throughput.flatMap { RequestRate($0) }, errorShare: errors, requests: requests,
    duration: seconds.flatMap { Seconds($0) }, latency: ms.flatMap { Seconds($0 / 1e3) },
    quantiles: p95.flatMap { Seconds($0 / 1e3) }.map { [LatencyQuantile(p: 0.95, value: $0)] } ?? [],
    logError: logError, dropped: dropped, steadiness: steadiness, source: .init(run: run))
}

/// Seconds of a literal in a test.
func seconds(_ value: Double) -> Seconds { Seconds(value) ?? .zero }
/// Requests per second of a literal in a test.
func rate(_ value: Double) -> RequestRate { RequestRate(value) ?? .zero }
/// Users of a literal in a test.
func users(_ value: Double) -> Population { Population(value) ?? .zero }
