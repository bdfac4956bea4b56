import PerfAnalysis
import PerfModel

/// The table of objectives: the same columns wherever one run's objectives are shown.
enum ObjectiveTable {
  private static let columns = [
    Table.Column("endpoint", room: .shortened),
    Table.Column("measure"),
    Table.Column("load", room: .dropped(order: 1)),
    Table.Column("tier"),
    Table.Column("bound", .right),
    Table.Column("actual", .right),
    Table.Column("90 % interval", .right, room: .dropped(order: 2)),
    Table.Column("headroom", .right, room: .dropped(order: 3)),
    Table.Column("status"),
    Table.Column("source", room: .dropped(order: 4)),
  ]

  static func table(_ rows: [ObjectiveRow], _ notes: inout NoteNumbering) -> Table {
    var table = Table(columns)
    for row in rows {
      let figures = row.figures
      table.append([
        row.name, [.text(row.measure)], text(row.load), text(row.tier), text(figures.bound),
        text(figures.actual), text(figures.interval), text(figures.headroom), status(row, &notes), source(row),
      ])
    }
    return table
  }

  /// The status with the numbers of the notes that explain it.
  static func status(_ row: ObjectiveRow, _ notes: inout NoteNumbering) -> [Inline] {
    let remarks = [row.result.reason].compactMap(\.self).map { Inline.note(notes.number(of: $0)) }
    return [.toned(row.tone, [.text(row.statusText)])] + remarks
  }

  /// Where the objective stands, so that a reader of the document finds it.
  static func source(_ row: ObjectiveRow) -> [Inline] { source(row.result.objective.source) }

  static func source(_ source: ObjectiveSource) -> [Inline] {
    let place = ObjectiveRow.place(source)
    return switch source.origin {
    case .commandLine: [.code("--slo")]
    case .tool: [.text("declared by the tool")]
    case .codeBlock: place.map { [.code($0), .text(" (code)")] } ?? []
    case .objectivesFile, .document: place.map { [.code($0)] } ?? []
    }
  }

  static func text(_ text: String) -> [Inline] { text.isEmpty ? [] : [.text(text)] }
}
