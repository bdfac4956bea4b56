import PerfCapacity

/// What a meeting has to know: a headline and three sentences, of what can be promised, of sizes, and of what to do.
struct PlanDecision {
  let tone: Tone
  /// `PLAN  promise 91 req/s; the bottleneck is API workers`
  let headline: String
  let sentences: [String]

  init(_ planned: PlannedCapacity) {
    let plan = planned.plan
    let promise = plan["planning-rate"]
    let value = promise.flatMap { PlanFigure.value(of: $0, in: plan) }
    let undetermined = plan.lines.count { $0.grade == .refused }
    let open = undetermined > 0 ? "; \(Words.count(undetermined, "line")) of \(plan.lines.count) not determined" : ""
    switch (value, promise?.bound) {
    case (let value?, .exact):
      tone = .good
      headline = "CAPACITY  plan with \(value)\(open)"
    case (let value?, _):
      tone = .warning
      headline = "LOWER BOUND  plan with \(value): where the system ends was not reached\(open)"
    case (nil, _):
      tone = plan.levels.isEmpty ? .bad : .warning
      headline =
        plan.levels.isEmpty
        ? "NO PLAN  no level of steady load was found" : "NOT DETERMINED  there is no rate to plan with\(open)"
    }
    sentences = [
      Self.capacity(planned, value), Self.sizes(plan), Self.limit(plan) + Self.future(plan),
    ].filter { !$0.isEmpty }
  }

  /// How much the system carries.
  private static func capacity(_ planned: PlannedCapacity, _ promise: String?) -> String {
    let plan = planned.plan
    let free = PlanFigure.percent(plan.settings.headroom)
    let maximum = plan["max-request-rate"].flatMap { line in
      PlanFigure.value(of: line, in: plan).map { value in
        line.bound == .exact
          ? "the most it does is \(value)" : "the most that was tried is \(value.drop { "≥ ".contains($0) })"
      }
    }
    guard let promise else {
      let reason = plan["planning-rate"]?.reason ?? ""
      return "No rate can be promised: \(lowered(reason))" + (maximum.map { " So far \($0)." } ?? "")
    }
    guard let goal = ObjectiveBasisText(planned)?.goal, let kept = plan["slo-capacity"],
      let capacity = PlanFigure.value(of: kept, in: plan)
    else {
      return "What was tested can be planned with \(promise) (\(maximum ?? ""), less \(free) kept free); "
        + "nobody has said what is too slow."
    }
    let users = plan["max-users"].flatMap { PlanFigure.value(of: $0, in: plan) }.map { ", \($0)" } ?? ""
    let end =
      kept.bound == .exact
      ? kept.interval?.high.map { " and no longer at \(PlanFigure.rate($0))" } ?? "" : ", and more was not tried"
    return "What was tested keeps \(goal) at \(capacity)\(users)\(end); plan with \(promise), which leaves \(free) free."
  }

  /// How many instances the tiers need.
  private static func sizes(_ plan: CapacityPlan) -> String {
    var known: [String] = []
    var refused: [(reason: String, names: [String])] = []
    for tier in TierText.rows(plan) {
      let line = plan["instances:\(tier.name)"]
      let name = "\(tier.name) (\(tier.demand))"
      if let instances = tier.instances {
        let doubt = line?.grade == .extrapolated ? ", budgetary" : ""
        known.append("\(name) \(instances)\(doubt)")
        continue
      }
      let reason = lowered(line?.reason ?? "not determined.")
      if let place = refused.firstIndex(where: { $0.reason == reason }) {
        refused[place].names.append(name)
      } else {
        refused.append((reason, [name]))
      }
    }
    let sizes = known.isEmpty ? "" : "Instances needed: \(known.joined(separator: ", "))."
    let rest = refused.map { "Not determined for \($0.names.joined(separator: ", ")): \($0.reason)" }
    return ([sizes] + rest).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What limits it, and what helps.
  private static func limit(_ plan: CapacityPlan) -> String {
    guard let cause = plan["bottleneck"].flatMap({ PlanFigure.value(of: $0, in: plan) }) else {
      let next = plan.lines.contains { $0.grade == .refused } ? " Next: \(lowered(plan.nextTest.sentence))" : ""
      return "What limits it is not known: \(lowered(plan["bottleneck"]?.reason ?? ""))\(next)"
    }
    let help = plan["scaling-strategy"]?.detail.map { " \($0)" } ?? ""
    return "\(cause) limits it (\(plan.bottleneck.grade.rawValue) evidence).\(help)"
  }

  /// How long it lasts, where that is known.
  private static func future(_ plan: CapacityPlan) -> String {
    guard let headroom = plan["headroom"], let free = PlanFigure.value(of: headroom, in: plan) else { return "" }
    let months = plan["growth"]
    let left = months.flatMap { PlanFigure.value(of: $0, in: plan) }.map { ", and \($0) are left" } ?? ""
    let act = months?.detail?.split(separator: ";").last.map { ":\($0)" } ?? "."
    return " At today's peak \(free) is free\(left)\(left.isEmpty ? "." : act)"
  }

  /// A sentence that goes on after a colon; what begins like a name or an abbreviation stays.
  private static func lowered(_ text: String) -> String {
    guard let first = text.first, let second = text.dropFirst().first, first.isUppercase, !second.isUppercase else {
      return text
    }
    return first.lowercased() + text.dropFirst()
  }
}
