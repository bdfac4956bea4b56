public import PerfModel

/// The statements of two sides next to each other.
///
/// Paired by text without constants, never by the server's number, which differs from version to version and from database to database.
/// Calls and totals are sums over each side's window: they grow with the load, so that they are findings only per request
/// (`QueryFigures.callsPerRequest`).
public struct QueryAnalysis: Sendable, Hashable {
  public let before: QuerySide
  public let after: QuerySide
  /// Those whose total time changed most first.
  public let changes: [QueryChange]

  public init(before: [QueryCapture], after: [QueryCapture]) {
    self.init(before: QuerySide(before), after: QuerySide(after))
  }

  init(before: QuerySide, after: QuerySide) {
    self.before = before
    self.after = after
    let suspicions = (RowByRowSuspicion(before.statements), RowByRowSuspicion(after.statements))
    changes = Self.pairs(before, after).map { old, new in
      let suspicion = new.map { suspicions.1.text(of: $0) } ?? old.flatMap { suspicions.0.text(of: $0) }
      return Self.change(old, new, before, after, suspicion)
    }.sorted(by: Self.precedes)
  }

  /// The statements that look like a query for each row of another.
  public var suspects: [QueryChange] { changes.filter { $0.suspicion != nil } }

  /// By text and route; what is left by text alone, where each side has it once: a server keeps only the first comment of a statement.
  private static func pairs(_ before: QuerySide, _ after: QuerySide) -> [(QueryKey?, QueryKey?)] {
    let both = Set(before.statements.keys).intersection(after.statements.keys)
    var pairs: [(QueryKey?, QueryKey?)] = both.map { ($0, $0) }
    let old = Dictionary(grouping: before.statements.keys.filter { !both.contains($0) }, by: \.text)
    let new = Dictionary(grouping: after.statements.keys.filter { !both.contains($0) }, by: \.text)
    for text in Set(old.keys).union(new.keys) {
      let (left, right) = (old[text] ?? [], new[text] ?? [])
      if left.count == 1, right.count == 1 {
        pairs.append((left[0], right[0]))
      } else {
        pairs += left.map { ($0, nil) } + right.map { (nil, $0) }
      }
    }
    return pairs
  }

  private static func change(
    _ old: QueryKey?, _ new: QueryKey?, _ before: QuerySide, _ after: QuerySide, _ suspicion: String?
  ) -> QueryChange {
    let then = old.flatMap { before.statements[$0] }
    let now = new.flatMap { after.statements[$0] }
    let presence: QueryChange.Presence =
      switch (then != nil, now != nil) {
      case (true, true): .both
      case (false, _): before.isWhole ? .new : .unknown
      case (true, false): after.isWhole ? .gone : .unknown
      }
    return QueryChange(
      text: (now ?? then)?.text.line ?? "", key: (new ?? old)?.text ?? "", route: new?.route ?? old?.route,
      before: then?.figures, after: now?.figures, presence: presence, suspicion: suspicion)
  }

  private static func precedes(_ a: QueryChange, _ b: QueryChange) -> Bool {
    func size(_ change: QueryChange) -> (Double, Double) {
      let totals = [change.before?.total, change.after?.total].compactMap(\.self)
      // What only one side lists is known in one half: it stands where its total puts it.
      return (abs(change.difference(\.total) ?? 0), totals.max() ?? 0)
    }
    let (left, right) = (size(a), size(b))
    if left != right { return left > right }
    return (a.key, a.route ?? "") < (b.key, b.route ?? "")
  }
}
