/// Titled parts that every report has; what is empty is left out with its title.
enum Sections {
  /// How many rows or lines of one kind are shown before the rest is counted; 100,000 lines are no report.
  static let longest = 1000

  static func table(_ title: String, _ table: Table) -> [Block] {
    table.rows.isEmpty ? [] : [.heading(level: 3, [.text(title)]), .table(table)]
  }

  /// - Parameter limit: how many items are shown; the rest is counted.
  static func list(_ title: String, _ items: [[Inline]], _ limit: Int = .max) -> [Block] {
    guard !items.isEmpty else { return [] }
    let hidden = items.count - limit
    let more: [[Inline]] = hidden > 0 ? [[.text("and \(hidden) more, see "), .code("--format json")]] : []
    return [.heading(level: 3, [.text(title)]), .list(items.prefix(limit) + more)]
  }

  /// That rows are left out, nothing where none are.
  static func hidden(_ count: Int, _ noun: String) -> [Block] {
    count > 0 ? [.paragraph([.text("and \(Words.count(count, noun)) more, see "), .code("--format json")])] : []
  }
}
