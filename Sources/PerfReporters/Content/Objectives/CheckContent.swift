import PerfAnalysis

/// What a report of a check says: every objective in its place, with its words. Laid out once; nothing is computed.
struct CheckContent {
  let assessment: CheckAssessment
  let headline: CheckHeadline
  /// Breached, too close to call and unknown, in this order, the worst first.
  let open: [ObjectiveRow]
  /// In the order of the documents.
  let met: [ObjectiveRow]
  /// What would settle what is open, each once.
  let advice: [String]

  init(_ assessment: CheckAssessment) {
    self.assessment = assessment
    let results = assessment.results
    open = ObjectiveUrgency.worstFirst(results).filter { results[$0].status != .met }.map { ObjectiveRow(results[$0]) }
    met = results.indices.filter { results[$0].status == .met }.map { ObjectiveRow(results[$0]) }
    var seen: Set<String> = []
    advice = open.compactMap(\.result.advice).filter { seen.insert($0).inserted }
    headline = CheckHeadline(assessment, breached: open.filter { $0.status == .breached })
  }
}
