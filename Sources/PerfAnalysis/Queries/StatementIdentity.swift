import PerfModel

/// What is the same statement in two captures of one server, whoever sent it.
struct StatementIdentity: Hashable {
  private let queryID: Int64?
  private let key: QueryKey
  private let isTopLevel: Bool?

  init(_ statement: QueryStatement) {
    queryID = statement.queryID
    key = QueryKey(statement.text)
    isTopLevel = statement.isTopLevel
  }
}

extension QueryCapture {
  /// The statements by identity, those of several users and databases added up, with the first text of each.
  func summed() -> [StatementIdentity: MeasuredStatement] {
    var sums: [StatementIdentity: MeasuredStatement] = [:]
    for statement in statements {
      let identity = StatementIdentity(statement)
      let figures = QueryFigures(statement)
      sums[identity] = MeasuredStatement(
        text: sums[identity]?.text ?? statement.text, figures: sums[identity]?.figures.adding(figures) ?? figures)
    }
    return sums
  }
}

/// A statement and what one side says of it.
struct MeasuredStatement: Sendable, Hashable {
  let text: QueryText
  let figures: QueryFigures
}
