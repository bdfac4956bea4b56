import PerfUnits

/// How many calls an hour an outside service takes, and what limits them.
///
/// 3600·min(capacity within the objective, quota of calls/60, quota of tokens/(60·tokens per call), C/R by Little), each divided by the
/// mean number of attempts. What a cache answers costs no call.
public struct ServiceAllowance: Sendable, Hashable {
  /// By the name of the term, calls an hour, the least first.
  public let terms: [Term]
  /// Calls an hour, rounded down.
  public let callsPerHour: Double
  /// What users may ask an hour, with what the cache answers.
  public let userCallsPerHour: Double

  public struct Term: Sendable, Hashable {
    public let name: Name
    public let callsPerHour: Double
  }

  public enum Name: String, Sendable, Hashable, CaseIterable {
    case objectiveCapacity = "slo_capacity"
    case callQuota = "rpm"
    case inputTokens = "tpm_in"
    case outputTokens = "tpm_out"
    case concurrency

    var text: String {
      switch self {
      case .objectiveCapacity: "the measured capacity"
      case .callQuota: "the quota of calls"
      case .inputTokens: "the quota of input tokens"
      case .outputTokens: "the quota of output tokens"
      case .concurrency: "the quota of calls at once"
      }
    }
  }

  /// Nil where no term is known.
  public init?(_ service: OutsideService) {
    func tokens(_ quota: Double?, _ perCall: Double?) -> Double? {
      guard let quota, let perCall, perCall > 0 else { return nil }
      return quota / perCall * 60
    }
    let concurrent = service.concurrency.flatMap { Population($0) }.flatMap { calls in
      service.latency.flatMap { calls / $0 }
    }
    let raw: [(Name, Double?)] = [
      (.objectiveCapacity, service.measuredRate.map { $0.value * 3600 }),
      (.callQuota, service.callsPerMinute.map { $0 * 60 }),
      (.inputTokens, tokens(service.inputTokensPerMinute, service.inputTokensPerCall)),
      (.outputTokens, tokens(service.outputTokensPerMinute, service.outputTokensPerCall)),
      (.concurrency, concurrent.map { $0.value * 3600 }),
    ]
    terms = raw.compactMap { name, calls in
      guard let calls, calls >= 0, calls.isFinite else { return nil }
      return Term(name: name, callsPerHour: calls / service.attempts)
    }.sorted { $0.callsPerHour < $1.callsPerHour }
    guard let least = terms.first else { return nil }
    callsPerHour = least.callsPerHour.rounded(.down)
    userCallsPerHour = (least.callsPerHour / (1 - service.cachedShare)).rounded(.down)
  }
}

extension PlanContext {
  /// `max-calls-per-hour:<name>` for each outside service.
  var serviceLines: [PlanLine] { settings.services.map(line) }

  /// The service with what its endpoint was seen to reach at least, where nobody gives more.
  private func measured(_ service: OutsideService) -> OutsideService {
    guard service.measuredRate == nil, let endpoint = service.endpoint, let base = planningBase,
      let share = assessment.levels.lazy.compactMap({ $0.conditions.mix[endpoint] }).first
    else { return service }
    var service = service
    service.measuredRate = base.rate.scaled(by: share)
    service.isMeasuredAsCapacity = false
    return service
  }

  private func line(_ given: OutsideService) -> PlanLine {
    let service = measured(given)
    let id = "max-calls-per-hour:\(service.name)"
    let title = "Max calls/hour of \(service.name)"
    guard let allowance = ServiceAllowance(service), let binding = allowance.terms.first else {
      return .refused(
        id: id, title: title, noun: "calls/h", reason: "Neither a quota nor a measured capacity is given.",
        next: "Give the provider's quota, or a test of this endpoint alone.", codes: [.inputMissing])
    }
    let isOpen = binding.name == .objectiveCapacity && !service.isMeasuredAsCapacity
    let known = Set(allowance.terms.map(\.name))
    let missing = ServiceAllowance.Name.allCases.filter { !known.contains($0) }.map(\.text)
    let others = allowance.terms.dropFirst().map { "\($0.name.text) \(Wording.number($0.callsPerHour.rounded(.down)))" }
    var assumptions = missing.isEmpty ? [] : ["not given, so not counted: " + Wording.list(missing)]
    if service.attempts > 1 { assumptions.append("\(Wording.number(service.attempts)) attempts per call") }
    if service.cachedShare > 0 {
      assumptions.append(
        "a cache answers \(Wording.percent(service.cachedShare)), so that users may ask "
          + "\(Wording.number(allowance.userCallsPerHour)) times an hour")
    }
    return PlanLine(
      id: id, title: title, value: allowance.callsPerHour, noun: "calls/h", bound: isOpen ? .atLeast : .exact,
      grade: .computed, assumptions: assumptions, formula: "3600·min(capacity, quotas, C/R)/attempts",
      reason: isOpen ? "The endpoint was never driven to its limit." : nil,
      next: isOpen ? "Run a test of \(service.name) alone, in rising steps." : nil,
      detail: "Limited by \(binding.name.text)" + (others.isEmpty ? "." : "; next: \(others.joined(separator: ", "))."),
      arithmetic: allowance.terms.map { "\($0.name.text): \(Wording.number($0.callsPerHour)) calls/h" })
  }
}
