import PerfAnalysis
import PerfModel
import PerfUnits

extension JSONWriter {
  /// An objective and what became of it (CONTRACT §5): the contract's members in its order, then what was added to them.
  mutating func objective(_ result: ObjectiveResult) {
    let objective = result.objective
    let bound = ObjectiveBoundFacts(result)
    inlineObject("source") {
      $0.member("file", objective.source.file)
      $0.member("line", objective.source.line)
    }
    member("text", objective.text)
    member("metric", objective.metric.rawValue)
    member("endpoint", result.key?.endpoint ?? objective.scope.facts.endpoint)
    labels(result.key?.labels ?? objective.labels)
    member("statistic", objective.statistic.name)
    member("comparator", objective.comparator.rawValue)
    member("bound", bound.value)
    member("unit", bound.unit)
    member("tier", objective.tier.rawValue)
    member("scenario", objective.scenario?.name)
    member("actual", result.actual)
    member("headroom", result.headroom)
    member("status", result.status.rawValue)
    member("reason", result.reason)
    pair("interval", result.interval.map { ($0.low, $0.high) })
    member("window", objective.window)
    member("advice", result.advice)
    member("origin", objective.source.origin.rawValue)
    member("column", objective.source.column)
    member("scope", objective.scope.facts.kind)
    member("named", objective.scope.facts.named)
    member("relation", bound.relation)
    member("factor", bound.factor)
    load(objective.scenario)
    member("decides", result.decides)
  }

  /// Lines that are listed instead of evaluated.
  mutating func unread(_ name: String, _ targets: [UnreadTarget]) {
    array(name, targets) { writer, target in
      writer.element {
        $0.inlineObject("source") {
          $0.member("file", target.source.file)
          $0.member("line", target.source.line)
        }
        $0.member("text", target.text)
        $0.member("reason", target.reason)
        $0.member("origin", target.source.origin.rawValue)
        $0.member("column", target.source.column)
      }
    }
  }

  private mutating func load(_ scenario: LoadScenario?) {
    guard let scenario, scenario.users != nil || scenario.rate != nil else { return null("load") }
    inlineObject("load") {
      $0.member("users", scenario.users)
      $0.member("rate", scenario.rate)
    }
  }
}

/// The bound of an objective, told apart by what it relates to.
private struct ObjectiveBoundFacts {
  let value: Double?
  /// The base unit of `value`.
  let unit: String
  /// `value`, `timesTarget` or `change`.
  let relation: String
  /// The multiple or the change as it was written, null for a plain value.
  let factor: Double?

  init(_ result: ObjectiveResult) {
    // A unit of another dimension is why some objectives are unknown, so the bound keeps the dimension it was written in.
    let written = Unit.base.first { $0.dimension == result.objective.unit.dimension } ?? .one
    switch result.objective.bound {
    case .value(let bound): (value, unit, relation, factor) = (result.bound ?? bound, written.symbol, "value", nil)
    case .timesTarget(let times): (value, unit, relation, factor) = (result.bound, written.symbol, "timesTarget", times)
    case .change(let change):
      (value, unit, relation, factor) = (result.bound ?? change, Unit.one.symbol, "change", change)
    }
  }
}

extension Objective.Scope {
  /// The scope as JSON has it: its kind, the words that name something, and the endpoint where it is certain.
  fileprivate var facts: (kind: String, named: String?, endpoint: String?) {
    switch self {
    case .unstated: ("unstated", nil, nil)
    case .everyEndpoint: ("everyEndpoint", nil, nil)
    case .named(let name): ("named", name, nil)
    case .exactly(let endpoint): ("exactly", nil, endpoint)
    }
  }
}
