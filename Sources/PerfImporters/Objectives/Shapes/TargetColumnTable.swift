import PerfModel

/// A column that is called target, and perhaps others that are tiers of it.
///
/// Two shapes in one, because one table may hold both kinds of row: a row per endpoint, with the statistic in the heading or the
/// title (`| PUT /carts/{id} | < 180ms | time until 200 |` under "95th percentile"), and a row per metric, with target and actual
/// (`| Error rate | <0.2% | | |`).
enum TargetColumnTable: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .table(let table) = passage else { return false }
    let targets = table.indices { role in
      switch role {
      case .target, .ceiling: true
      default: false
      }
    }
    guard !targets.isEmpty else { return false }
    let rows = TargetRows(table: table, place: place) { column, context in
      switch table.columns[column].role {
      case .target(let tier): context.tier = tier
      default: context.tier = .max
      }
      guard table.columns[column].role != .ceiling, let subject = table.columns[column].subject else { return }
      let isOfTime = subject.statistic != nil && context.metric == nil
      context.metric = subject.metric ?? (isOfTime ? .requestDuration : context.metric)
      context.statistic = subject.statistic ?? context.statistic
      context.unit = subject.unit ?? context.unit
    }
    rows.read(columns: targets, into: &sheet)
    return true
  }
}
