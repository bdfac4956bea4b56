import PerfFormats
import PerfModel

@testable import PerfImporters

/// A statement in one line: `8 request.duration p95 <= 0.09 critical @peak 400 users 90/s of Sign-in for 300s`. What is not
/// said is left out; "everything" is every endpoint, "exactly" is a series of the tool's own.
func told(_ statement: ObjectiveStatement) -> String {
  let line = statement.source.line.map { "\($0) " } ?? ""
  switch statement {
  case .objective(let objective): return line + told(objective)
  case .notMeasurable: return line + "not measurable"
  case .notUnderstood: return line + "not understood"
  }
}

func told(_ objective: Objective) -> String {
  var parts = [
    objective.metric.rawValue, objective.statistic.name, objective.comparator.rawValue, told(objective.bound),
  ]
  if objective.tier != .target { parts.append(objective.tier.rawValue) }
  if let scenario = objective.scenario {
    parts.append("@" + scenario.name)
    if let users = scenario.users { parts.append("\(users.told) users") }
    if let rate = scenario.rate { parts.append("\(rate.told)/s") }
  }
  switch objective.scope {
  case .unstated: break
  case .everyEndpoint: parts.append("of everything")
  case .named(let name): parts.append("of " + name)
  case .exactly(let endpoint): parts.append("exactly" + (endpoint.map { " of " + $0 } ?? ""))
  }
  if let window = objective.window { parts.append("for \(window.told)s") }
  return parts.joined(separator: " ")
}

private func told(_ bound: Objective.Bound) -> String {
  switch bound {
  case .value(let value): value.told
  case .timesTarget(let factor): "\(factor.told)x target"
  case .change(let change): "change \(change.told)"
  }
}

extension Double {
  /// Without `.0`, and without the noise of the last bits.
  var told: String {
    let rounded = (self * 1e9).rounded() / 1e9
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }
}

func statements(_ markdown: String) -> [String] {
  ObjectiveDocumentReader.read(MarkdownDocument(Array(markdown.utf8), name: "slo.md")).statements.map(told)
}
