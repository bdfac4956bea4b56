import PerfAnalysis
import PerfModel
import PerfUnits

/// An objective on both sides with its words.
struct ObjectiveChangeRow: Hashable {
  let movement: ObjectiveComparison.Movement
  let after: ObjectiveRow
  /// In the scale of the row.
  let before: String

  init(_ comparison: ObjectiveComparison) {
    movement = comparison.movement
    after = ObjectiveRow(comparison.after)
    before = ObjectiveFigures.text(of: comparison.before?.actual, beside: comparison.after)
  }

  /// What happened, in a sentence: `newly breached`.
  var words: String {
    // Where the uncertainty leaves it open, the value decides, and that is no breach for sure.
    let breached = isClose ? "missed (too close to call)" : "breached"
    return switch movement {
    case .newlyBreached: "newly " + breached
    case .breached: breached + (isGoal ? " (bound on the change)" : " (not judged before)")
    case .stillBreached: "still " + breached
    case .open: isClose ? "too close to call" : "not told"
    case .newlyMet: "newly met"
    case .met: isGoal ? "met (bound on the change)" : "met (not judged before)"
    case .stillMet: "still met"
    }
  }

  var isClose: Bool { after.status == .tooCloseToCall }

  /// Whether it bounds the change itself: "40 % reduction".
  var isGoal: Bool {
    if case .change = after.result.objective.bound { true } else { false }
  }
}

/// The objectives of a comparison, sorted by what happened to them.
struct ObjectiveChanges {
  private let rows: [ObjectiveComparison.Movement: [ObjectiveChangeRow]]

  /// The movements that a reader has to see first, in this order.
  static let broken: [ObjectiveComparison.Movement] = [.newlyBreached, .breached, .stillBreached]

  init(_ objectives: [ObjectiveComparison]) {
    rows = Dictionary(grouping: objectives.map(ObjectiveChangeRow.init), by: \.movement)
  }

  /// In the order of the documents.
  subscript(movement: ObjectiveComparison.Movement) -> [ObjectiveChangeRow] { rows[movement] ?? [] }

  /// The heading over a movement's rows.
  static func title(_ movement: ObjectiveComparison.Movement) -> String {
    switch movement {
    case .newlyBreached: "newly breached"
    case .breached: "breached, not judged before"
    case .stillBreached: "still breached"
    case .open: "not told"
    case .newlyMet: "newly met"
    case .met: "met, not judged before"
    case .stillMet: "still met"
    }
  }

  /// How many are missed after.
  var brokenCount: Int { Self.broken.reduce(0) { $0 + self[$1].count } }

  /// `Objectives: 1 newly breached, 2 newly met.`, empty where there are none.
  var sentence: [Inline] {
    let all = ObjectiveComparison.Movement.allCases.flatMap { self[$0] }
    let deciding = all.filter(\.after.result.decides)
    var order: [String] = []
    var counts: [String: Int] = [:]
    for words in deciding.map(\.words) {
      if counts[words] == nil { order.append(words) }
      counts[words, default: 0] += 1
    }
    let silent = all.count - deciding.count
    let parts =
      order.map { "\(NumberText.grouped(counts[$0, default: 0])) \($0)" }
      + (silent > 0 ? ["\(NumberText.grouped(silent)) in code that \(silent == 1 ? "does" : "do") not decide"] : [])
    return parts.isEmpty ? [] : [.text("Objectives: " + parts.joined(separator: ", ") + ".")]
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
