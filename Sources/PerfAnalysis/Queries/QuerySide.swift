public import PerfModel

/// The statements of one side: captures of one server subtracted, those of several servers added up, the capture's own left out.
public struct QuerySide: Sendable, Hashable {
  /// Whether what is not here did not run.
  public let isWhole: Bool
  /// What was done with the captures, and what of them is in doubt.
  public let notes: [String]
  /// How often transactions ended; nil where nothing counts them.
  public let transactions: Int?
  /// How many statements are left out because they look at the server or at the session, and not at the application's data.
  public let leftOut: Int
  let statements: [QueryKey: MeasuredStatement]

  public init(_ captures: [QueryCapture]) {
    let states = captures.filter { $0.source == .counterState }
    let chosen = CaptureChoice(captures.filter { $0.source != .counterState && !$0.statements.isEmpty })
    var notes = chosen.notes
    var statements: [QueryKey: MeasuredStatement] = [:]
    var transactions: Int?
    var leftOut = 0
    for group in CaptureChoice.servers(chosen.captures) {
      let (figures, remarks) = Self.figures(of: group, states: states)
      notes += remarks
      for statement in figures {
        switch statement.text.purpose {
        case .application:
          let key = QueryKey(statement.text)
          guard let known = statements[key] else {
            statements[key] = statement
            continue
          }
          statements[key] = MeasuredStatement(
            // Of several spellings the least: the order of a table must not decide.
            text: known.text.written < statement.text.written ? known.text : statement.text,
            figures: known.figures.adding(statement.figures))
        case .transaction:
          if Self.endsTransaction(statement.text) {
            transactions = (transactions ?? 0) + (statement.figures.calls ?? 0)
          }
        case .session, .monitoring: leftOut += 1
        }
      }
    }
    isWhole = !chosen.captures.isEmpty && chosen.captures.allSatisfy(\.coverage.isWhole)
    self.notes = notes
    self.transactions = transactions
    self.leftOut = leftOut
    self.statements = statements
  }

  private static func endsTransaction(_ text: QueryText) -> Bool {
    ["commit", "rollback", "end", "abort"].contains { text.key.hasPrefix($0) }
  }

  /// What one server says.
  private static func figures(
    of captures: [QueryCapture], states: [QueryCapture]
  ) -> (figures: [MeasuredStatement], notes: [String]) {
    // As many heads as captures belong to them one by one.
    let isPaired = states.count == captures.count
    let snapshots = captures.enumerated().map { index, capture in
      let state = isPaired ? states[index] : states.count == 1 ? states[0] : nil
      return Snapshot(
        capture: capture, reset: capture.reset ?? state?.reset, evictions: capture.evictions ?? state?.evictions)
    }
    let ordered = CaptureOrder.ascending(snapshots)
    guard ordered.snapshots.count > 1 else {
      let only = ordered.snapshots[0]
      var notes = ordered.notes
      if only.capture.source == .counters, only.capture.coverage.isWhole {
        let since = only.reset.map { "since the reset at \($0.rfc3339)" } ?? "since the last reset, whenever that was"
        notes.append("counters \(since): they are this run's alone only if it was reset right before")
      }
      if let evictions = only.evictions, evictions > 0 {
        notes.append(
          "\(evictions) times statements were evicted since the reset for want of room (pg_stat_statements.max): figures may be too low"
        )
      }
      let ran = only.capture.summed().values.filter { ($0.figures.calls ?? 1) > 0 }
      return (Array(ran), notes)
    }
    let difference = SnapshotDifference(ordered.snapshots)
    return (Array(difference.figures.values), ordered.notes + difference.notes)
  }
}
