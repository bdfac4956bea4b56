import Glibc
public import PerfUnits

/// How many instances a load needs: n = max(⌈λ/((1 − h)x₁)⌉, ⌈λ/x₁⌉ + 1, the least of production, what queueing asks for).
public struct InstanceCount: Sendable, Hashable {
  /// ⌈λ/((1 − h)x₁)⌉.
  public let withHeadroom: Int
  /// ⌈λ/x₁⌉ + 1: one may fail.
  public let withSpare: Int
  /// The fewest whose workers keep the objective by Erlang C; nil where the workers or their service time are not known.
  public let withoutQueue: Int?
  public let count: Int

  /// Nil where one instance does nothing, the number is beyond reason, or more instances do not reach the rate.
  ///
  /// - Parameters:
  ///   - scaling: what was measured of several instances; nil takes them to add up.
  ///   - queueing: what Erlang C asks for.
  public init?(
    rate: RequestRate, perInstance: RequestRate, headroom: Double, least: Int, scaling: InstanceScaling? = nil,
    queueing: Int? = nil
  ) {
    func instances(_ worth: Double) -> Double? { scaling.map { $0.instances(worth: worth) } ?? worth }
    guard headroom < 1, let ratio = rate.ratio(to: perInstance), let plain = instances(ratio), plain < 1e9,
      let roomy = instances(ratio / (1 - headroom)), roomy < 1e9
    else {
      return nil
    }
    withHeadroom = Int(roomy.rounded(.up))
    withSpare = Int(plain.rounded(.up)) + 1
    withoutQueue = queueing
    count = max(withHeadroom, withSpare, least, queueing ?? 0)
  }
}

/// How far a number lies beyond what was tested.
public enum Extrapolation: String, Sendable, Hashable, CaseIterable {
  /// No more than the tested total.
  case none = "E0"
  /// Up to twice.
  case near = "E1"
  /// Up to ten times: budgetary.
  case budgetary = "E2"
  /// Beyond: not supported by measurement.
  case unsupported = "E3"

  /// - Parameter ratio: the rate asked for over the largest rate tested.
  public init(ratio: Double) {
    switch ratio {
    case ...1: self = .none
    case ...2: self = .near
    case ...10: self = .budgetary
    default: self = .unsupported
    }
  }
}

/// One row of the tiers table.
public struct TierRow: Sendable, Hashable {
  public let tier: Tier
  /// λ with the peak factor; nil where users cannot be turned into requests.
  public let rate: RequestRate?
  /// By arithmetic; nil where the rate or the capacity of an instance is not known.
  public let count: InstanceCount?
  /// λ over the largest rate tested.
  public let ratio: Double?
  public let extrapolation: Extrapolation?
  /// What all instances share and what lies below λ; nil where nothing known is in the way.
  public let ceiling: SharedCeiling?
  /// The users that the ceiling is good for.
  public let ceilingUsers: Population?
  /// What it needs beside instances of the service.
  public let needs: [ComponentNeed]
}

extension PlanContext {
  var tierRows: [TierRow] { settings.tiers.map(row) }

  private func row(_ tier: Tier) -> TierRow {
    let demand: RequestRate? =
      switch tier.demand {
      case .rate(let rate): rate
      case .users(let users): behaviour?.rate(of: users)
      }
    let rate = demand.flatMap { $0.scaled(by: settings.peakFactor) }
    let count = rate.flatMap { rate in
      perInstance.flatMap {
        InstanceCount(
          rate: rate, perInstance: $0, headroom: settings.headroom, least: settings.leastInstances,
          scaling: scaling, queueing: settings.instance.count(at: rate, keeping: settings.objective))
      }
    }
    let ratio = rate.flatMap { rate in testedTotal.flatMap { rate.ratio(to: $0) } }
    let reached = rate.flatMap { rate in ceiling.flatMap { $0.rate < rate ? $0 : nil } }
    return TierRow(
      tier: tier, rate: rate, count: count, ratio: ratio, extrapolation: ratio.map(Extrapolation.init),
      ceiling: reached, ceilingUsers: reached.flatMap { behaviour?.users(at: $0.rate) },
      needs: rate.map { needs($0, instances: count?.count) } ?? [])
  }

  /// `instances:<tier>` for each tier.
  func instanceLines(_ rows: [TierRow]) -> [PlanLine] { rows.map(line) }

