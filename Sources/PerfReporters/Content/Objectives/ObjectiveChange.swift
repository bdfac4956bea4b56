import PerfAnalysis

/// What happened to an objective between the two sides; in the order of reports.
enum ObjectiveChange: String, Hashable, CaseIterable {
  /// Was not breached and is.
  case newlyBreached
  /// Is breached, and nothing is known of the side before: an improvement goal that was missed, an endpoint that is new.
  case breached
  case stillBreached
  /// The side after cannot tell.
  case open
  /// Was breached and is met.
  case newlyMet
  /// Is met, and nothing is known of the side before.
  case met
  case stillMet

  init(_ comparison: ObjectiveComparison) {
    let before = comparison.before?.status ?? .unknown
    switch (before, comparison.after.status) {
    case (.breached, .breached): self = .stillBreached
    case (.unknown, .breached): self = .breached
    case (_, .breached): self = .newlyBreached
    case (.breached, .met): self = .newlyMet
    case (.unknown, .met): self = .met
    case (_, .met): self = .stillMet
    case (_, .tooCloseToCall), (_, .unknown): self = .open
    }
  }

  /// In a sentence: `1 newly breached`.
  var words: String {
    switch self {
    case .newlyBreached: "newly breached"
    case .breached: "breached (not judged before)"
    case .stillBreached: "still breached"
    case .open: "not told"
    case .newlyMet: "newly met"
    case .met: "met (not judged before)"
    case .stillMet: "still met"
    }
  }
}

/// The objectives of a comparison, sorted by what happened to them.
struct ObjectiveChanges {
  private let rows: [ObjectiveChange: [ObjectiveChangeRow]]

  init(_ objectives: [ObjectiveComparison]) {
    rows = Dictionary(grouping: objectives.map(ObjectiveChangeRow.init), by: \.change)
  }

  /// In the order of the documents.
  subscript(change: ObjectiveChange) -> [ObjectiveChangeRow] { rows[change] ?? [] }

  /// `3 objectives are breached, 1 of them newly`, nil where none is.
  var claim: String? {
    let newly = self[.newlyBreached].count
    let all = newly + self[.breached].count + self[.stillBreached].count
    guard all > 0 else { return nil }
    let claim = Words.count(all, "objective") + (all == 1 ? " is breached" : " are breached")
    return newly == 0 ? claim : claim + (newly == all ? ", newly" : ", \(newly) of them newly")
  }

  /// `Objectives: 1 newly breached, 2 newly met.`, empty where there are none.
  var sentence: [Inline] {
    let counts = ObjectiveChange.allCases.compactMap { change in
      self[change].isEmpty ? nil : "\(self[change].count) \(change.words)"
    }
    guard !counts.isEmpty else { return [] }
    return [.text("Objectives: " + counts.joined(separator: ", ") + ".")]
  }
}

/// An objective on both sides with its words.
struct ObjectiveChangeRow: Hashable {
  let change: ObjectiveChange
  let after: ObjectiveRow
  /// In the scale of the row.
  let before: String

  init(_ comparison: ObjectiveComparison) {
    change = ObjectiveChange(comparison)
    after = ObjectiveRow(comparison.after)
    before = ObjectiveFigures.text(of: comparison.before?.actual, beside: comparison.after)
  }
}

/// The table of objectives of a comparison.
enum ObjectiveChangeTable {
  private static let columns = [
    Table.Column("objective of", room: .shortened),
    Table.Column("measure"),
    Table.Column("load", room: .dropped(order: 1)),
    Table.Column("tier"),
    Table.Column("bound", .right),
    Table.Column("before", .right),
    Table.Column("after", .right),
    Table.Column("headroom", .right, room: .dropped(order: 2)),
    Table.Column("status"),
    Table.Column("source", room: .dropped(order: 3)),
  ]

  static func table(_ rows: some Sequence<ObjectiveChangeRow>, _ notes: inout NoteNumbering) -> Table {
    var table = Table(columns)
    for row in rows {
      let after = row.after
      table.append([
        after.name, [.text(after.measure)], ObjectiveTable.text(after.load), ObjectiveTable.text(after.tier),
        ObjectiveTable.text(after.figures.bound), ObjectiveTable.text(row.before),
        ObjectiveTable.text(after.figures.actual), ObjectiveTable.text(after.figures.headroom),
        ObjectiveTable.status(after, &notes), ObjectiveTable.source(after),
      ])
    }
    return table
  }
}
