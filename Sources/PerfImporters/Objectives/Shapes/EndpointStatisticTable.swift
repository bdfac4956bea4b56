import PerfModel

/// A row per endpoint or category, a column per statistic: `| Route class | p50 | p95 | p99 | Hard limit |`.
enum EndpointStatisticTable: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .table(let table) = passage else { return false }
    // A column that is called target makes the others measurements or context.
    guard table.indices(where: { if case .target = $0 { true } else { false } }).isEmpty else { return false }
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
    }
    rows.read(columns: table.indices { $0 == .figure || $0 == .ceiling }, into: &sheet)
    return true
  }
}