  private func line(_ row: TierRow) -> PlanLine {
    let id = "instances:\(row.tier.name)"
    let title =
      switch row.tier.demand {
      case .users(let users): "Instances for \(row.tier.name) (\(Wording.number(users.value)) users)"
      case .rate(let rate): "Instances for \(row.tier.name) (\(Wording.rate(rate)))"
      }
    guard let rate = row.rate, let count = row.count, let perInstance, let ratio = row.ratio,
      let extrapolation = row.extrapolation
    else {
      return .refused(
        id: id, title: title, noun: "instances", reason: instanceRefusal(row), next: nextTest.sentence,
        codes: [isInfeasible ? .infeasibleObjective : .inputMissing])
    }
    let h = settings.headroom
    let arithmetic = [
      "λ = \(Wording.exact(rate.value)) req/s\(settings.peakFactor == 1 ? "" : " with the peak factor \(Wording.exact(settings.peakFactor))")",
      "⌈\(Wording.exact(rate.value))/(\(Wording.exact(1 - h)) × \(Wording.exact(perInstance.value)))⌉ = \(count.withHeadroom)",
      "⌈\(Wording.exact(rate.value))/\(Wording.exact(perInstance.value))⌉ + 1 = \(count.withSpare)",
      queueingArithmetic(rate, count),
      "\(Wording.exact(ratio)) times the tested \(Wording.rate(testedTotal ?? .zero))",
    ].compactMap { $0 }
    let by = "\(count.count) by arithmetic"
    let needs = row.needs.isEmpty ? "" : " Beside them: \(Wording.list(row.needs.map(\.text)))."
    if let ceiling = row.ceiling {
      let people = row.ceilingUsers.map { " ≈ \(Wording.number($0.value)) users" } ?? ""
      var line = PlanLine.refused(
        id: id, title: title, noun: "instances",
        reason:
          "Cannot be reached by adding instances: the ceiling of \(ceiling.name) is \(Wording.rate(ceiling.rate))\(people).",
        next: "Reduce what a request needs of \(ceiling.name), or enlarge it, and test again.", codes: [.unreachable],
        detail: "\(extrapolation.rawValue); \(by).")
      line.arithmetic = arithmetic
      return line
    }
    var assumptions = scalingAssumptions
    if settings.peakFactor == 1 { assumptions.append("peak factor 1: the peak is the rate of so many users") }
    if ceiling == nil { assumptions.append("nothing that instances share is in the way (not measured)") }
    if extrapolation == .unsupported {
      var line = PlanLine.refused(
        id: id, title: title, noun: "instances",
        reason: "Not supported by measurement: \(Wording.number(ratio)) times what was tested. Do not commit to it.",
        next: "Test \(Wording.rate(rate.scaled(by: 0.1) ?? rate)) or more.", codes: [.notSupported],
        detail: "\(extrapolation.rawValue); \(by).")
      line.arithmetic = arithmetic
      line.assumptions = assumptions
      return line
    }
    if count.withoutQueue != nil { assumptions.append("requests come at random and take exponential times (Erlang C)") }
    let tooMany = row.needs.filter { $0.part == .connections && $0.isShort }
    let tooSmall = row.needs.filter { $0.part == .memory && $0.isShort }
    let reasons =
      (extrapolation == .budgetary ? ["Budgetary: \(Wording.number(ratio)) times what was tested."] : [])
      + tooMany.map { "More connections than there are: \($0.text)." }
      + tooSmall.map { "Each needs more memory than it has: \($0.text)." }
    return PlanLine(
      id: id, title: title, value: Double(count.count), noun: "instances", bound: .exact,
      grade: extrapolation == .budgetary ? .extrapolated : .computed, assumptions: assumptions,
      source: planningBase?.sources ?? [],
      formula: "n = max(⌈λ/((1 − h)·x₁)⌉, ⌈λ/x₁⌉ + 1, least\(count.withoutQueue == nil ? "" : ", Erlang C"))",
      reason: reasons.isEmpty ? nil : reasons.joined(separator: " "),
      detail: extrapolation.rawValue + " for \(Wording.rate(rate)).\(needs)", arithmetic: arithmetic,
      codes: tooMany.isEmpty ? [] : [.connectionsExceeded])
  }

  /// What the queue before so many workers asks for.
  private func queueingArithmetic(_ rate: RequestRate, _ count: InstanceCount) -> String? {
    guard let fewest = count.withoutQueue, let workers = settings.instance.workers,
      let time = settings.instance.serviceTime, let objective = settings.objective
    else { return nil }
    return "Erlang C with \(Wording.number(Double(workers))) workers each, S = \(Wording.time(time)): "
      + "\(Wording.percent(objective.p)) within \(Wording.time(objective.latency)) from \(fewest) on"
  }

  /// Whether instances add up: measured, or assumed and said so.
  private var scalingAssumptions: [String] {
    guard let scaling else { return ["assumes linear scaling (not measured)"] }
    if scaling.law != nil { return ["instances scale by the law fitted to up to \(scaling.most) of them (measured)"] }
    return [
      "\(scaling.most) instances did \(Wording.percent(scaling.efficiency)) of \(scaling.most) times one (measured)"
    ]
  }

  private func instanceRefusal(_ row: TierRow) -> String {
    if isInfeasible {
      return "Even the lowest level misses the objective: adding instances cannot help."
    }
    if perInstance == nil { return planningRefusal }
    if row.rate != nil, row.count == nil {
      return "By what was measured of several instances, no number of them does so much."
    }
    return "How long users think between requests is not given."
  }
}
