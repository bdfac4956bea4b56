import PerfModel
import PerfUnits

/// Which captures of a side are used: whole ones where there are any, then logs, then tables of the first few.
struct CaptureChoice {
  let captures: [QueryCapture]
  let notes: [String]

  init(_ captures: [QueryCapture]) {
    let counters = captures.filter { $0.source == .counters }
    let whole = counters.filter { $0.coverage.isWhole }
    let logs = captures.filter { $0.source == .log }
    if !whole.isEmpty {
      self.captures = whole
    } else if !logs.isEmpty {
      self.captures = logs
    } else {
      // Of several tables of the first few the longest: they are parts of the same counters.
      let longest = counters.map(\.statements.count).max() ?? 0
      self.captures = Array(counters.filter { $0.statements.count == longest }.prefix(1))
    }
    var notes: [String] = []
    let unused = captures.count - self.captures.count
    if unused > 0 {
      notes.append(
        "\(unused) more capture\(unused == 1 ? " is" : "s are") not used: what \(unused == 1 ? "it lists" : "they list") is in a fuller one"
      )
    }
    for capture in self.captures {
      if case .slow(let shortest) = capture.coverage {
        let time = DisplayScale(for: [shortest], dimension: .time).text(shortest)
        notes.append(
          "of a log: what was faster than its threshold is not in it (the shortest execution took \(time)), so that calls and totals are of the slow ones"
        )
      }
      guard case .top(let count, let order) = capture.coverage else { continue }
      notes.append(
        "only \(order.map { "the first \(count) statements by \($0)" } ?? "\(count) statements") of the server are listed: "
          + "what is not among them may have run all the same")
    }
    self.notes = notes
  }

  /// The captures by server: those that share a statement of the application are of one.
  static func servers(_ captures: [QueryCapture]) -> [[QueryCapture]] {
    var groups: [(captures: [QueryCapture], identities: Set<StatementIdentity>)] = []
    for capture in captures {
      let identities = Set(
        capture.statements.lazy.filter { $0.text.purpose == .application }.map(StatementIdentity.init))
      // A log counts for itself.
      let place =
        capture.source == .log
        ? nil
        : groups.firstIndex {
          !$0.identities.isDisjoint(with: identities) || $0.identities.isEmpty || identities.isEmpty
        }
      if let place {
        groups[place].captures.append(capture)
        groups[place].identities.formUnion(identities)
      } else {
        groups.append(([capture], identities))
      }
    }
    return groups.map(\.captures)
  }
}

/// The order of captures in time.
enum CaptureOrder {
  /// By time where each has one, otherwise by growth; captures between which nothing of the application ran are one.
  static func ascending(_ snapshots: [Snapshot]) -> (snapshots: [Snapshot], notes: [String]) {
    guard snapshots.count > 1 else { return (snapshots, []) }
    if snapshots.allSatisfy({ $0.capture.time != nil }) {
      let ordered = snapshots.enumerated().sorted {
        ($0.element.capture.time ?? Self.never, $0.offset) < ($1.element.capture.time ?? Self.never, $1.offset)
      }
      return (ordered.map(\.element), [])
    }
    let calls = snapshots.map(\.capture.applicationCalls)
    let order = snapshots.indices.sorted { (calls[$0], $0) < (calls[$1], $1) }
    var ordered: [Snapshot] = []
    var last: Int?
    for place in order {
      // Equal calls: the same moment, looked at twice.
      if calls[place] == last { ordered.removeLast() }
      ordered.append(snapshots[place])
      last = calls[place]
    }
    guard ordered.count > 1 else { return (ordered, []) }
    return (
      ordered,
      [
        "the captures have no times: they are taken in the order of their calls (SELECT now() AS captured_at, s.* tells it)"
      ]
    )
  }

  private static let never = Timestamp(millisecondsSinceEpoch: .max)
}

extension QueryCapture {
  /// Calls of all statements of the application.
  fileprivate var applicationCalls: Int {
    statements.reduce(0) { sum, statement in
      guard statement.text.purpose == .application else { return sum }
      let (next, overflows) = sum.addingReportingOverflow(statement.counters[.calls] ?? 0)
      return overflows ? .max : next
    }
  }
}
