import PerfAnalysis

/// What the headline of a comparison says of objectives that the after side misses: whether the change did it, and how sure that is.
enum ObjectiveClaim {
  /// `3 objectives are breached: 1 newly, 2 not new`, nil where none is missed.
  static func text(_ changes: ObjectiveChanges) -> String? {
    let missed = ObjectiveChanges.broken.flatMap { changes[$0] }.filter(\.after.result.decides)
    let claims = [
      claim(missed.filter { !$0.isClose }, "breached"),
      claim(missed.filter(\.isClose), "missed", doubt: "too close to call"),
    ].compactMap(\.self)
    return claims.isEmpty ? nil : claims.joined(separator: ", ")
  }

  /// - Parameter doubt: what keeps all of them from being certain.
  private static func claim(_ rows: [ObjectiveChangeRow], _ verb: String, doubt: String? = nil) -> String? {
    guard !rows.isEmpty else { return nil }
    let goals = rows.count { $0.isGoal }
    func count(_ movement: ObjectiveComparison.Movement) -> Int {
      rows.count { $0.movement == movement && !$0.isGoal }
    }
    let (newly, unjudged, still) = (count(.newlyBreached), count(.breached), count(.stillBreached))
    func claim(_ noun: String, _ words: String, _ remark: String? = nil) -> String {
      let remarks = [remark, doubt].compactMap(\.self).joined(separator: ", ")
      return "\(Words.count(rows.count, noun)) \(rows.count == 1 ? "is" : "are") \(words)"
        + (remarks.isEmpty ? "" : " (\(remarks))")
    }
    switch rows.count {
    case newly: return claim("objective", "newly \(verb)")
    case still: return claim("objective", "still \(verb)", "not new")
    case unjudged: return claim("objective", verb, "not judged before")
    case goals: return claim("objective", "missed", "a bound on the change")
    default:
      let kinds = [
        (newly, "newly"), (unjudged, "not judged before"), (goals, "as a bound on the change"), (still, "not new"),
      ]
      return claim("objective", verb) + ": "
        + kinds.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
  }
}
