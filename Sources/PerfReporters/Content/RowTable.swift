import PerfAnalysis

/// The table of comparison rows: the same columns wherever rows are shown.
enum RowTable {
  /// Gated rows are known by their endpoint; others may be anything a tool measures, and get widths of their own.
  enum Kind: String {
    case gated = "endpoint"
    case exploratory = "series"
  }

  private static func columns(_ kind: Kind) -> [Table.Column] {
    [Table.Column(kind.rawValue, room: .stacked)] + figures
  }

  private static let figures: [Table.Column] = [
    Table.Column("measure", room: .shortened),
    Table.Column("before", .right),
    Table.Column("after", .right),
    Table.Column("change", .right),
    // What the change may be is the last to go; what moves within noise is said by the verdict too.
    Table.Column("90 % interval", .right, room: .droppedLast),
    Table.Column("noise", .right, room: .dropped(order: 1)),
    Table.Column("verdict"),
  ]

  static func table(_ rows: [ComparisonRow], _ kind: Kind, _ notes: inout NoteNumbering) -> Table {
    var table = Table(columns(kind))
    for row in rows {
      let remarks = ([row.comparison.reason].compactMap(\.self) + row.comparison.warnings.map(\.text))
        .map { Inline.note(notes.number(of: $0)) }
      let figures = row.figures
      table.append([
        row.name, [.text(row.measure)], text(figures.before), text(figures.after), text(figures.change),
        text(figures.interval), text(figures.noiseFloor),
        [row.verdict] + remarks,
      ])
    }
    return table
  }

  private static func text(_ text: String) -> [Inline] { text.isEmpty ? [] : [.text(text)] }
}
