import PerfFormats
import PerfModel

/// Sizes to plan for, one a column: `| Resource | Small (80 users) | Medium (900 users) |`. Tiers for the planner, no objectives.
enum CapacityTable: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .table(let table) = passage else { return false }
    let sizes = table.table.header.indices.compactMap { index in
      size(table.columns[index].title).map { (index: index, size: $0) }
    }
    guard sizes.count >= 2 else { return false }
    for (index, size) in sizes {
      let cell = table.table.header[index]
      sheet.add(
        tier: size.name, users: size.users,
        at: StatementSheet.Spot(text: cell.text, line: cell.line, column: cell.column))
    }
    return true
  }

  /// "Medium (900 users)": a name that is no level of load, and how many users it is for.
  private static func size(_ title: String) -> (name: String, users: Double)? {
    guard let open = title.firstIndex(of: "("), title.last == ")" else { return nil }
    var name = title[..<open]
    while name.last?.isWhitespace == true { name.removeLast() }
    let inside = String(title[title.index(after: open)...].dropLast())
    guard !name.isEmpty, Wording.contains(inside, ["user", "users", "vus", "clients"]),
      SubjectReader.read(String(name)) == nil, let users = SubjectReader.scenario(inside)?.users
    else { return nil }
    return (String(name), users)
  }
}
