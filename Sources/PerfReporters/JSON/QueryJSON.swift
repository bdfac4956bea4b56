import PerfAnalysis
import PerfModel

/// The statements and plans of a comparison (docs/json.md): seconds, counts, nothing trimmed.
extension JSONWriter {
  mutating func queries(_ analysis: QueryAnalysis?) {
    array("queries", analysis?.changes ?? []) { writer, change in
      writer.element { writer in
        writer.member("query", change.text)
        writer.member("route", change.route)
        writer.member("presence", change.presence.rawValue)
        writer.figures("before", change.before)
        writer.figures("after", change.after)
        writer.member("totalTimeDifference", change.difference(\.total))
        writer.member("meanTimeChange", change.relativeChange(\.mean))
        writer.member("suspicion", change.suspicion)
      }
    }
  }

  /// What a source does not have is left out, not zero.
  private mutating func figures(_ name: String, _ figures: QueryFigures?) {
    guard let figures else { return null(name) }
    inlineObject(name) { writer in
      for count in QueryCount.allCases {
        if let value = figures.counters[count] { writer.member(count.rawValue, value) }
      }
      if let total = figures.total { writer.member(QueryTime.execution.rawValue, total) }
      for time in QueryTime.allCases where time != .execution {
        if let value = figures.counters[time] { writer.member(time.rawValue, value) }
      }
      for (name, value) in [
        ("meanTime", figures.mean), ("minTime", figures.minimum), ("maxTime", figures.maximum),
        ("stddevTime", figures.deviation),
      ] {
        if let value { writer.member(name, value) }
      }
    }
  }

  mutating func queryPlans(_ changes: [QueryPlanChange]) {
    array("queryPlans", changes) { writer, change in
      writer.element { writer in
        writer.member("label", change.label)
        writer.strings("gone", change.gone)
        writer.strings("new", change.new)
        writer.array("misjudged", change.misjudged) { writer, node in
          writer.inlineElement {
            $0.member("node", node.node)
            $0.member("expectedRows", node.expected)
            $0.member("actualRows", node.actual)
          }
        }
      }
    }
  }
}
