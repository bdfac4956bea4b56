import PerfCapacity
import PerfUnits

/// What a meeting has to know: a headline and three sentences, of what can be promised, of sizes, and of what to do.
struct PlanDecision {
  let tone: Tone
  /// `PLAN  promise 91 req/s; the bottleneck is API workers`
  let headline: String
  let sentences: [String]

  init(_ planned: PlannedCapacity) {
    let plan = planned.plan
    let promise = plan["planning-rate"]
    let value = promise.flatMap { Self.value($0, plan) }
    let refused = plan.lines.count { $0.grade == .refused }
    let open = refused > 0 ? "; \(refused) of \(Words.count(plan.lines.count, "line")) not determined" : ""
    if let value {
      let isKnown = promise?.bound == .exact
      tone = isKnown ? .good : .warning
      headline =
        (isKnown ? "CAPACITY  plan with \(value)" : "LOWER BOUND  plan with \(value): the end was not reached") + open
    } else if plan.levels.isEmpty {
      tone = .bad
      headline = "NO PLAN  no level of steady load was found"
    } else {
      tone = .warning
      headline = "NOT DETERMINED  there is no rate to plan with\(open)"
    }
    sentences = [
      Self.capacity(planned, value), Self.sizes(plan), Self.limit(plan) + Self.future(plan),
    ].filter { !$0.isEmpty }
  }

  /// How much the system carries.
  private static func capacity(_ planned: PlannedCapacity, _ promise: String?) -> String {
    let plan = planned.plan
    let free = PlanFigure.percent(plan.settings.headroom)
    let most = plan["max-request-rate"].flatMap { line in
      line.value.map {
        (line.bound == .exact ? "the most it does is " : "the most that was tried is ") + PlanFigure.rate($0)
      }
    }
    guard let promise else {
      let reason = plan["planning-rate"]?.reason ?? ""
      return "No rate can be promised: \(Words.lowered(reason))" + (most.map { " So far \($0)." } ?? "")
    }
    guard let goal = ObjectiveBasisText(planned)?.goal, let kept = plan["slo-capacity"],
      let capacity = value(kept, plan)
    else {
      return
        "Plan with \(promise) of what was tested: \(most ?? ""), less \(free) kept free; nobody has said what is too slow."
    }
    let users = plan["max-users"].flatMap { line in line.value.map { " (\(PlanFigure.quantity($0, of: line)))" } } ?? ""
    let end =
      kept.bound == .exact
      ? kept.interval?.high.map { " and misses it at \(PlanFigure.rate($0))" } ?? "" : "; " + beyond(plan)
    return
      "Plan with \(promise) of what was tested: it keeps \(goal) up to \(capacity)\(users)\(end), and \(free) stay free."
  }

  /// Why the objective has no end: nothing more was tried, or what was tried could not be told.
  private static func beyond(_ plan: CapacityPlan) -> String {
    let untold = plan.objective?.untold ?? []
    guard let last = untold.last else { return "more was not tried" }
    return untold.count == 1
      ? "one higher level was tried, \(PlanFigure.load(last.load)), and could not be told"
      : "\(NumberText.grouped(untold.count)) higher levels were tried, up to \(PlanFigure.load(last.load)), and could not be told"
  }

  /// `at least 62.1 req/s`.
  private static func value(_ line: PlanLine, _ plan: CapacityPlan) -> String? {
    guard let text = PlanFigure.value(of: line, in: plan) else { return nil }
    for (sign, words) in [("≥ ", "at least "), ("≤ ", "at most ")] where text.hasPrefix(sign) {
      return words + text.dropFirst(sign.count)
    }
    return text
  }

  /// How many instances the tiers need.
  private static func sizes(_ plan: CapacityPlan) -> String {
    var known: [String] = []
    var refused: [(reason: String, names: [String])] = []
    for tier in TierText.rows(plan) {
      let line = plan["instances:\(tier.name)"]
      let name = "\(tier.name) (\(tier.demand))"
      if let instances = tier.instances {
        known.append("\(name) \(instances)" + (line?.grade == .extrapolated ? ", budgetary" : ""))
        continue
      }
      let reason =
        line?.codes.contains(.notSupported) == true
        ? "more than ten times what was tested, so do not commit to a number." : Words.lowered(line?.reason ?? "")
      if let place = refused.firstIndex(where: { $0.reason == reason }) {
        refused[place].names.append(name)
      } else {
        refused.append((reason, [name]))
      }
    }
    let sizes = known.isEmpty ? [] : ["Instances needed: \(known.joined(separator: "; "))."]
    let rest = refused.map { "No number of instances for \($0.names.joined(separator: ", ")): \($0.reason)" }
    return (sizes + rest).joined(separator: " ")
  }

  /// What limits it, and what helps.
  private static func limit(_ plan: CapacityPlan) -> String {
    guard let cause = plan["bottleneck"].flatMap({ value($0, plan) }) else {
      return "What limits it is not known: \(Words.lowered(plan["bottleneck"]?.reason ?? "")) "
        + "Next: \(NextTestText(plan).summary)."
    }
    let help = plan["scaling-strategy"]?.detail.map { " \($0)" } ?? ""
    return "\(cause) limits it (\(plan.bottleneck.grade.rawValue) evidence).\(help)"
  }

  /// How long it lasts, where that is known.
  private static func future(_ plan: CapacityPlan) -> String {
    guard let free = plan["headroom"].flatMap({ value($0, plan) }) else { return "" }
    let months = plan["growth"]
    let left = months.flatMap { value($0, plan) }.map { ", and \($0) are left" } ?? ""
    let act = left.isEmpty ? nil : months?.detail?.split(separator: ";").last.map { ":\($0)" }
    return " At today's peak \(free) is free\(left)\(act ?? ".")"
  }
}
