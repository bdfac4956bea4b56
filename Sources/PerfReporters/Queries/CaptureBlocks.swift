import PerfAnalysis
import PerfModel
import PerfUnits

/// Statistics of queries at a glance, as `inspect` shows them.
enum CaptureBlocks {
  private static let mostRows = 10

  static func blocks(_ capture: QueryCapture) -> [Block] {
    guard capture.source != .counterState else { return [.list(facts(capture))] }
    let analysis = QueryAnalysis(before: [], after: [capture])
    let changes = analysis.changes.filter { $0.after != nil }
    let total = changes.reduce(0) { $0 + ($1.after?.total ?? 0) }
    var table = Table([
      .init("query", room: .shortened), .init("calls", .right), .init("total", .right), .init("share", .right),
      .init("mean", .right), .init("rows/call", .right, room: .dropped(order: 1)),
      .init("blocks/call", .right, room: .dropped(order: 2)),
    ])
    for change in changes.prefix(mostRows) {
      guard let figures = change.after else { continue }
      let share = figures.total.flatMap { total > 0 ? $0 / total * 100 : nil }
      table.append([
        [QueryName.inline(change.text)], [.text(figures.calls.map(NumberText.grouped) ?? "–")],
        [.text(time(figures.total))],
        [.text(share.map { NumberText.fixed($0, decimals: 1) + " %" } ?? "–")], [.text(time(figures.mean))],
        [.text(figures.rowsPerCall.map { NumberText.significant($0, digits: 3) } ?? "–")],
        [.text(figures.blocksPerCall.map { NumberText.significant($0, digits: 3) } ?? "–")],
      ])
    }
    let hidden = changes.count - table.rows.count
    var blocks: [Block] = [.list(facts(capture) + analysis.after.notes.map { [.text($0)] })]
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    if hidden > 0 { blocks.append(.paragraph([.text("and \(Words.count(hidden, "statement")) more")])) }
    let suspects = analysis.suspects.prefix(mostRows).map { change in
      [QueryName.inline(change.text), .text(": " + (change.suspicion ?? ""))] as [Inline]
    }
    if !suspects.isEmpty {
      blocks += [.paragraph([.text("Possibly a query for each row of another one (N+1):")]), .list(Array(suspects))]
    }
    return blocks
  }

  private static func facts(_ capture: QueryCapture) -> [[Inline]] {
    var facts: [[Inline]] = []
    if capture.source != .counterState {
      let own = capture.statements.count { $0.text.purpose == .application }
      facts.append([
        .text(
          "\(Words.count(capture.statements.count, "statement")), of which \(NumberText.grouped(own)) are the application's"
        )
      ])
    }
    if let reset = capture.reset { facts.append([.text("counters since: "), .code(reset.rfc3339)]) }
    if let evictions = capture.evictions {
      facts.append([.text("statements evicted for want of room: \(NumberText.grouped(evictions))")])
    }
    return facts
  }

  private static func time(_ seconds: Double?) -> String {
    seconds.map { DisplayScale(for: [$0], dimension: .time).text($0) } ?? "–"
  }
}
