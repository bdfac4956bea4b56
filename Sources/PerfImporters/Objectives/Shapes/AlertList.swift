import PerfModel

/// Alerts, which state the bad side: "Critical:" with `p99 latency > 1800ms for 5 minutes`, or one line
/// `**Warning**: P95 > 900ms, Error rate > 2%`. The objective is the opposite; the tier is kept.
enum AlertList: ObjectiveShape {
  static func read(_ passage: Passage, at place: DocumentPlace, into sheet: inout StatementSheet) -> Bool {
    guard case .line(let line) = passage else { return false }
    var place = place
    var text = line.text
    if let (label, rest) = Wording.labelled(text), let tier = LabelledTargets.tier(label), tier != .target {
      place.enter(leadIn: label + ":")
      text = rest
    }
    guard place.isAlertList else { return false }
    return sheet.add(TargetReading.phrase(text, place.context(), inAlertList: true), at: line.spot)
      || line.kind != .prose
  }
}
