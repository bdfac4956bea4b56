import PerfStats
import PerfUnits

extension PlanContext {
  /// `bottleneck`: the resource, the grade of its evidence, and what did not saturate.
  var bottleneckLine: PlanLine {
    let id = "bottleneck"
    let title = "Bottleneck"
    let spared = bottleneck.notSaturated
    let calm = spared.isEmpty ? "" : " Not saturated: \(spared.joined(separator: ", "))."
    guard let cause = bottleneck.cause, !assessment.has(.generatorSuspect) else {
      let reason =
        assessment.has(.generatorSuspect)
        ? "The load generator limited the run."
        : resources.isEmpty
          ? "No resource was measured during the run."
          : "No measured resource explains the limit: suspect one that was not measured (pool, lock, rate limit, generator)."
      return .refused(
        id: id, title: title, reason: reason,
        next: "Sample during the next test: \(Wording.list(nextTest.sampling)).",
        codes: [assessment.has(.generatorSuspect) ? .generatorSuspect : .inputMissing],
        detail: calm.isEmpty ? nil : String(calm.dropFirst()))
    }
    let found = bottleneck.resources.first { $0.name == cause.name }
    let evidence = found?.evidence.map(\.rawValue).joined(separator: " + ") ?? ""
    let tie = bottleneck.ties.isEmpty ? "" : " Tied with \(Wording.list(bottleneck.ties))."
    let queue = bottleneck.queueOf.map { " \($0) is only its queue." } ?? ""
    let rate = found?.demand
    let roof = poolCeiling(cause)
    return PlanLine(
      id: id, title: title, value: rate?.fullAt.value, unit: .perSecond,
      interval: rate.map { PlanInterval(low: $0.low?.value, high: $0.high?.value) },
      bound: rate == nil ? .none : .exact,
      grade: bottleneck.grade == .strong ? .measured : bottleneck.grade == .moderate ? .computed : .extrapolated,
      assumptions: rate == nil
        ? [] : [rate?.isFitted == true ? "use grows in a line with the rate" : "use is in proportion to the rate"],
      formula: "U = u₀ + d·G; full at X = (U_full − u₀)/d",
      reason: bottleneck.grade == .weak ? "One kind of evidence alone." : nil,
      next: bottleneck.grade == .weak ? "Sample during the next test: \(Wording.list(nextTest.sampling))." : nil,
      detail: "\(cause.name), \(bottleneck.grade.rawValue) (\(evidence)).\(tie)\(queue)\(roof ?? "")\(calm)",
      arithmetic: bottleneck.resources.compactMap { resource in
        resource.demand.map {
          "\(resource.name): d = \(Wording.time($0.perRequest)) per request, full at \(Wording.rate($0.fullAt))"
        }
      }, codes: cause.kind == .pool ? [.bottleneckPool] : [])
  }

  /// X_pool = n·c/S_hold of a pool whose size and hold time are given: no more calls a second find a connection.
  private func poolCeiling(_ cause: ResourceEvidence) -> String? {
    guard cause.kind == .pool, let pool = settings.pools.first(where: { $0.name == cause.name }), let size = pool.size,
      let hold = pool.holdTime,
      let connections = Population(Double(size)).flatMap({ $0.scaled(by: Double(pool.instances)) }),
      let rate = connections / hold
    else { return nil }
    return " \(Wording.number(connections.value)) connections held for \(Wording.time(hold)) each are good for "
      + "\(Wording.number(rate.value)) calls a second."
  }

