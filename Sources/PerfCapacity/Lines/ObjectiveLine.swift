import PerfUnits

extension PlanContext {
  /// `slo-capacity`: the rate up to which the objective is kept, and from which it is not.
  var objectiveLine: PlanLine {
    let id = "slo-capacity"
    let title = "SLO capacity"
    guard let objective = settings.objective else {
      return .refused(
        id: id, title: title, unit: .perSecond, reason: "No objective says what is too slow.",
        next: "Give one: --slo 'p95 < 200 ms', or a document with targets.", codes: [.inputMissing])
    }
    guard let capacity else {
      return .refused(
        id: id, title: title, unit: .perSecond, reason: "No level was measured.", next: nextTest.sentence,
        codes: [.noData])
    }
    let goal =
      "\(Wording.quantile(objective.p)) ≤ \(Wording.time(objective.latency)), "
      + "errors ≤ \(Wording.percent(objective.errorShare))"
    let judged = capacity.judged.map { "\(Wording.load($0.load)): \($0.reason), \($0.state.rawValue)" }
    let codes =
      (capacity.isNonMonotone ? [FindingCode.nonMonotone] : [])
      + (assessment.has(.coordinatedOmission) ? [.coordinatedOmission] : [])
    switch capacity.outcome {
    case .undecided:
      return .refused(
        id: id, title: title, unit: .perSecond,
        reason: "Even the lowest level cannot be told: \(capacity.judged.first?.reason ?? "").",
        next: "Run each level for at least three minutes, with raw results.", codes: codes, detail: goal)
    case .belowLowest:
      let lowest = capacity.judged.first
      return PlanLine(
        id: id, title: title, value: lowest?.goodput?.value, unit: .perSecond,
        interval: PlanInterval(low: 0, high: lowest?.goodput?.value), bound: lowest?.goodput == nil ? .none : .atMost,
        grade: lowest?.goodput == nil ? .refused : .measured, source: sources(lowest?.levels ?? []),
        reason: "Even the lowest level misses the objective: \(lowest?.reason ?? "").",
        next: "Run lower levels, from one user on.", detail: goal, arithmetic: judged, codes: codes)
    case .atLeast, .enclosed:
      guard let passed = capacity.passed, let low = passed.goodput else {
        return .refused(
          id: id, title: title, unit: .perSecond, reason: "The goodput of the last good level is not known.",
          next: nextTest.sentence, codes: codes, detail: goal)
      }
      let failed = capacity.failed
      // Past the bend a worse level may bring less: the interval does not turn around.
      let high = failed?.goodput.map { max($0, low).value }
      let isEnclosed = capacity.outcome == .enclosed
      let fails = failed.map { ", \($0.reason) at \(Wording.load($0.load)) does not" } ?? ""
      return PlanLine(
        id: id, title: title, value: low.value, unit: .perSecond,
        interval: PlanInterval(low: low.value, high: isEnclosed ? high : nil), bound: isEnclosed ? .exact : .atLeast,
        grade: rateGrade.worst(hasIntervals(passed) ? .replicated : .measured),
        assumptions: objectiveAssumptions(passed, objective),
        source: sources(passed.levels + (failed?.levels ?? [])), formula: "[G_k, G_k+1), all levels up to k pass",
        reason: isEnclosed ? nil : "Every level that could be told passes.", next: isEnclosed ? nil : nextTest.sentence,
        detail: "\(goal): \(passed.reason) at \(Wording.load(passed.load)) passes\(fails).", arithmetic: judged,
        codes: codes)
    }
  }

