import PerfModel
import PerfUnits

/// What the points of a run come to, as far as one worker has seen them.
///
/// Requests and their phases are by far the most: they wait in rows, in the order in which they come, and reach the recorder in
/// batches of one request key each (`K6RequestRows`).
struct K6Tally: Sendable {
  private var recorder: RunRecorder
  private var rows = K6RequestRows()
  private(set) var metrics: [K6MetricTally] = []
  private(set) var checks: [K6CheckTally] = []
  private(set) var definitions: [String: K6Definition] = [:]
  private var metricPlaces: [String: Int] = [:]
  private var checkPlaces: [String: Int] = [:]
  private let shared: K6Definitions
  private let assumesTrends: Bool
  /// Requests that `http_reqs` counts.
  private(set) var requestCount = K6Total()

  /// - Parameters:
  ///   - definitions: those that all workers have met.
  ///   - recorder: an empty one, of which each worker gets a copy.
  ///   - assumesTrends: whether a metric of which nothing tells the type is a trend: in CSV no metric is defined.
  init(sharing definitions: K6Definitions, _ recorder: RunRecorder, assumesTrends: Bool = false) {
    shared = definitions
    self.recorder = recorder
    self.assumesTrends = assumesTrends
  }

  /// What a point of a metric is for.
  enum Role: BitwiseCopyable, Sendable, Hashable {
    case duration
    case phase(RequestPhase)
    case failed
    case requests
    case check
    case users
    case other
  }

  /// Whether a metric's points are told apart by their request.
  static func role(of metric: String) -> Role {
    switch metric {
    case "http_req_duration": .duration
    case "http_req_blocked": .phase(.blocked)
    case "http_req_connecting": .phase(.connecting)
    case "http_req_tls_handshaking": .phase(.tls)
    case "http_req_sending": .phase(.sending)
    case "http_req_waiting": .phase(.waiting)
    case "http_req_receiving": .phase(.receiving)
    case "http_req_failed": .failed
    case "http_reqs": .requests
    case "checks": .check
    case "vus": .users
    default: .other
    }
  }

  /// The number of a metric that is not of requests, checks or users.
  mutating func metric(named name: String) -> Int {
    if let place = metricPlaces[name] { return place }
    metricPlaces[name] = metrics.count
    let definition = definitions[name] ?? K6BuiltIn.definition(of: name)
    metrics.append(
      K6MetricTally(name: name, definition: definition ?? (assumesTrends ? K6BuiltIn.trend(name) : nil)))
    return metrics.count - 1
  }

  /// The number of a check.
  mutating func check(path: String) -> Int {
    if let place = checkPlaces[path] { return place }
    checkPlaces[path] = checks.count
    checks.append(K6CheckTally(path: path))
    return checks.count - 1
  }

  /// The number of a request key.
  mutating func request(_ key: RequestKey) -> Int { recorder.slot(for: key) }

  /// Adds a point of requests; `request` is the number of its key.
  @inline(__always)
  mutating func add(_ role: Role, request: Int, time: Int64, value: Double) {
    switch role {
    case .duration: rows.add(.duration, request, time, value, into: &recorder)
    case .phase(let phase): rows.add(.phase(phase), request, time, value, into: &recorder)
    case .failed: rows.addOutcome(request, time, isFailed: value != 0, into: &recorder)
    default: break
    }
  }

  @inline(__always)
  mutating func addRequests(_ count: Double) { requestCount.add(count) }

  @inline(__always)
  mutating func addCheck(_ place: Int, _ value: Double) { checks[place].add(value) }

  /// Gives up what has been recorded.
  mutating func takeRecorder() -> RunRecorder {
    let taken = recorder
    recorder = RunRecorder(unit: .milliseconds)
    return taken
  }

  mutating func addUsers(_ value: Double, at time: Int64) { recorder.addUsers(value, at: time) }

  /// Adds a point of another metric. `position` orders points of one time as the file does.
  mutating func add(metric place: Int, _ value: Double, at time: Int64, position: Int) {
    metrics[place].add(value, at: time, position: position)
    if metrics[place].isFull { metrics[place].flush(into: &recorder) }
  }

  mutating func define(_ definition: K6Definition) {
    shared.add(definition)
    definitions[definition.name] = definition
    if let place = metricPlaces[definition.name] { metrics[place].definition = definition }
  }

  /// Learns what other workers have met: called between blocks, so that values of an unknown kind do not pile up.
  mutating func learn() {
    guard metrics.contains(where: { $0.definition == nil && $0.count > 0 }) else { return }
    for definition in shared.all.values where definitions[definition.name] == nil { define(definition) }
  }

  /// Hands what waits to the recorder.
  mutating func flush() {
    rows.flush(into: &recorder)
    for place in metrics.indices { metrics[place].flush(into: &recorder) }
  }

  /// Says that no more points will come.
  mutating func finish() {
    flush()
    recorder.finish()
  }

  /// Adds what another worker has seen; both have been finished.
  mutating func merge(_ other: consuming K6Tally) {
    for definition in other.definitions.values.sorted(by: { $0.name < $1.name }) { define(definition) }
    for metric in other.metrics { metrics[self.metric(named: metric.name)].merge(metric) }
    for check in other.checks { checks[self.check(path: check.path)].merge(check) }
    requestCount.merge(other.requestCount)
    recorder.merge(other.takeRecorder())
  }
}

/// How often a check passed.
struct K6CheckTally: Sendable {
  let path: String
  private(set) var passes = 0
  private(set) var total = 0

  @inline(__always)
  mutating func add(_ value: Double) {
    if value != 0 { passes += 1 }
    total += 1
  }

  mutating func merge(_ other: K6CheckTally) {
    passes += other.passes
    total += other.total
  }
}
