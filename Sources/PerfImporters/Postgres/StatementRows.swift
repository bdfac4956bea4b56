import PerfDiagnostics
import PerfFormats
import PerfModel
import PerfUnits

/// Makes statements of the rows of `pg_stat_statements`.
struct StatementRows {
  private let columns: StatementColumns
  private let names: [String]
  private let file: String
  private(set) var statements: [QueryStatement] = []
  private(set) var flaws: [Diagnostic] = []
  /// When the rows were read, by their own column.
  private(set) var time: Timestamp?

  init(_ table: PSQLTable, _ columns: StatementColumns, file: String) {
    self.columns = columns
    names = table.columns
    self.file = file
    for row in table.rows { add(row) }
  }

  private mutating func add(_ row: PSQLTable.Row) {
    guard !row.isRagged else {
      return flaw(row.line, "the row has not as many cells as the header has names, and is left out")
    }
    var text: String?
    var queryID: Int64?
    var names: [StatementColumns.Meaning: String] = [:]
    var isTopLevel: Bool?
    var since: Timestamp?
    var counts: [QueryCount: Int] = [:]
    var times: [QueryTime: Double] = [:]
    var spread: [StatementColumns.Meaning: Double] = [:]
    for (place, meaning) in columns.meanings.enumerated() {
      guard let meaning, let cell = row.cells[place] else { continue }
      switch meaning {
      case .query: text = cell
      case .queryID: queryID = Int64(cell)
      case .database, .databaseNumber, .user, .userNumber: names[meaning] = cell
      case .isTopLevel: isTopLevel = cell == "t" || cell == "true"
      case .since: since = Timestamp(rfc3339: cell)
      case .capturedAt: time = Timestamp(rfc3339: cell) ?? time
      case .evictions, .reset: break
      case .count(let count): counts[count] = whole(cell, place, row.line)
      case .time(let time, let unit):
        guard let seconds = seconds(cell, unit, place, row.line) else { continue }
        // Version 17 counts shared and local blocks apart.
        times[time, default: 0] += seconds
      case .mean(let unit), .minimum(let unit), .maximum(let unit), .deviation(let unit):
        spread[Self.withoutUnit(meaning)] = seconds(cell, unit, place, row.line)
      }
    }
    guard let text else { return flaw(row.line, "the row has no statement, and is left out") }
    statements.append(
      QueryStatement(
        text: QueryText(text), queryID: queryID, database: names[.database] ?? names[.databaseNumber],
        user: names[.user] ?? names[.userNumber], isTopLevel: isTopLevel,
        counters: QueryCounters(counts: counts, times: times),
        spread: QuerySpread(
          mean: spread[.mean(.one)], minimum: spread[.minimum(.one)], maximum: spread[.maximum(.one)],
          deviation: spread[.deviation(.one)]), since: since))
  }

  /// The spread is kept in seconds, whatever the column has.
  private static func withoutUnit(_ meaning: StatementColumns.Meaning) -> StatementColumns.Meaning {
    switch meaning {
    case .mean: .mean(.one)
    case .minimum: .minimum(.one)
    case .maximum: .maximum(.one)
    default: .deviation(.one)
    }
  }

  private mutating func whole(_ cell: String, _ place: Int, _ line: Int) -> Int? {
    if let value = Int(cell), value >= 0 { return value }
    flaw(line, "'\(PrintableText.escape(String(cell.prefix(40))))' is no count of \(names[place]), and is left out")
    return nil
  }

  private mutating func seconds(_ cell: String, _ unit: Unit, _ place: Int, _ line: Int) -> Double? {
    if let value = Double(cell), value.isFinite, value >= 0 { return unit.toBase(value) }
    flaw(line, "'\(PrintableText.escape(String(cell.prefix(40))))' is no time of \(names[place]), and is left out")
    return nil
  }

  private mutating func flaw(_ line: Int, _ message: String) {
    flaws.append(
      Diagnostic(
        .warning, .queryRow, message, at: SourceLocation(file: file, line: line),
        hint: "psql --csv writes what is read most surely; was the file edited or cut off?"))
  }
}

extension DiagnosticID {
  /// A row or a cell of query statistics that is not what its column says.
  static let queryRow = DiagnosticID(rawValue: "query-row")
  /// Query statistics of which only the first rows are in the file.
  static let queryPartial = DiagnosticID(rawValue: "query-partial")
  /// Statements whose texts are cut or hidden.
  static let queryText = DiagnosticID(rawValue: "query-text")
}
