import PerfUnits

extension PlanContext {
  /// `planning-rate`: what may be promised of one tested system, min(SLO capacity, lower end of X_max)·(1 − h).
  var planningRateLine: PlanLine {
    let id = "planning-rate"
    let title = "Planning value"
    guard let base = planningBase, let rate = planningRate else {
      return .refused(
        id: id, title: title, unit: .perSecond, reason: planningRefusal, next: nextTest.sentence, codes: [.inputMissing]
      )
    }
    return PlanLine(
      id: id, title: title, value: rate.value, unit: .perSecond, bound: base.isLower ? .atLeast : .exact,
      grade: .computed, assumptions: ["\(Wording.percent(settings.headroom)) of the capacity stay free"],
      source: base.sources, formula: "min(SLO capacity, lower end of X_max)·(1 − h)",
      reason: base.isLower ? "Its base is a lower bound." : nil,
      arithmetic: [
        "\(Wording.exact(base.rate.value)) × \(Wording.exact(1 - settings.headroom)) = \(Wording.exact(rate.value)) req/s"
      ])
  }

  /// `max-users`: as the script has them, or with another think time.
  var usersLine: PlanLine {
    let id = "max-users"
    let title = "Max concurrent users"
    let closed = assessment.levels.contains { !$0.load.isOpen }
    if assessment.has(.generatorSuspect) {
      return .refused(
        id: id, title: title, noun: "users",
        reason: "The load generator limited the run: its number of users is no number of users.",
        next: "Run the same levels from a larger load generator, or from two.", codes: [.generatorSuspect])
    }
    guard let capacity, let passed = capacity.passed else {
      return .refused(
        id: id, title: title, noun: "users",
        reason: settings.objective == nil
          ? "No objective says what is too slow." : "No level is sure to keep the objective.",
        next: settings.objective == nil ? "Give one: --slo 'p95 < 200 ms'." : nextTest.sentence,
        codes: [settings.objective == nil ? .inputMissing : .tooFewLevels])
    }
    let planned = settings.plannedThinkTime
    if closed, planned == nil || planned == settings.scriptedThinkTime, case .users(let users) = passed.load {
      let think = settings.scriptedThinkTime.map(Wording.thinkTime) ?? "the script's own think time"
      let next = capacity.failed.map { "next tested level \(Wording.load($0.load)) fails (\($0.reason))" }
      return PlanLine(
        id: id, title: title, value: users.value, noun: "users",
        interval: PlanInterval(low: users.value, high: capacity.failed?.load.value),
        bound: capacity.outcome == .enclosed ? .exact : .atLeast, grade: rateGrade.worst(.measured),
        assumptions: [
          "users behave as scripted: \(think), \(Wording.counted(settings.iterationRequests, "request")) per round"
        ],
        source: sources(passed.levels), formula: "N of the last level that passes",
        reason: capacity.outcome == .enclosed ? nil : "Every level that could be told passes.",
        next: capacity.outcome == .enclosed ? nil : nextTest.sentence,
        detail: ["as scripted (\(think))", next].compactMap { $0 }.joined(separator: "; ") + ".")
    }
    return usersWithThinkTime(id, title, passed, planned ?? settings.scriptedThinkTime)
  }

  /// N' = X_safe·(qR + Z')/q, no more than the asymptote (SLO_R + Z')·X_max allows.
  private func usersWithThinkTime(
    _ id: String, _ title: String, _ passed: ObjectiveCapacity.Judged, _ think: Seconds?
  ) -> PlanLine {
    guard let think else {
      return .refused(
        id: id, title: title, noun: "users", reason: "How long users think between requests is not given.",
        next: "Give capacity.thinkTime, measured from sessions.", codes: [.inputMissing])
    }
    guard let rate = planningRate, let latency = passed.latency,
      let behaviour = UserBehaviour(
        latency: latency, thinkTime: think, requestsPerIteration: settings.iterationRequests),
      let count = behaviour.users(at: rate)
    else {
      return .refused(
        id: id, title: title, noun: "users", reason: "The mean latency of the last good level is not known.",
        next: nextTest.sentence, codes: [.inputMissing])
    }
    var users = count
    var detail = "with \(Wording.thinkTime(think))."
    if let objective = settings.objective, let peak = assessment.maximum.high,
      assessment.saturation.verdict == .saturated
    {
      // N ≤ (q·R_SLO + Z)/q · X_max: with more, not even the mean would keep the objective.
      let slowest = UserBehaviour(
        latency: objective.latency, thinkTime: think, requestsPerIteration: settings.iterationRequests)
      if let most = slowest?.users(at: peak), most < users {
        users = most
        detail += " The maximum rate allows no more."
      }
    }
    let q = settings.iterationRequests
    return PlanLine(
      id: id, title: title, value: users.value.rounded(.down), noun: "users",
      bound: capacity?.outcome == .enclosed ? .exact : .atLeast, grade: .computed,
      assumptions: [
        "\(Wording.thinkTime(think)), \(Wording.counted(q, "request")) per round",
        "latency stays at \(Wording.time(latency))",
      ], source: sources(passed.levels), formula: "N = X_safe·(qR + Z)/q", detail: detail,
      arithmetic: [
        "\(Wording.exact(rate.value)) × (\(Wording.exact(q)) × \(Wording.exact(latency.value)) + "
          + "\(Wording.exact(think.value)))/\(Wording.exact(q)) = \(Wording.exact(count.value)) users"
      ])
  }
}
