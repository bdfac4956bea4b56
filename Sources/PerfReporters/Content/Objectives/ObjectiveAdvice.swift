import PerfAnalysis

/// What would settle the objectives that are open, each piece of advice with the rows that it is for.
enum ObjectiveAdvice {
  /// `GET /api/feed p95: about 3,100 requests would settle it (984 now)`; advice that many rows share names the first of them.
  static func lines(_ rows: [ObjectiveRow]) -> [[Inline]] {
    var order: [String] = []
    var subjects: [String: Set<[Inline]>] = [:]
    var first: [String: [Inline]] = [:]
    for row in rows {
      guard let advice = row.result.advice else { continue }
      let subject = row.name + [.text(" \(row.measure)")]
      if first[advice] == nil {
        order.append(advice)
        first[advice] = subject
      }
      subjects[advice, default: []].insert(subject)
    }
    return order.map { advice in
      let others = subjects[advice, default: []].count - 1
      let more = others > 0 ? " and \(Words.count(others, "other"))" : ""
      return first[advice, default: []] + [.text("\(more): \(advice)")]
    }
  }
}
