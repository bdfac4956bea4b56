import PerfModel

/// A row per operation, a column per level of load: `| Operation | Sustained | Peak |`, with rates in the cells.
enum LoadLevelTable: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .table(let table) = passage else { return false }
    let columns = table.indices { if case .load = $0 { true } else { false } }
    guard !columns.isEmpty else { return false }
    guard !place.isOfMeasurements else { return true }
    let rows = TargetRows(table: table, place: place) { column, context in
      if case .load(let scenario) = table.columns[column].role { context.scenario = scenario }
      context.metric = table.columns[column].subject?.metric ?? context.metric ?? .requestRate
    }
    rows.read(columns: columns, into: &sheet)
    return true
  }
}
