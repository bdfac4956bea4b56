import PerfModel
import PerfStats
import PerfUnits

/// Processor time of one request: what of a change the profiles can explain at most.
struct ProcessorEvidence {
  private let change: EndpointChange
  private let before: Request
  private let after: Request
  private let isNamed: Bool

  /// What one request takes of the processor.
  private struct Request {
    /// Seconds, and their variance.
    let seconds: Double
    let variance: Double

    init(_ tally: ProcessorTime.Tally, of time: ProcessorTime, requests: Double) {
      seconds = tally.seconds / requests
      variance = time.variance(tally) / (requests * requests)
    }
  }

  /// One side: its profile, the requests, and the samples under the endpoint's own label, where the profile has labels.
  struct Side {
    let time: ProcessorTime
    let tally: RequestTally
    /// By endpoint; empty where no label names a route.
    let endpoints: [String: ProcessorTime.Tally]

    init(_ time: ProcessorTime, _ tally: RequestTally, _ names: inout RouteNames) {
      self.time = time
      self.tally = tally
      var endpoints: [String: ProcessorTime.Tally] = [:]
      for (route, samples) in time.routes.sorted(by: { $0.key < $1.key }) {
        guard let endpoint = names.endpoint(route) else { continue }
        endpoints[endpoint, default: .init()].samples += samples.samples
        endpoints[endpoint, default: .init()].seconds += samples.seconds
      }
      self.endpoints = endpoints
    }
  }

  /// Whether both profiles tell routes apart, and one of them this endpoint: where labels leave it out, its share of the process is not zero
  /// but unknown.
  static func isNamed(_ endpoint: String, _ before: Side, _ after: Side) -> Bool {
    guard !before.endpoints.isEmpty, !after.endpoints.isEmpty else { return false }
    return before.endpoints[endpoint] != nil || after.endpoints[endpoint] != nil
  }

  /// Nil where a side does not tell how many requests its profile saw, or its profile has no samples, and with them no error of sampling.
  init?(_ change: EndpointChange, before: Side, after: Side) {
    self.change = change
    isNamed = Self.isNamed(change.endpoint, before, after)
    guard before.time.all.samples > 0, after.time.all.samples > 0 else { return nil }
    guard let old = Self.request(change.endpoint, before, isNamed: isNamed),
      let new = Self.request(change.endpoint, after, isNamed: isNamed)
    else { return nil }
    (self.before, self.after) = (old, new)
  }

  private static func request(_ endpoint: String, _ side: Side, isNamed: Bool) -> Request? {
    guard let requests = side.tally.requests(endpoint, in: side.time.window), requests > 0 else { return nil }
    let samples = isNamed ? side.endpoints[endpoint] ?? .init() : side.time.all
    return Request(samples, of: side.time, requests: requests)
  }

  /// |Δ| and two standard errors of counting over the change of the mean: the most that the processor can have to do with it.
  private var atMost: Double? {
    guard let difference = change.difference else { return nil }
    let error = (before.variance + after.variance).squareRoot()
    let most = abs(after.seconds - before.seconds) + NormalDistribution.quantile(0.975) * error
    let share = most / abs(difference)
    return share.isFinite ? share : nil
  }

  var item: EvidenceItem? {
    guard let atMost else { return nil }
    let share = change.share(before.seconds, after.seconds)
    let grade = EvidenceItem.Grade.of(share: share, isNamed: isNamed)
    return EvidenceItem(
      endpoint: change.endpoint, kind: .cpuPerRequest, subject: "processor time of the profiled process",
      before: before.seconds, after: after.seconds, unit: .seconds, grade: grade, share: share, text: text(atMost),
      isWorse: change.isWorse)
  }

  private func text(_ atMost: Double) -> String {
    let times = EvidenceText.times([before.seconds, after.seconds])
    let whose = isNamed ? "of a request" : "for each of its requests, if all of the process worked for them"
    let measured = "\(times[0]) → \(times[1]) \(whose)"
    guard atMost < 1 else {
      return "\(measured); within the error of sampling it could be all of the change."
    }
    let most = "the profile can explain at most \(EvidenceText.percent(atMost)) of this change"
    guard atMost < 0.2 else { return "\(measured); \(most)." }
    return "\(measured); \(most): not in this process, but in what it waits for."
  }
}
