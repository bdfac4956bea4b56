/// An entry of a checklist: `- [ ] Error rate < 0.2%`, `- [x] p99 < 400ms`, `- [ ] No connection leaks`.
enum ChecklistTarget: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .line(let line) = passage, line.kind == .task else { return false }
    return LabelledTargets.read(line, at: place, into: &sheet)
  }
}
