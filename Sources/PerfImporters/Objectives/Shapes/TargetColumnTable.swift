import PerfFormats
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
    if !targets.contains(where: { table.columns[$0].role == .target(.target) }) {
      refuseFigures(of: table, at: place, into: &sheet)
    }
    return true
  }

  /// Beside a target a "p95" is what was measured. Beside nothing but "Warning" and "Critical" it may as well be what is wanted.
  private static func refuseFigures(of table: TargetTable, at place: DocumentPlace, into sheet: inout StatementSheet) {
    guard !place.isOfMeasurements else { return }
    for row in table.table.rows {
      for column in table.indices(where: { $0 == .figure }) where Wording.hasDigit(row.cells[column].text) {
        let title = table.columns[column].title
        sheet.add(
          .notUnderstood("“\(title)” may be wanted or measured: call the column a target, or say that it is measured"),
          at: StatementSheet.Spot(
            text: "\(title) · \(Wording.plain(row.cells[column].text))", line: row.line,
            column: row.cells[column].column))
      }
    }
  }
}
