import PerfModel
import PerfUnits

/// Finds queries that run once for each row of another one (N+1).
///
/// Two rules, each named in what it says. *One for each row*: a SELECT of at most one row a call runs as often, within 2 %, as another
/// statement of the same route returns rows, of which it returns at least two a call. *Far more often*: a SELECT of at most one row a call
/// runs at least five times as often as any other statement, and at least a thousand times.
struct RowByRowSuspicion {
  private struct Candidate {
    let key: QueryKey
    let text: QueryText
    let calls: Int
    let rows: Int
  }

  /// Those with the most rows first.
  private let statements: [Candidate]
  private let places: [QueryKey: Int]

  private static let tolerance = 0.02
  private static let leastRows = 2.0
  private static let leastCalls = 100
  private static let factor = 5
  private static let manyCalls = 1000

  init(_ statements: [QueryKey: MeasuredStatement]) {
    let candidates = statements.compactMap { key, statement -> Candidate? in
      guard let calls = statement.figures.calls, let rows = statement.figures.counters[.rows], calls > 0 else {
        return nil
      }
      return Candidate(key: key, text: statement.text, calls: calls, rows: rows)
    }.sorted { ($1.rows, $0.key) < ($0.rows, $1.key) }
    self.statements = candidates
    places = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1.key, $0) })
  }

  func text(of key: QueryKey) -> String? {
    guard let lookup = places[key].map({ statements[$0] }), lookup.calls >= Self.leastCalls,
      lookup.rows <= lookup.calls, lookup.key.text.hasPrefix("select ")
    else { return nil }
    let parent = statements.first { other in
      let isSameRoute = other.key.route == key.route || other.key.route == nil || key.route == nil
      return isSameRoute && other.calls < lookup.calls && Double(other.rows) >= Self.leastRows * Double(other.calls)
        && abs(Double(other.rows) - Double(lookup.calls)) <= Self.tolerance * Double(other.rows)
    }
    if let parent {
      return "one for each row: \(NumberText.grouped(lookup.calls)) calls of one row, and "
        + "\(NumberText.grouped(parent.rows)) rows of \(NumberText.grouped(parent.calls)) calls of: "
        + EvidenceText.shortened(parent.text.line, to: 80)
    }
    guard lookup.calls >= Self.manyCalls, let most = statements.lazy.filter({ $0.key != key }).map(\.calls).max(),
      lookup.calls / Self.factor >= most
    else {
      return nil
    }
    return "far more often than anything else: \(NumberText.grouped(lookup.calls)) calls of one row, "
      + "\(NumberText.grouped(most)) of the next"
  }
}
