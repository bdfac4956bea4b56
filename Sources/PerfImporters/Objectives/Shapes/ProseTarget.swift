/// A line of running text that states a bound: "**Target**: p95 < 300ms", "Checkout must answer within 2 s".
enum ProseTarget: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .line(let line) = passage, line.kind == .prose, Wording.hasDigit(line.text) else { return false }
    let label = Wording.labelled(line.text)?.label
    let isTarget = label.map { Wording.contains($0, TargetWords.wanted) } ?? false
    guard isTarget || Wording.hasRelation(line.text) || Wording.contains(line.text, duties) else { return false }
    guard !place.isOfMeasurements || isTarget else { return true }
    return LabelledTargets.read(line, at: place, into: &sheet)
  }

  private static let duties: Set<String> = [
    "must", "shall", "should", "within", "under", "below", "exceed", "least", "most",
  ]
}
