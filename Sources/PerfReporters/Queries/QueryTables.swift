import PerfAnalysis
import PerfUnits

/// The statements of both sides in a comparison: described, never gated.
enum QueryTables {
  /// More rows than this no reader of a comparison looks through.
  private static let mostRows = 10

  static func blocks(_ analysis: QueryAnalysis?) -> [Block] {
    guard let analysis, !analysis.changes.isEmpty else { return [] }
    let shown = analysis.changes.prefix(mostRows)
    var blocks: [Block] = [
      .heading(level: 3, [.text("Queries")]),
      .paragraph([.text(claim(analysis))]), .table(table(shown)),
    ]
    blocks += Sections.hidden(analysis.changes.count - shown.count, "statement")
    let suspects = analysis.suspects
    if !suspects.isEmpty {
      let items = suspects.prefix(mostRows).map { change in
        [QueryName.inline(change.text), .text(": \(side(change)) \(change.suspicion ?? "")")] as [Inline]
      }
      blocks += [.paragraph([.text("Possibly a query for each row of another one (N+1):")]), .list(Array(items))]
    }
    return blocks
  }

  private static func side(_ change: QueryChange) -> String { change.after == nil ? "before," : "after," }

  /// What the table shows, and what may not be read out of it.
  private static func claim(_ analysis: QueryAnalysis) -> String {
    let statements = Words.count(analysis.changes.count, "statement")
    let leftOut = analysis.before.leftOut + analysis.after.leftOut
    let own = leftOut > 0 ? ", without \(NumberText.grouped(leftOut)) that look at the server itself" : ""
    return "\(statements) by the change of their total time\(own). Calls and totals are those of each side's capture: "
      + "more load has more of both."
  }

  private static func table(_ changes: some Sequence<QueryChange>) -> Table {
    var table = Table([
      .init("query", room: .shortened), .init("calls before", .right, room: .dropped(order: 2)),
      .init("after", .right, room: .dropped(order: 2)), .init("mean before", .right, room: .dropped(order: 1)),
      .init("after", .right, room: .dropped(order: 1)),
      .init("total before", .right), .init("after", .right), .init(""),
    ])
    for change in changes {
      table.append(
        [[QueryName.inline(change.text)]] + counts(change) + times(change, \.mean) + times(change, \.total)
          + [[.text(remarks(change))]])
    }
    return table
  }

  private static func counts(_ change: QueryChange) -> [[Inline]] {
    [change.before, change.after].map { figures in
      [.text(figures?.calls.map(NumberText.grouped) ?? "–")]
    }
  }

  private static func times(_ change: QueryChange, _ figure: (QueryFigures) -> Double?) -> [[Inline]] {
    let values = [change.before.flatMap(figure), change.after.flatMap(figure)]
    let scale = DisplayScale(for: values.compactMap(\.self), dimension: .time)
    return values.map { [.text($0.map { scale.text($0) } ?? "–")] }
  }

  private static func remarks(_ change: QueryChange) -> String {
    let presence: String? =
      switch change.presence {
      case .both: nil
      case .new, .gone: change.presence.rawValue
      case .unknown: "not among those listed \(change.before == nil ? "before" : "after")"
      }
    return [presence, change.route].compactMap(\.self).joined(separator: ", ")
  }
}
