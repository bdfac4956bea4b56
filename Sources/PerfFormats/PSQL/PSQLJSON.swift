import PerfDiagnostics

/// Rows as JSON objects: `SELECT json_agg(t)` gives an array of them.
enum PSQLJSON {
  /// What a table of PostgreSQL may have at most ("PostgreSQL Limits").
  private static let mostColumns = 1600

  static func rows(
    _ text: ArraySlice<UInt8>, name: String, limits: InputLimits
  ) throws(Diagnostic) -> PSQLTable.Found {
    let document = try JSONDocument(text, name: name, limits: limits)
    let objects = document.root.elements ?? [document.root]
    var columns: [String] = []
    for object in objects {
      for member in try document.members(of: object) where !columns.contains(member.key) { columns.append(member.key) }
      guard columns.count <= mostColumns else {
        throw document.error(
          at: object, id: .tableMalformed, message: "the rows have more than \(mostColumns) columns",
          hint: "is it the result of one query?")
      }
    }
    var found = PSQLTable.Found(columns: columns)
    for object in objects {
      let cells = columns.map { column in object[column].map(cell) ?? "" }
      found.rows.append((document.location(of: object).line ?? 1, cells))
    }
    return found
  }

  private static func cell(_ node: JSONNode) -> String {
    switch node.value {
    case .string(let text): text
    case .number(let number): number.integer.map(String.init) ?? "\(number.double)"
    case .bool(let bool): bool ? "t" : "f"
    case .null, .array, .object: ""
    }
  }
}