  /// What a quantile rests on that has no interval, or one that does not say all.
  private func objectiveAssumptions(_ passed: ObjectiveCapacity.Judged, _ objective: ServiceObjective) -> [String] {
    let name = Wording.quantile(objective.p)
    var assumptions: [String] = []
    if !hasIntervals(passed) {
      assumptions.append("\(name) has no interval: it is from a summary")
    } else if passed.levels.contains(where: { LevelGates.isShort(assessment.levels[$0]) }) {
      assumptions.append(
        "\(name) of a short step stays as it was: what changes from minute to minute is not in its interval")
    }
    if let capacity, let last = capacity.lastPass, capacity.judged[..<last].contains(where: { $0.state != .passes }) {
      assumptions.append("lower levels with too few requests to be sure are no worse than this one")
    }
    if assessment.has(.coordinatedOmission) {
      assumptions.append("\(name) is what users in a loop without pauses saw, not open traffic")
    }
    return assumptions
  }

  private func hasIntervals(_ judged: ObjectiveCapacity.Judged) -> Bool {
    guard let p = settings.objective?.p else { return false }
    return judged.levels.allSatisfy { assessment.levels[$0].quantile(p)?.basis == .samples }
  }

  private static let breakingRule = "errors > 5 %, an instance lost, or G < G_best(1 − 2√2·s) from there on"

  /// `breaking-point`: the first level where more than 5 % fail or an instance is lost, or from which on goodput stays below its best by more
  /// than 2√2·s.
  var breakingLine: PlanLine {
    let id = "breaking-point"
    let title = "Breaking point"
    let order = assessment.levels.indices.sorted { assessment.levels[$0].load.value < assessment.levels[$1].load.value }
    guard let highest = order.last, let best = assessment.curve.best else {
      return .refused(id: id, title: title, reason: "No level was measured.", next: nextTest.sentence, codes: [.noData])
    }
    let bestGoodput = assessment.curve.points[best].goodput.value
    let bestLoad = assessment.curve.points[best].levels.map { assessment.levels[$0].load.value }.max() ?? 0
    let error = assessment.curve.error(of: assessment.curve.points.indices)
    let floor = bestGoodput * (1 - min(1, 2 * 2.0.squareRoot() * error))
    // A level that later ones surpass again was unlucky, not broken.
    let recovered = order.lastIndex { (assessment.levels[$0].goodput?.value ?? 0) >= floor } ?? -1
    let broken = order.indices.first { rank in
      let level = assessment.levels[order[rank]]
      if (level.errorShare ?? 0) > 0.05 || level.instancesLost > 0 { return true }
      return level.load.value > bestLoad && rank > recovered
    }.map { order[$0] }
    let unit = assessment.levels[highest].load.isOpen ? Unit.perSecond : .one
    let noun = assessment.levels[highest].load.isOpen ? nil : "users"
    guard let broken else {
      let load = assessment.levels[highest].load
      return PlanLine(
        id: id, title: title, value: load.value, unit: unit, noun: noun, bound: .atLeast, grade: rateGrade,
        source: sources([highest]), formula: Self.breakingRule,
        reason: "Nothing broke up to \(Wording.load(load)).", next: nextTest.sentence)
    }
    let level = assessment.levels[broken]
    let before = order.last { assessment.levels[$0].load.value < level.load.value }
    let why =
      if (level.errorShare ?? 0) > 0.05 {
        "\(Wording.percent(level.errorShare ?? 0)) of the answers fail"
      } else if level.instancesLost > 0 {
        "\(Wording.counted(Double(level.instancesLost), "instance")) of \(level.instances ?? level.instancesLost) \(level.instancesLost == 1 ? "is" : "are") lost"
      } else {
        "goodput falls to \(Wording.rate(level.goodput ?? .zero)) from \(Wording.number(bestGoodput))"
      }
    return PlanLine(
      id: id, title: title, value: level.load.value, unit: unit, noun: noun,
      interval: PlanInterval(low: before.map { assessment.levels[$0].load.value }, high: level.load.value),
      bound: .atMost, grade: rateGrade, source: sources([broken]),
      formula: Self.breakingRule,
      detail: "At \(Wording.load(level.load)) \(why).")
  }
}
