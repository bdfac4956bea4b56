import PerfModel

/// What the rows say together, and with which exit status.
struct OverallJudgement {
  let verdict: OverallVerdict
  let judgement: Judgement
  let status: Status
  /// Why it could not be judged.
  let obstacles: [String]

  private init(verdict: OverallVerdict, judgement: Judgement, status: Status, obstacles: [String]) {
    self.verdict = verdict
    self.judgement = judgement
    self.status = status
    self.obstacles = obstacles
  }

  /// What rows and objectives say together. An objective that is newly breached is a regression beyond a bound that was agreed on;
  /// one that was breached before is not the change's doing. Objectives of which none can be evaluated are no pass.
  func joined(
    by objectives: [ObjectiveComparison], of board: ObjectiveBoard, isStrict: Bool
  ) -> OverallJudgement {
    guard board.isNamed else { return self }
    let deciding = objectives.filter(\.after.decides)
    let breached = deciding.filter { comparison in
      comparison.movement == .newlyBreached && (!isStrict || comparison.after.status == .breached)
    }
    if !breached.isEmpty {
      return OverallJudgement(verdict: .regressed, judgement: .bad, status: .red, obstacles: obstacles)
    }
    let added = Self.obstacles(deciding, board.notUnderstood.count, isStrict: isStrict)
    guard !added.isEmpty, judgement != .bad else { return self }
    return OverallJudgement(
      verdict: verdict == .notComparable ? verdict : .inconclusive, judgement: .unjudged, status: .yellow,
      obstacles: obstacles + added)
  }

  private static func obstacles(
    _ deciding: [ObjectiveComparison], _ notUnderstood: Int, isStrict: Bool
  ) -> [String] {
    guard let first = deciding.first else {
      return [notUnderstood > 0 ? "no objective was understood" : "the documents named state no objective"]
    }
    if deciding.allSatisfy({ $0.after.status == .unknown }) {
      return ["no objective could be evaluated: \(first.after.reason ?? "no data")"]
    }
    guard isStrict else { return [] }
    let open = deciding.count { $0.after.status == .unknown || $0.after.status == .tooCloseToCall }
    return (open > 0 ? ["\(open) of \(deciding.count) objectives are unknown or too close to call"] : [])
      + (notUnderstood > 0 ? ["\(notUnderstood) lines that look like a target were not understood"] : [])
  }

  init(_ table: ComparisonTable, selfTest: SelfTestResult?, isStrict: Bool) {
    let gated = table.rows.filter(\.isGated)
    let obstacles = Self.obstacles(table, gated, selfTest) + (isStrict ? Self.openQuestions(table, gated) : [])
    self.obstacles = obstacles
    if gated.contains(where: { $0.verdict == .regressed }) {
      verdict = .regressed
      judgement = .bad
      status = .red
    } else if !obstacles.isEmpty {
      verdict = Self.obstacles(table, gated, selfTest).isEmpty ? .inconclusive : .notComparable
      judgement = .unjudged
      status = .yellow
    } else {
      verdict = Self.verdict(gated)
      judgement = .good
      status = verdict == .inconclusive ? .yellow : .green
    }
  }

  private static func verdict(_ gated: [Row]) -> OverallVerdict {
    let verdicts = Set(gated.map(\.verdict)).subtracting([.new, .missing])
    if verdicts.contains(.likelyWorse) { return .inconclusive }
    if verdicts.contains(.improved) { return .improved }
    return verdicts.isSubset(of: [.equivalent, .worseWithinMargin]) ? .equivalent : .inconclusive
  }

  /// What keeps a comparison from being a judgement: an operational failure never looks like a verdict, no data never like a pass.
  private static func obstacles(_ table: ComparisonTable, _ gated: [Row], _ selfTest: SelfTestResult?) -> [String] {
    var obstacles = table.preconditions.filter { $0.outcome == .fails }.map(\.text)
    let ledger = table.ledger
    if ledger.endpointsBefore > 0, ledger.endpointsMatched == 0 {
      obstacles.append("none of the \(ledger.endpointsBefore) endpoints before has a partner after")
    }
    let lost = gated.filter { $0.verdict == .noData }
    if !lost.isEmpty {
      obstacles.append("\(lost.count) gated rows were measured before and hold no data after")
    }
    if gated.isEmpty || gated.allSatisfy({ $0.verdict == .missing }) {
      obstacles.append(Self.nothing(table))
    } else if obstacles.isEmpty, gated.allSatisfy({ $0.verdict == .notComparable || $0.verdict == .noData }) {
      obstacles.append("no gated row could be compared: \(gated[0].reason ?? "no data")")
    }
    if let selfTest, !selfTest.blind.isEmpty {
      obstacles.append("the gate is blind in \(selfTest.blind.count) rows")
    }
    return obstacles
  }

  private static func nothing(_ table: ComparisonTable) -> String {
    if TestOutcomes.measuresTests(table.before) || TestOutcomes.measuresTests(table.after) {
      return "one side holds no test report"
    }
    switch (table.before.measuresRequests, table.after.measuresRequests) {
    case (false, false): return "neither side measured a request"
    case (false, true): return "the before side measured no request"
    case (true, false): return "the after side measured no request"
    case (true, true): return "no gated row is on both sides"
    }
  }

  /// What `--strict` does not accept.
  private static func openQuestions(_ table: ComparisonTable, _ gated: [Row]) -> [String] {
    var open: [String] = []
    let missing = table.ledger.endpointsBefore - table.ledger.endpointsMatched
    if missing > 0 { open.append("\(missing) of \(table.ledger.endpointsBefore) endpoints are missing after") }
    let undecided = gated.filter { $0.verdict == .inconclusive || $0.verdict == .notComparable }.count
    if undecided > 0 { open.append("\(undecided) gated rows are inconclusive") }
    return open
  }
}
