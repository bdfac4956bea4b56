import PerfModel

/// The lines that look like targets and are listed instead of evaluated; the same sections in every report of objectives.
enum UnreadTargets {
  static func blocks(_ notMeasurable: [UnreadTarget], _ notUnderstood: [UnreadTarget]) -> [Block] {
    Sections.list("Not measured: no run can answer", notMeasurable.map(line), Sections.longest)
      + Sections.list("Not understood", notUnderstood.map(line), Sections.longest)
  }

  /// `slo.md:31 "No crashes": no run counts crashes`
  private static func line(_ target: UnreadTarget) -> [Inline] {
    let place: [Inline] = ObjectiveRow.place(target.source).map { [.code($0), .text(" ")] } ?? []
    return place + [.code(target.text), .text(": " + target.reason)]
  }
}
