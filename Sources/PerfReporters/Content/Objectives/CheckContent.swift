import PerfAnalysis

/// What a report of a check says: every objective in its place, with its words. Laid out once; nothing is computed.
struct CheckContent {
  let assessment: CheckAssessment
  let headline: CheckHeadline
  /// Breached, too close to call and unknown, in this order, the worst first.
  let open: [ObjectiveRow]
  /// In the order of the documents.
  let met: [ObjectiveRow]
  /// What the runs declare themselves beside the documents, what is not met first.
  let declared: [ObjectiveRow]
  /// What would settle what is open, each once.
  let advice: [[Inline]]

  init(_ assessment: CheckAssessment) {
    self.assessment = assessment
    let results = assessment.results
    open = ObjectiveUrgency.worstFirst(results).filter { results[$0].status != .met }.map { ObjectiveRow(results[$0]) }
    met = results.indices.filter { results[$0].status == .met }.map { ObjectiveRow(results[$0]) }
    declared = ObjectiveRow.worstFirst(assessment.declared.map(ObjectiveRow.init))
    advice = ObjectiveAdvice.lines(open)
    headline = CheckHeadline(assessment, open: open)
  }
}
