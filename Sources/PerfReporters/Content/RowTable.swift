import PerfAnalysis

/// The table of comparison rows: the same columns wherever rows are shown.
enum RowTable {
  /// Gated rows are known by their endpoint; others may be anything a tool measures, and get widths of their own.
  enum Kind: String {
    case gated = "endpoint"
    case exploratory = "series"
  }

  private static func columns(_ kind: Kind) -> [Table.Column] {
    [Table.Column(kind.rawValue, room: .shortened)] + figures
  }

  private static let figures: [Table.Column] = [
    Table.Column("measure"),
    Table.Column("before", .right, room: .dropped(order: 1)),
    Table.Column("after", .right),
    Table.Column("change", .right),
    Table.Column("90 % interval", .right, room: .dropped(order: 2)),
    Table.Column("noise", .right, room: .dropped(order: 3)),
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
        [.toned(row.tone, [.text(row.verdictText)])] + remarks,
      ])
    }
    return table
  }

  private static func text(_ text: String) -> [Inline] { text.isEmpty ? [] : [.text(text)] }
}

/// Numbers remarks in the order in which a document first needs them; the same text has one number.
struct NoteNumbering {
  private(set) var notes: [Note] = []
  private var numbers: [String: Int] = [:]

  var isEmpty: Bool { notes.isEmpty }

  mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    let number = notes.count + 1
    numbers[text] = number
    notes.append(Note(number: number, text: [.text(text)]))
    return number
  }
}
