import PerfAnalysis
import PerfModel

/// Objectives as test cases: one suite per document, one case per objective.
enum CheckJUnit {
  static func text(_ assessment: CheckAssessment, isStrict: Bool) -> String {
    var suites = suites(assessment.results, isStrict: isStrict)
    let unread =
      assessment.notMeasurable.map { line("not measurable", $0) }
      + assessment.notUnderstood.map { line("not understood", $0) }
    // The suites are the documents of the objectives; a document may hold none and still have lines to tell of.
    if suites.isEmpty { suites.append(JUnitReport.Suite(name: "objectives", cases: [])) }
    suites[suites.count - 1].remarks = unread + [ObjectiveLedgerText.line(assessment.ledger)]
    return JUnitReport(name: "perfreport check", suites: suites).text
  }

  /// The suites in the order in which the documents first occur.
  static func suites(_ results: [ObjectiveResult], isStrict: Bool) -> [JUnitReport.Suite] {
    var order: [String] = []
    var rows: [String: [ObjectiveRow]] = [:]
    for result in results {
      let document = document(result.objective.source)
      if rows[document] == nil { order.append(document) }
      rows[document, default: []].append(ObjectiveRow(result))
    }
    return order.map { document in
      let members = rows[document] ?? []
      let cases = zip(members, names(members)).map { row, name in
        JUnitReport.Case(
          className: document, name: name, outcome: outcome(row, isStrict: isStrict),
          file: row.result.objective.source.file, line: row.result.objective.source.line)
      }
      return JUnitReport.Suite(name: document, cases: cases)
    }
  }

  static func outcome(_ row: ObjectiveRow, isStrict: Bool) -> JUnitReport.Outcome {
    let reason = row.result.reason.map { ": " + $0 } ?? ""
    let sentence = row.sentence + reason
    switch row.status {
    case .met: return .passed(remark: nil)
    case .breached where !row.result.decides, .tooCloseToCall where !row.result.decides:
      return .skipped("\(row.statusText): \(sentence)")
    case .breached: return .failed(type: "breached", message: sentence)
    case .unknown: return .skipped("unknown" + reason)
    case .tooCloseToCall where isStrict: return .skipped("too close to call: " + sentence)
    case .tooCloseToCall:
      // What cannot even be held against its bound is not passed.
      guard row.result.isHeld != nil else { return .skipped("too close to call: " + sentence) }
      return row.result.isMissed
        ? .failed(type: "tooCloseToCall", message: "too close to call: " + sentence)
        : .passed(remark: "too close to call: " + sentence)
    }
  }

  private static func document(_ source: ObjectiveSource) -> String {
    switch source.origin {
    case .commandLine: "--slo"
    case .tool: source.file ?? "declared by the tool"
    case .objectivesFile, .document, .codeBlock: source.file ?? "objectives"
    }
  }

  /// The texts of the objectives, told apart where several share one: a table row is one text and several objectives, and CI servers take
  /// equal names for one test that ran again.
  private static func names(_ rows: [ObjectiveRow]) -> [String] {
    var names = rows.map(\.result.objective.text)
    let texts = counts(names)
    for (index, row) in rows.enumerated() where texts[names[index], default: 0] > 1 {
      names[index] += " – \(row.measure) of \(row.subject) \(row.figures.bound)"
    }
    var seen: [String: Int] = [:]
    return names.map { name in
      seen[name, default: 0] += 1
      return seen[name] == 1 ? name : "\(name) (\(seen[name, default: 0]))"
    }
  }

  private static func counts(_ names: [String]) -> [String: Int] {
    names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private static func line(_ what: String, _ target: UnreadTarget) -> String {
    let place = ObjectiveRow.place(target.source).map { $0 + ": " } ?? ""
    return "\(place)\(what): \(target.text): \(target.reason)"
  }
}
