import PerfAnalysis
import PerfModel
import PerfUnits

extension JSONWriter {
  /// What was seen of resources: `resources` of `perfreport/comparison/1` (docs/json.md).
  mutating func resources(_ findings: ResourceFindings) {
    object("resources") { writer in
      writer.array("changes", findings.changes) { writer, change in
        writer.element { writer in
          writer.member("resource", change.key.resource)
          writer.member("role", change.key.role.rawValue)
          writer.member("instance", change.key.instance)
          writer.member("metric", change.key.metric.rawValue)
          writer.member("basis", change.basis.rawValue)
          writer.member("unit", change.unit.symbol)
          writer.level("before", change.before)
          writer.level("after", change.after)
          writer.member("change", change.change)
          writer.member("note", change.note)
        }
      }
      writer.strings("notes", findings.notes)
    }
  }

  private mutating func level(_ name: String, _ level: ResourceLevel?) {
    guard let level else { return null(name) }
    inlineObject(name) {
      $0.member("value", level.value)
      $0.member("minimum", level.minimum)
      $0.member("maximum", level.maximum)
      $0.member("last", level.last)
      $0.member("readings", level.readings)
      $0.member("seconds", level.seconds)
      $0.member("duringLoad", level.isDuringLoad)
    }
  }
}
