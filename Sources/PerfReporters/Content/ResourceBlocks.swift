import PerfAnalysis
import PerfModel
import PerfUnits

/// What was seen of resources on both sides: evidence beside the rows, never judged.
enum ResourceBlocks {
  private static let mostRows = 10
  /// What moved by less than a tenth is counted only.
  private static let leastChange = 0.1

  static func blocks(_ findings: ResourceFindings?) -> [Block] {
    guard let findings else { return [] }
    let both = findings.changes.filter { $0.before != nil && $0.after != nil }
    let moved = both.filter { abs($0.change ?? 1) >= leastChange && $0.magnitude > 0 }
    var blocks: [Block] = [.heading(level: 3, [.text("Resources (evidence, not judged)")])]
    if !moved.isEmpty {
      var table = Table([
        Table.Column("resource", room: .shortened), Table.Column("metric"), Table.Column("before", .right),
        Table.Column("after", .right), Table.Column("change", .right),
      ])
      let shown = rows(moved)
      for change in shown { table.append(row(change)) }
      blocks.append(.table(table))
      blocks += Sections.hidden(moved.count - shown.count, "resource metric")
    }
    let summary = findings.changes.isEmpty ? [] : [counts(both.count, moved.count, findings)]
    blocks.append(.list((summary + findings.notes).map { [.text($0)] }))
    return blocks
  }

  /// The furthest moved; of a database's tables, which are many, those whose scans and rows moved most in number, and what they hold last:
  /// one scan where there was none says less than a thousand rows fewer of a large table.
  private static func rows(_ moved: [ResourceChange]) -> [ResourceChange] {
    func isOfTable(_ change: ResourceChange) -> Bool { MetricCatalogue.tableMetrics.contains(change.key.metric) }
    func distance(_ change: ResourceChange) -> Double { abs((change.after?.value ?? 0) - (change.before?.value ?? 0)) }
    func rank(_ change: ResourceChange) -> Int { change.basis == .mean ? 1 : 0 }
    let tables = moved.filter(isOfTable)
      .sorted { (rank($0), distance($1), $0.key) < (rank($1), distance($0), $1.key) }
    return Array(moved.filter { !isOfTable($0) }.prefix(mostRows) + tables.prefix(mostRows))
  }

  private static func row(_ change: ResourceChange) -> [[Inline]] {
    let values = [change.before, change.after].map { $0?.value }
    let scale = ValueScale(
      change.unit.dimension, isShare: isShare(change.key.metric), values.compactMap(\.self))
    let cells = values.map { value -> [Inline] in value.map { [.text(scale.text($0))] } ?? [] }
    let tone: Tone =
      switch change.isWorse {
      case true?: .warning
      case false?: .good
      case nil: .neutral
      }
    return [
      [.code(ResourceText.name(change.key))],
      [.code(change.key.metric.rawValue), .text(words(change.basis))],
    ] + cells + [[.toned(tone, [.text(text(change))])]]
  }

  static func isShare(_ metric: MetricID) -> Bool {
    MetricCatalogue.resourceShares.contains(metric) || MetricCatalogue.metric(metric)?.instrument == .ratio
  }

  /// How much it grew or shrank; of what was nothing before, that it came.
  private static func text(_ change: ResourceChange) -> String {
    guard let share = change.change else { return "from 0" }
    // A multiple is read at once where a percentage of four digits is not.
    guard share < 9 else { return "× " + NumberText.significant(share + 1, digits: 3) }
    return (share > 0 ? "+" : "") + NumberText.fixed(share * 100, decimals: 1) + " %"
  }

  private static func words(_ basis: ResourceBasis) -> String {
    switch basis {
    case .mean: ", mean"
    case .perRequest: " per request"
    case .perSecond: " per second"
    case .total: " in all"
    case .quotient: ""
    }
  }

  private static func counts(_ both: Int, _ moved: Int, _ findings: ResourceFindings) -> String {
    let oneSided = findings.changes.count - both
    let text = "\(moved) of \(Words.count(both, "resource metric")) moved by a tenth or more"
    return oneSided == 0 ? text : text + "; \(oneSided) more \(oneSided == 1 ? "is" : "are") known of one side only"
  }
}
