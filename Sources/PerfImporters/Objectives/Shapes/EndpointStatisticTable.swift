import PerfModel

/// A row per endpoint or category, a column per statistic: `| Route class | p50 | p95 | p99 | Hard limit |`, and perhaps tiers of one:
/// `| Endpoint | p95 | Critical p95 |`.
enum EndpointStatisticTable: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .table(let table) = passage else { return false }
    // A column that is called target makes the others measurements or context; one that is a tier of a statistic does not.
    let tiers = table.indices { if case .target = $0 { true } else { false } }
    guard tiers.allSatisfy({ table.isTierOfStatistic($0) }) else { return false }
    let figures = table.indices { $0 == .figure }
    guard !figures.isEmpty else { return false }
    guard !place.isOfMeasurements else { return true }
    let rows = TargetRows(table: table, place: place) { column, context in
      if table.columns[column].role == .ceiling {
        (context.metric, context.statistic, context.tier) = (.requestDuration, .maximum, .max)
      } else if let subject = table.columns[column].subject {
        let isOfTime = subject.metric == nil && subject.statistic != nil
        context.metric = subject.metric ?? (isOfTime ? .requestDuration : context.metric)
        context.statistic = subject.statistic
        context.unit = subject.unit ?? context.unit
      }
      if case .target(let tier) = table.columns[column].role { context.tier = tier }
    }
    rows.read(columns: (table.indices { $0 == .figure || $0 == .ceiling } + tiers).sorted(), into: &sheet)
    return true
  }
}
