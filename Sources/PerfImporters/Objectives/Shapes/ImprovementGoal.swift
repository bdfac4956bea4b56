import PerfModel

/// What a change has to bring, or must not: `40% reduction in P95 latency`, `2x increase in throughput`, "alert when performance
/// regresses by more than 20%". Only a comparison can tell.
enum ImprovementGoal: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .line(let line) = passage, Wording.contains(line.text, words), Wording.hasDigit(line.text) else {
      return false
    }
    // "p95 dropped by 40 %" in prose or among results tells what was reached.
    guard line.kind != .prose || Wording.contains(line.text, TargetWords.wanted.union(["alert", "fail"])) else {
      return false
    }
    guard !place.isOfMeasurements else { return true }
    return sheet.add(PhraseReader.read(line.text, in: place.context()), at: line.spot)
  }

  private static let words: Set<String> = [
    "reduction", "reduce", "reduced", "decrease", "increase", "improvement", "improve", "faster", "slower", "lower",
    "higher", "fewer", "regress", "regresses", "regression", "degradation", "degrades", "gain", "cut",
  ]
}
