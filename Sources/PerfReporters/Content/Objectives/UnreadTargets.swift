import PerfModel

/// The lines that look like targets and are listed instead of evaluated; the same sections in every report of objectives.
enum UnreadTargets {
  /// A document of 100,000 lines is no list for people.
  private static let longest = 1000

  static func blocks(_ notMeasurable: [UnreadTarget], _ notUnderstood: [UnreadTarget]) -> [Block] {
    Sections.list("Not measured: no run can answer", notMeasurable.map(line), longest)
      + Sections.list("Not understood", notUnderstood.map(line), longest)
  }

  /// `slo.md:31 "No crashes": no run counts crashes`
  private static func line(_ target: UnreadTarget) -> [Inline] {
    let place: [Inline] = ObjectiveRow.place(target.source).map { [.code($0), .text(" ")] } ?? []
    return place + [.code(target.text), .text(": " + target.reason)]
  }
}
