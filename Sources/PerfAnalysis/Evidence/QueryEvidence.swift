import PerfModel
import PerfUnits

/// The statements that name an endpoint, for each of its successful requests.
struct QueryEvidence {
  private let change: EndpointChange
  private let parts: [Part]
  /// Whether the parts are all that the route asked for: only then do their sums say anything.
  private let isWhole: Bool

  /// One statement's part of a request.
  private struct Part {
    let query: QueryChange
    /// Seconds of a request; 0 on a side where the statement did not run.
    let before: Double
    let after: Double
    /// Calls for each request.
    let callsBefore: Double
    let callsAfter: Double
  }

  /// At most so many statements of an endpoint are told.
  private static let most = 3

  /// - Parameters:
  ///   - queries: those whose route is the endpoint.
  ///   - isWhole: whether what is not listed did not run.
  init(_ change: EndpointChange, _ queries: [QueryChange], isWhole: Bool) {
    self.change = change
    parts = queries.compactMap { Self.part($0, change) }.sorted {
      let sizes = (abs($0.after - $0.before), abs($1.after - $1.before))
      return sizes.0 == sizes.1 ? $0.query.key < $1.query.key : sizes.0 > sizes.1
    }
    self.isWhole = isWhole && parts.count == queries.count
  }

  var items: [EvidenceItem] {
    // What is less than a twentieth of the change says nothing about it.
    let told = parts.filter { abs(change.share($0.before, $0.after) ?? 0) >= 0.05 }.prefix(Self.most)
    return told.map(item) + [calls].compactMap(\.self)
  }

  /// Nil where a side may have run it unseen, or has no successful request to divide by.
  private static func part(_ query: QueryChange, _ change: EndpointChange) -> Part? {
    guard query.presence != .unknown, change.before.successful > 0, change.after.successful > 0 else { return nil }
    func of(_ figures: QueryFigures?, _ requests: Double) -> (seconds: Double, calls: Double)? {
      guard let figures else { return (0, 0) }
      guard let total = figures.total, let calls = figures.calls else { return nil }
      return (total / requests, Double(calls) / requests)
    }
    guard let old = of(query.before, change.before.successful), let new = of(query.after, change.after.successful)
    else { return nil }
    return Part(
      query: query, before: old.seconds, after: new.seconds, callsBefore: old.calls, callsAfter: new.calls)
  }

  private func item(_ part: Part) -> EvidenceItem {
    let share = change.share(part.before, part.after)
    return EvidenceItem(
      endpoint: change.endpoint, kind: .query, subject: part.query.text, before: part.before, after: part.after,
      unit: .seconds, grade: .of(share: share, isNamed: true), share: share,
      text: "\(sentence(part))\(EvidenceText.share(share, of: change)).\(totals)", isWorse: change.isWorse)
  }

  private func sentence(_ part: Part) -> String {
    let request = EvidenceText.times([part.before, part.after])
    switch part.query.presence {
    case .gone: return "took \(request[0]) of a request (\(calls(part.callsBefore))) and is gone\(successor)"
    case .new: return "is new and takes \(request[1]) of a request (\(calls(part.callsAfter)))"
    case .both, .unknown:
      let counts =
        EvidenceText.count(part.callsBefore) == EvidenceText.count(part.callsAfter)
        ? calls(part.callsAfter) : "\(EvidenceText.count(part.callsBefore)) → \(calls(part.callsAfter))"
      return "\(request[0]) → \(request[1]) of a request (\(counts))"
    }
  }

  /// What the route asks now that it did not ask before, where that is one statement.
  private var successor: String {
    let new = parts.filter { $0.query.presence == .new }
    guard new.count == 1, let one = new.first else { return "" }
    return " (new: \(EvidenceText.shortened(one.query.text, to: 60)), \(EvidenceText.times([one.after])[0]))"
  }

  private func calls(_ count: Double) -> String { "\(EvidenceText.count(count)) \(count == 1 ? "call" : "calls")" }

  /// All statements of the route together.
  private var sums: (before: Double, after: Double, callsBefore: Double, callsAfter: Double) {
    parts.reduce((0, 0, 0, 0)) {
      ($0.0 + $1.before, $0.1 + $1.after, $0.2 + $1.callsBefore, $0.3 + $1.callsAfter)
    }
  }

  /// What the route asks of the database altogether, where that changed.
  private var totals: String {
    let sums = sums
    guard isOther(sums.callsBefore, sums.callsAfter) else { return "" }
    return " Calls per request of all its statements: \(EvidenceText.count(sums.callsBefore)) → "
      + "\(EvidenceText.count(sums.callsAfter))."
  }

  private var calls: EvidenceItem? {
    let sums = sums
    guard isOther(sums.callsBefore, sums.callsAfter) else { return nil }
    let share = change.share(sums.before, sums.after)
    let times = EvidenceText.times([sums.before, sums.after])
    return EvidenceItem(
      endpoint: change.endpoint, kind: .callsPerRequest, subject: "statements for each successful request",
      before: sums.callsBefore, after: sums.callsAfter, unit: .one, grade: .of(share: share, isNamed: true),
      share: share,
      text:
        "\(EvidenceText.count(sums.callsBefore)) → \(EvidenceText.count(sums.callsAfter)) statements for each successful request; "
        + "all of them took \(times[0]) → \(times[1])\(EvidenceText.share(share, of: change)).", isWorse: change.isWorse
    )
  }

  /// Counts are exact: a fifth more or less and at least half a call is another way to ask.
  private func isOther(_ before: Double, _ after: Double) -> Bool {
    isWhole && abs(after - before) >= max(0.5, 0.2 * max(before, after))
  }
}
