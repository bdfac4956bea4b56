import PerfFormats
import PerfModel

/// Reads the bounds of a table's rows; what the shapes of tables have in common.
struct TargetRows {
  let table: TargetTable
  let place: DocumentPlace
  /// What the table says of a cell's column, on top of what the place says.
  let refine: (Int, inout PhraseContext) -> Void

  /// Reads the cells of some columns of every row, row by row.
  func read(columns: [Int], into sheet: inout StatementSheet) {
    let base = place.context()
    let names = table.names()
    var known = KnownAmounts()
    for (row, name) in zip(table.table.rows, names) {
      let cells = columns.filter { !Placeholder.matches(row.cells[$0].text) }
      guard !cells.isEmpty else { continue }
      guard let name else {
        refuse(row, into: &sheet)
        continue
      }
      let meaning = RowName(name, amongMetrics: table.isOfMetrics)
      for column in cells {
        let cell = row.cells[column]
        let text = Wording.plain(cell.text)
        var reading = reading(text, column, name, meaning, base, &known)
        if reading == .notATarget, Wording.hasDigit(text) {
          reading = .notUnderstood("no bound is recognised in the cell “\(text)”")
        }
        sheet.add(reading, at: spot(of: cell, text, column, name))
      }
    }
  }

  /// Cells have shifted to the right, so that each would be read under its neighbour's title; or they have in the row above,
  /// whose name this one takes.
  private func refuse(_ row: MarkdownRow, into sheet: inout StatementSheet) {
    let text = row.cells.map { Wording.plain($0.text) }.joined(separator: " | ")
    guard Wording.hasDigit(text) else { return }
    let reason =
      row.writtenCells > table.columns.count
      ? "the row has \(row.writtenCells) cells under \(table.columns.count) titles; write a pipe in a cell as \\|"
      : "the row has no name, and that of the row above is not read"
    sheet.add(.notUnderstood(reason), at: StatementSheet.Spot(text: text, line: row.line, column: row.cells[0].column))
  }

  private func spot(of cell: MarkdownCell, _ text: String, _ column: Int, _ name: String) -> StatementSheet.Spot {
    let parts = [name, table.columns[column].title, text].filter { !$0.isEmpty }
    return StatementSheet.Spot(text: parts.joined(separator: " · "), line: cell.line, column: cell.column)
  }

  private func reading(
    _ text: String, _ column: Int, _ name: String, _ row: RowName, _ base: PhraseContext, _ known: inout KnownAmounts
  ) -> PhraseReading {
    var context = base
    switch row {
    case .metric(let subject):
      // What the row measures may be of another kind than what the title or the heading says.
      if subject.metric != nil { (context.metric, context.statistic, context.unit) = (nil, nil, nil) }
      refine(column, &context)
      return TargetReading.row(name, text, context.of(subject))
    case .load(let scenario):
      context.scenario = scenario
      refine(column, &context)
      return TargetReading.amount(text, context)
    case .endpoint(let scope):
      return known.reading(text, in: column) {
        context.scope = nil
        refine(column, &context)
        return TargetReading.amount(text, context)
      }.of(scope)
    }
  }
}

extension PhraseContext {
  /// The context in a row that is called after what it measures.
  fileprivate func of(_ subject: Subject) -> PhraseContext {
    var own = self
    own.metric = subject.metric ?? metric
    own.statistic = subject.statistic ?? (subject.metric == nil || own.metric == .requestDuration ? statistic : nil)
    own.unit = subject.unit ?? unit
    own.scope = subject.scope ?? scope
    return own
  }
}

/// What the name of a row is the name of.
enum RowName {
  case endpoint(Objective.Scope)
  case metric(Subject)
  case load(LoadScenario)

  init(_ name: String, amongMetrics: Bool) {
    let words = Wording.words(name)
    if !Wording.isRoute(name) {
      // "Search latency" has both a metric and the name of what it is measured on.
      if let subject = SubjectReader.read(name), amongMetrics || subject.metric != .loadUsers {
        self = .metric(subject)
        return
      }
      if !amongMetrics, words.count <= 6, let scenario = SubjectReader.scenario(name) {
        self = .load(scenario)
        return
      }
    }
    let isEvery = !words.isEmpty && words.allSatisfy(Self.everyWords.contains)
    self = .endpoint(name.isEmpty ? .unstated : isEvery ? .everyEndpoint : .named(name))
  }

  private static let everyWords: Set<String> = [
    "all", "every", "any", "overall", "total", "everything", "api", "apis", "endpoint", "endpoints", "requests",
    "routes", "default", "global", "whole", "system", "service",
  ]
}
