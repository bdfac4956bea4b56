import PerfAnalysis
import PerfModel
import PerfUnits

/// A run over time, as `inspect` shows it.
enum ShapeBlocks {
  /// Cells of a chart; a run of fewer seconds has one for each.
  private static let cells = 60
  private static let levelLimit = 20

  static func blocks(_ shape: LoadOverTime) -> [Block] {
    // Whole seconds, so that no cell has more of the bins than another; a beginning of a cell at the end would look like a drop.
    let length = (shape.span / Double(cells)).rounded(.up)
    let count = max(1, Int((shape.span / length).rounded()))
    let span = Double(count) * length
    var table = Table([Table.Column("over time"), Table.Column(""), Table.Column("")])
    func row(_ name: String, _ cells: [Double?], _ remark: String) {
      table.append([[.text(name)], [.text(Sparkline.text(cells))], [.text(remark)]])
    }
    func points(_ value: (TimelineBin) -> Double?) -> [(at: Double, value: Double)] {
      shape.seconds.compactMap { bin in value(bin).map { (bin.at, $0) } }
    }
    let rates = Sparkline.cells(points { Double($0.count) }, span: span, count: count, empty: 0) {
      $0.reduce(0, +) / length
    }
    row("requests/s", rates, "up to " + text(rates, .frequency))
    // Percentiles are never averaged: a cell shows the worst of its seconds.
    let tails = Sparkline.cells(points(\.p95), span: span, count: count) { $0.max() ?? 0 }
    if tails.contains(where: { $0 != nil }) {
      row("p95", tails, "worst second " + text(tails, .time))
    }
    let failed = shape.seconds.reduce(0) { $0 + $1.failed }
    if failed > 0 {
      let failures = Sparkline.cells(points { Double($0.failed) }, span: span, count: count, empty: 0) {
        $0.reduce(0, +)
      }
      row("failed", failures, NumberText.grouped(failed) + " in all")
    }
    let users = Sparkline.cells(points(\.users), span: span, count: count) { $0.max() ?? 0 }
    if let most = users.compactMap(\.self).max() {
      row("users", users, "up to " + number(most))
    }
    return [.heading(level: 3, [.text("Shape")]), .table(table), .paragraph([.text(scale(length))])]
      + window(shape) + steadiness(shape) + levels(shape.levels)
  }

  private static func scale(_ length: Double) -> String {
    "Each cell is \(DisplayScale(for: [length], dimension: .time).text(length)); p95 is of the worst second in it."
  }

  private static func window(_ shape: LoadOverTime) -> [Block] {
    guard let window = shape.loadWindow, window.lowerBound >= 1 || window.upperBound <= shape.span - 2 else {
      return []
    }
    let scale = DisplayScale(for: [window.lowerBound, window.upperBound], dimension: .time)
    return [
      .paragraph([
        .text(
          "The load ran from \(scale.text(window.lowerBound)) to \(scale.text(window.upperBound)); "
            + "the rest is the test's own preparation and cleaning up.")
      ])
    ]
  }

  /// What of the run is compared with another.
  private static func steadiness(_ shape: LoadOverTime) -> [Block] {
    if let unsteadiness = shape.unsteadiness {
      return [.paragraph([.toned(.warning, [.text("Never reached a steady state: \(unsteadiness).")])])]
    }
    // The preparation has a sentence of its own.
    let cuts = shape.cuts.filter { $0.reason != .preparation }.map(RequestFindings.cut)
    guard !cuts.isEmpty else { return [] }
    return [.paragraph([.text("Durations are compared without " + cuts.joined(separator: "; ") + ".")])]
  }

  private static func levels(_ levels: [LoadLevel]) -> [Block] {
    guard levels.count > 1 else { return [] }
    var table = Table([
      Table.Column("users", .right), Table.Column("from", .right), Table.Column("to", .right),
      Table.Column("requests", .right), Table.Column("per second", .right), Table.Column("failed", .right),
    ])
    let times = DisplayScale(for: levels.flatMap { [$0.from, $0.to] }, dimension: .time)
    let rates = DisplayScale(for: levels.map(\.rate), dimension: .frequency)
    for level in levels.prefix(levelLimit) {
      table.append([
        [.text(number(level.users))], [.text(times.text(level.from))],
        [.text(times.text(level.to))],
        [.text(NumberText.grouped(level.count))], [.text(rates.text(level.rate))],
        [.text(NumberText.grouped(level.failed))],
      ])
    }
    let hidden = levels.count - levelLimit
    return [.heading(level: 3, [.text("Levels of load")]), .table(table)]
      + (hidden > 0 ? [.paragraph([.text("and \(hidden) more")])] : [])
  }

  private static func number(_ users: Double) -> String {
    Int(exactly: users).map(NumberText.grouped) ?? NumberText.significant(users, digits: 3)
  }

  private static func text(_ cells: [Double?], _ dimension: Dimension) -> String {
    let top = cells.compactMap(\.self).max() ?? 0
    return DisplayScale(for: [top], dimension: dimension).text(top)
  }
}
