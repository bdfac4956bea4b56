import PerfAnalysis
import PerfModel
import PerfUnits

/// What moved together with endpoints (docs/json.md).
extension JSONWriter {
  mutating func evidence(_ items: [EvidenceItem]) {
    array("evidence", items) { writer, item in
      writer.element {
        $0.member("endpoint", item.endpoint)
        $0.member("kind", item.kind.rawValue)
        $0.member("subject", item.subject)
        $0.member("before", item.before)
        $0.member("after", item.after)
        $0.member("unit", item.unit.symbol)
        $0.member("grade", item.grade.rawValue)
        $0.member("share", item.share)
        $0.member("text", item.text)
      }
    }
  }

  /// Profiles of both sides in pairs; exact integers in the file's own units.
  mutating func profiles(_ comparisons: [ProfileComparison]) {
    array("profiles", comparisons) { writer, comparison in
      writer.element { writer in
        writer.member("label", comparison.label)
        writer.member("type", comparison.sampleType.type)
        writer.member("unit", comparison.sampleType.unit)
        writer.member("basis", comparison.basis.rawValue)
        writer.member("divisorBefore", comparison.divisorBefore)
        writer.member("divisorAfter", comparison.divisorAfter)
        writer.member("totalBefore", Int(comparison.totalBefore))
        writer.member("totalAfter", Int(comparison.totalAfter))
        writer.member("waitingBefore", Int(comparison.waitingBefore))
        writer.member("waitingAfter", Int(comparison.waitingAfter))
        writer.member("findings", comparison.findings)
        writer.member("obstacle", comparison.obstacle?.reason)
        let index = comparison.typeIndex
        writer.array("functions", comparison.functions) { writer, function in
          writer.inlineElement {
            $0.member("name", function.name)
            $0.member("flatBefore", function.flatBefore.map { Int($0[index]) })
            $0.member("flat", Int(function.flat[index]))
            $0.member("cumulativeBefore", function.cumulativeBefore.map { Int($0[index]) })
            $0.member("cumulative", Int(function.cumulative[index]))
            $0.member("presence", function.presence.rawValue)
            $0.member("z", function.z)
            $0.member("finding", function.isFinding)
          }
        }
      }
    }
  }
}
