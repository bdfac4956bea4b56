/// A bullet: `- **P95 latency**: < 700ms for API endpoints`, `- Throughput: 120+ RPS per instance`.
///
/// Also the items grouped by a level of load ("Under normal load (400 req/s):"): the place above them gives the scenario.
enum BulletTarget: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .line(let line) = passage, line.kind == .bullet else { return false }
    // Among results a bare number is what was measured; what bears a relation is still a target.
    guard !place.isOfMeasurements || Wording.hasRelation(line.text) else { return true }
    return LabelledTargets.read(line, at: place, into: &sheet)
  }
}
