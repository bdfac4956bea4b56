import PerfModel

/// Whether a capture holds every statement of the server, or the first by some column.
enum CaptureCoverage {
  /// What people put behind LIMIT.
  private static let limits: Set<Int> = [1, 3, 5, 10, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000]

  static func of(_ statements: [QueryStatement], selectsEverything: Bool) -> QueryCapture.Coverage {
    let order = descending(statements)
    guard selectsEverything else { return .top(statements.count, by: order) }
    // Of everything, in an order, as many as a LIMIT lets through, and no statement that ran but once or never: it was cut.
    let isCut =
      order != nil && limits.contains(statements.count)
      && statements.allSatisfy { ($0.counters[.calls] ?? 2) > 1 }
    return isCut ? .top(statements.count, by: order) : .whole
  }

  /// The first figure that does not grow from row to row.
  private static func descending(_ statements: [QueryStatement]) -> String? {
    let figures: [(String, (QueryStatement) -> Double?)] = [
      ("mean time", { $0.spread.mean ?? $0.meanTime }), ("total time", { $0.counters[.execution] }),
      ("calls", { $0.counters[.calls].map(Double.init) }), ("maximum time", { $0.spread.maximum }),
      ("rows", { $0.counters[.rows].map(Double.init) }),
    ]
    guard statements.count > 1 else { return nil }
    return figures.first { _, figure in
      let values = statements.compactMap(figure)
      return values.count == statements.count && values.first != values.last
        && zip(values, values.dropFirst()).allSatisfy { $0 >= $1 }
    }?.0
  }

  /// At how many characters texts are cut: several end there, and none is longer.
  static func textLimit(_ statements: [QueryStatement]) -> Int? {
    let lengths = statements.map { $0.text.written.unicodeScalars.count }
    guard let longest = lengths.max(), longest >= 20, lengths.count(where: { $0 == longest }) >= 3 else { return nil }
    let texts = Set(statements.map(\.text.written).filter { $0.unicodeScalars.count == longest })
    return texts.count >= 3 ? longest : nil
  }
}