  /// `scaling-strategy`: what to add, or why adding does not help.
  var scalingLine: PlanLine {
    let id = "scaling-strategy"
    let title = "Scaling strategy"
    guard let cause = bottleneck.cause, bottleneck.grade != .none, !assessment.has(.generatorSuspect) else {
      return .refused(
        id: id, title: title, reason: "Without a bottleneck there is nothing to scale.",
        next: "Sample during the next test: \(Wording.list(nextTest.sampling)).", codes: [.inputMissing])
    }
    let strategy = ScalingStrategy(
      cause, contention: seriousContention, spare: ceiling, growth: verticalGrowth(cause))
    var assumptions = [String]()
    if strategy.kind == .horizontal, Set(settings.scalingMeasurements.map(\.instances)).count < 2 {
      assumptions.append("assumes linear scaling (not measured)")
    }
    return PlanLine(
      id: id, title: title, bound: .none, grade: bottleneck.grade == .strong ? .computed : .extrapolated,
      assumptions: assumptions, formula: strategy.kind.rawValue, reason: strategy.because,
      detail: strategy.text)
  }

  /// How many times as large a shared resource has to be for the largest tier: D·λ/(0.7·m).
  private func verticalGrowth(_ cause: ResourceEvidence) -> (factor: Double, tier: String)? {
    guard cause.isShared else { return nil }
    return tierRows.compactMap { row in
      row.needs.first { $0.name == cause.name }?.factor.map { ($0, row.tier.name) }
    }.max { $0.0 < $1.0 }
  }

  /// α where it is at least 0.1 and known to be no accident of the fit, with the processors far from full.
  private var seriousContention: Double? {
    guard let fit = assessment.law?.fit, fit.law.contention >= 0.1,
      let interval = fit.interval(fit.law.contention, error: fit.contentionError, confidence: 0.95), interval.low > 0,
      let cpu = bottleneck.resources.first(where: { $0.kind == .cpu })?.peakUtilization, cpu < 0.7
    else { return nil }
    return fit.law.contention
  }
}

/// What to do about a bottleneck.
public struct ScalingStrategy: Sendable, Hashable {
  public let kind: Kind
  public let text: String
  public let because: String

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case horizontal
    case vertical
    /// Remove what cannot be shared out; neither more nor larger machines help.
    case removeSerialPart
    case configuration
    case quota
    case notDetermined
  }

  init(
    _ cause: ResourceEvidence, contention: Double?, spare: SharedCeiling?, growth: (factor: Double, tier: String)?
  ) {
    if let contention {
      kind = .removeSerialPart
      text = "Neither more nor larger machines: remove the serial part."
      because = "Contention α = \(Wording.number(contention)) with processors below 70 %."
      return
    }
    switch cause.kind {
    case .cpu, .memory, .workers, .network:
      kind = .horizontal
      text =
        "Horizontal: more instances"
        + (spare.map { ", up to \(Wording.rate($0.rate)) where \($0.name) is full." } ?? ".")
      because = "\(cause.name) is each instance's own."
    case .serial, .locks:
      kind = .removeSerialPart
      text = "Neither more nor larger machines: remove the serial part (lock, event loop, single worker)."
      because = "\(cause.name) is one of its kind: others wait for it."
    case .databaseCPU, .databaseIO:
      kind = .vertical
      let times =
        growth.map { $0.factor > 1 ? " \($0.tier) needs \(Wording.number($0.factor)) times what it has." : "" } ?? ""
      let replicas = cause.readShare.map { " Replicas help with the \(Wording.percent($0)) that only read." } ?? ""
      text =
        "Vertical for the database, or fewer and cheaper queries; a cache of hit ratio h leaves D·(1 − h).\(times)\(replicas)"
      because = "More instances of the service raise the pressure on \(cause.name)."
    case .cache:
      kind = .vertical
      text = "Vertical for the cache, or share its keys out."
      because = "All instances share \(cause.name)."
    case .pool:
      kind = .configuration
      text = "Configuration: size the pool after its hold time."
      because = "\(cause.name) is used up while the database behind it is not."
    case .outsideService:
      kind = .quota
      text = "Quota, batching or a cache: more instances bring no more calls."
      because = "\(cause.name) is another's."
    case .generator, .generatorNetwork:
      kind = .notDetermined
      text = "Not determined."
      because = "The load generator limited the run."
    }
  }
}
