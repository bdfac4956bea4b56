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

  /// What rows and objectives say together. An objective that the after side misses is bad whether or not the change did it; only where it
  /// is new and beyond doubt is it a regression. Objectives of which none can be evaluated are no pass.
  func joined(
    by objectives: [ObjectiveComparison], of board: ObjectiveBoard, isStrict: Bool
  ) -> OverallJudgement {
    guard board.isNamed else { return self }
    let deciding = objectives.filter(\.after.decides)
    let missed = deciding.filter { isStrict ? $0.after.status == .breached : $0.after.isMissed }
    if !missed.isEmpty {
      let isNew = missed.contains { $0.movement == .newlyBreached && $0.after.status == .breached }
      return OverallJudgement(
        verdict: isNew ? .regressed : verdict, judgement: .bad,
        status: isNew || status == .red ? .red : ObjectiveJudgement.light(missed.map(\.after)), obstacles: obstacles)
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
    return (open > 0 ? [Counted.share(open, deciding.count) + " unknown or too close to call"] : [])
      + (notUnderstood > 0 ? [Counted.lines(notUnderstood) + " not understood"] : [])
  }

  init(_ table: ComparisonTable, selfTest: SelfTestResult?, isStrict: Bool) {
    let gated = table.rows.filter(\.isGated)
    let known = Obstacles(table)
    let certain = known.list(selfTest)
    obstacles = certain + (isStrict ? known.openQuestions() : [])
    if gated.contains(where: { $0.verdict == .regressed }) {
      verdict = .regressed
      judgement = .bad
      status = .red
    } else if !obstacles.isEmpty {
      verdict = certain.isEmpty ? .inconclusive : .notComparable
      judgement = .unjudged
      status = .yellow
    } else {
      verdict = Self.verdict(gated, isWhole: table.isWhole && known.untold.isEmpty)
      judgement = .good
      status = verdict == .inconclusive ? .yellow : .green
    }
  }

  /// Neither "improved" nor "equivalent" where something that was measured before is not there any more.
  private static func verdict(_ gated: [Row], isWhole: Bool) -> OverallVerdict {
    let verdicts = Set(gated.map(\.verdict)).subtracting([.new, .missing])
    if verdicts.contains(.likelyWorse) || !isWhole { return .inconclusive }
    if verdicts.contains(.improved) { return .improved }
    return verdicts.isSubset(of: [.equivalent, .worseWithinMargin]) ? .equivalent : .inconclusive
  }
}
