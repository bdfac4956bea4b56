import PerfModel
import PerfUnits

/// What keeps a comparison from being a judgement: an operational failure never looks like a verdict, no data never like a pass.
struct Obstacles {
  private let table: ComparisonTable
  private let gated: [Row]

  init(_ table: ComparisonTable) {
    self.table = table
    gated = table.rows.filter(\.isGated)
  }

  /// Sentences, the most important first.
  func list(_ selfTest: SelfTestResult?) -> [String] {
    if let noResult { return [noResult] }
    var sentences = table.preconditions.filter { $0.outcome == .fails }.map(\.text)
    let ledger = table.ledger
    if ledger.endpointsBefore > 0, ledger.endpointsMatched == 0 {
      let count = ledger.endpointsBefore
      sentences.append(
        count == 1
          ? "the endpoint before has no partner after" : "none of the \(count) endpoints before has a partner after")
    }
    if table.tests.before > 0, table.tests.matched == 0 {
      sentences.append("none of the \(table.tests.before) tests that ran before ran after")
    }
    let lost = gated.filter { $0.verdict == .noData }
    if let first = lost.first {
      sentences.append("gated rows that were measured before and hold no data after: \(names(first, of: lost))")
    }
    let unmeasured = table.rows.filter(isLost)
    if let first = unmeasured.first {
      sentences.append("measured before and not after: \(names(first, of: unmeasured))")
    }
    let isEmpty = gated.allSatisfy { $0.verdict == .missing }
    if isEmpty { sentences.append(nothing) }
    // Under a failed precondition every row is refused, and the precondition has said why.
    let refused = gated.filter { $0.verdict == .notComparable || $0.verdict == .new }
    if sentences.isEmpty, let first = refused.first {
      sentences.append("cannot be compared: \(names(first, of: refused)): \(first.reason ?? "no data")")
    }
    if let selfTest, !selfTest.blind.isEmpty {
      let count = selfTest.blind.count
      sentences.append("the gate is blind in \(count) \(count == 1 ? "row" : "rows")")
    }
    return sentences
  }

  /// The gated series of the side before that no file of the other side's kind can hold: no loss, and no pass.
  var untold: [Row] {
    table.rows.filter {
      $0.verdict == .missing && GatedFamily.declares($0.key) && table.after.untold.contains($0.key.metric)
    }
  }

  /// What `--strict` does not accept either.
  func openQuestions() -> [String] {
    var open: [String] = []
    if let first = untold.first { open.append("the files after cannot tell \(names(first, of: untold))") }
    let ledger = table.ledger
    let missing = ledger.endpointsBefore - ledger.endpointsMatched
    if missing > 0 { open.append("\(missing) of \(ledger.endpointsBefore) endpoints are missing after") }
    let unrun = table.tests.before - table.tests.matched
    if unrun > 0 { open.append("\(unrun) of \(table.tests.before) tests that ran before did not run after") }
    let undecided = gated.filter { [.inconclusive, .notComparable, .likelyWorse].contains($0.verdict) }.count
    if undecided > 0 { open.append("\(undecided) gated rows are inconclusive") }
    return open
  }

  /// Whether a series of the family went although what it measured is still there. An endpoint that went as a whole is counted as
  /// missing, and pooled figures are no loss where the endpoints answer for them.
  private func isLost(_ row: Row) -> Bool {
    guard row.verdict == .missing, GatedFamily.declares(row.key), table.after.measuresRequests,
      !table.after.untold.contains(row.key.metric)
    else { return false }
    if let endpoint = row.key.endpoint { return table.after.endpoints.contains(endpoint) }
    return !table.mix.answers(for: row.key.metric, in: table.rows)
  }

  /// What to say of sides that hold evidence alone, nil where both hold results.
  private var noResult: String? {
    switch (table.before.runs.isEmpty, table.after.runs.isEmpty) {
    case (true, true): "neither side holds the result of a load test: evidence is shown, and nothing is judged"
    case (true, false): "the before side holds no result of a load test: nothing is judged"
    case (false, true): "the after side holds no result of a load test: nothing is judged"
    case (false, false): nil
    }
  }

  private var nothing: String {
    if table.isFilteredEmpty { return "the filter matches nothing" }
    if table.tests.before > 0 || TestOutcomes.measuresTests(table.before) || TestOutcomes.measuresTests(table.after) {
      return "one side holds no test report"
    }
    switch (table.before.measuresRequests, table.after.measuresRequests) {
    case (false, false): return "neither side measured a request"
    case (false, true): return "the before side measured no request"
    case (true, false): return "the after side measured no request"
    case (true, true): return "no gated row is on both sides"
    }
  }

  /// `whole run request.error_ratio`, `GET /feed p95 and 3 more`.
  private func names(_ first: Row, of rows: [Row]) -> String {
    let metric = first.key.metric
    let isDuration = metric == .requestDuration && first.verdict != .missing && first.verdict != .noData
    let name = (first.key.endpoint ?? "whole run") + " " + (isDuration ? first.statistic.name : metric.rawValue)
    return rows.count == 1 ? name : "\(name) and \(rows.count - 1) more"
  }
}
