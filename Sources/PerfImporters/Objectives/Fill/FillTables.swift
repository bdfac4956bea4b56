import PerfFormats
import PerfModel

extension FillSlotFinder {
  /// The cells of columns that hold what was measured, and of the column that tells the status.
  mutating func search(_ table: MarkdownTable, at place: DocumentPlace) {
    let columns = TargetTable(table)
    let measured = columns.columns.indices.compactMap { index in
      columns.nameColumns.contains(index) ? nil : MeasuredColumn(columns.columns[index], place).map { (index, $0) }
    }
    guard !measured.isEmpty else { return }
    for (row, name) in zip(table.rows, columns.names()) {
      guard let name, !name.isEmpty else { continue }
      let aligned = alignedCells(of: row, below: table.header)
      for (index, column) in measured {
        guard let spot = spot(of: row.cells[index], isAligned: aligned.contains(index)),
          let want = want(column, row, name, columns, place)
        else { continue }
        add(want, named: "\(name)/\(columns.columns[index].title)", at: spot)
      }
    }
  }

  /// The cells that are as wide as their columns' titles; none where most are not, and one is by accident.
  private func alignedCells(of row: MarkdownRow, below titles: [MarkdownCell]) -> Set<Int> {
    let aligned = titles.indices.filter { index in
      guard let cell = row.cells[index].place, let title = titles[index].place else { return false }
      return cell.isAsWide(as: title, in: document.bytes)
    }
    return aligned.count * 2 > titles.count ? Set(aligned) : []
  }

  private func spot(of cell: MarkdownCell, isAligned: Bool) -> Spot? {
    cell.place.map { place in
      let text = String(decoding: document.bytes[place.content], as: UTF8.self)
      return Spot(
        text: text, isPlaceholder: Placeholder.matches(cell.text), line: cell.line, column: cell.column,
        range: place.content, cell: place.slot, isAligned: isAligned)
    }
  }

  private func want(
    _ column: MeasuredColumn, _ row: MarkdownRow, _ name: String, _ table: TargetTable, _ place: DocumentPlace
  ) -> FillSlot.Want? {
    let objectives = objectives(onLine: row.line)
    switch column {
    case .status: return objectives.isEmpty ? nil : .status(objectives)
    case .value(let subject, let side):
      let fitting = objectives.filter { subject?.statistic == nil || $0.statistic == subject?.statistic }
      if let objective = fitting.first(where: { $0.tier == .target }) ?? fitting.first {
        return .actual(objective, side)
      }
      return figure(name, subject, table, place).map { .figure($0, side) }
    }
  }

  /// What a cell without an objective is to hold: by the row's name, the column's title and the heading.
  private func figure(
    _ name: String, _ subject: Subject?, _ table: TargetTable, _ place: DocumentPlace
  ) -> FillSlot.Figure? {
    let context = place.context()
    var metric = subject?.metric ?? (subject?.statistic == nil ? context.metric : .requestDuration)
    var statistic = subject?.statistic ?? context.statistic
    var scope = context.scope ?? .unstated
    var scenario = context.scenario
    switch RowName(name, amongMetrics: table.isOfMetrics) {
    case .endpoint(let endpoint): scope = endpoint
    case .load(let load): scenario = load
    case .metric(let row):
      if let rowMetric = row.metric { (metric, statistic) = (rowMetric, row.statistic) }
      metric = metric ?? (row.statistic == nil ? nil : .requestDuration)
      statistic = row.statistic ?? statistic
    }
    return metric.map { FillSlot.Figure(metric: $0, statistic: statistic, scope: scope, scenario: scenario) }
  }
}

/// A column whose cells are filled.
private enum MeasuredColumn {
  case value(Subject?, FillSlot.Side)
  case status

  init?(_ column: TargetColumn, _ place: DocumentPlace) {
    let words = Wording.words(column.title)
    switch column.role {
    case .ignored where words.contains(where: Self.beforeWords.contains): self = .value(column.subject, .before)
    case .ignored where words.contains(where: TargetWords.measured.contains): self = .value(column.subject, .run)
    case .ignored where words.contains(where: ["status", "pass", "met", "ok", "verdict"].contains): self = .status
    // Under "Results" a column of a statistic holds what was measured.
    case .figure where place.isOfMeasurements: self = .value(column.subject, .run)
    default: return nil
    }
  }

  private static let beforeWords: Set<String> = ["before", "baseline", "previous", "prior"]
}
