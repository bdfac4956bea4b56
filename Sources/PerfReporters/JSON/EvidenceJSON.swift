import PerfAnalysis
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
}
