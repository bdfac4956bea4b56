import PerfModel

/// The result that speaks for several series of one objective.
enum WorstResult {
  /// The worst: breached before too close before met, and the least headroom within each.
  /// - Parameter unknownCounts: a series without an answer outranks those that are met, because each was asked for by name;
  ///   otherwise it is only mentioned where others answer.
  static func of(
    _ results: [ObjectiveResult], of objective: Objective, notes: [String], unknownCounts: Bool
  ) -> ObjectiveResult {
    guard let first = results.first else {
      return ObjectiveResult(objective: objective, status: .unknown, reason: "nothing of the run answers to it")
    }
    if results.count == 1, notes.isEmpty { return first }
    func rank(_ result: ObjectiveResult) -> (Int, Double) {
      let place =
        switch result.status {
        case .breached: 0
        case .tooCloseToCall: result.isHeld == false ? 1 : 2
        case .unknown: unknownCounts ? 3 : 5
        case .met: 4
        }
      return (place, result.headroom ?? 0)
    }
    let worst = results.dropFirst().reduce(first) { rank($1) < rank($0) ? $1 : $0 }
    // Notes qualify a value, and an unknown one has nothing but its reason.
    var reasons = (worst.status == .unknown ? [] : notes) + [worst.reason].compactMap(\.self)
    let silent = results.filter { $0.status == .unknown }
    if worst.status != .unknown, let example = silent.first {
      let others = silent.count > 1 ? " and \(silent.count - 1) more" : ""
      reasons.append("without an answer: \(example.reason ?? "no data")\(others)")
    }
    return ObjectiveResult(
      objective: objective, key: worst.key, actual: worst.actual, bound: worst.bound, interval: worst.interval,
      headroom: worst.headroom, status: worst.status, reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "),
      advice: worst.advice)
  }
}
