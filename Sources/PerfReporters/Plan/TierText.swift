import PerfCapacity
import PerfUnits

/// A tier in words.
struct TierText {
  let name: String
  let demand: String
  /// Nil where users cannot be turned into requests.
  let rate: String?
  /// Nil where they are not to be relied upon.
  let instances: String?
  /// `E2: 5.93 × tested, budgetary`; nil where the rate is not known.
  let reach: String?
  let remark: String

  init(_ tier: TierRow, _ line: PlanLine?) {
    name = tier.tier.name
    demand =
      switch tier.tier.demand {
      case .users(let users): PlanFigure.counted(users.value, "users")
      case .rate(let rate): PlanFigure.rate(rate.value)
      }
    rate = tier.rate.map { PlanFigure.rate($0.value) }
    instances = line?.value.map(PlanFigure.number)
    reach = tier.extrapolation.map { extrapolation in
      let times = tier.ratio.map { PlanFigure.number($0) + " × tested" } ?? ""
      switch extrapolation {
      case .none: return "E0: tested"
      case .near: return "E1: \(times)"
      case .budgetary: return "E2: \(times), budgetary"
      case .unsupported: return "E3: \(times)"
      }
    }
    let arithmetic = line?.value == nil ? tier.count.map { "\(NumberText.grouped($0.count)) by arithmetic." } : nil
    // What `reach` says already is not said again.
    let reason = line?.grade == .refused && line?.codes.contains(.notSupported) != true ? line?.reason : nil
    remark = [reason, arithmetic].compactMap(\.self).joined(separator: " ")
  }

  static func rows(_ plan: CapacityPlan) -> [TierText] {
    plan.tiers.map { TierText($0, plan["instances:\($0.tier.name)"]) }
  }
}

/// How the users of tiers are taken to behave.
enum UsersText {
  /// `One user makes 3.11 requests a round and then thinks for 107 ms (as scripted).`; nil where that is not known.
  static func sentence(_ settings: CapacitySettings) -> String? {
    guard let think = settings.plannedThinkTime ?? settings.scriptedThinkTime else { return nil }
    let origin = settings.plannedThinkTime == nil ? "as scripted" : "as perfreport.yml says"
    let requests = PlanFigure.counted(settings.requestsPerIteration ?? 1, "requests")
    guard think.value > 0 else {
      return
        "One user makes \(requests) a round and never pauses (\(origin)); people pause, and as many ask for less."
    }
    return "One user makes \(requests) a round and then thinks for \(PlanFigure.time(think.value)) (\(origin))."
  }
}
