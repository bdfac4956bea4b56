import PerfModel

/// What the rows say together, and with which exit status.
struct OverallJudgement {
  let verdict: OverallVerdict
  let judgement: Judgement
  let status: Status
  /// Why it could not be judged.
  let obstacles: [String]

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
      verdict = Self.verdict(gated, isWhole: table.isWhole)
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
