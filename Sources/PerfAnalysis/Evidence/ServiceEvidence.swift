import Glibc
import PerfModel
import PerfUnits

/// What moved of resources that all endpoints share: pools that requests wait for, and levels that went the same way as the latency.
struct ServiceEvidence {
  private let before: RequestTally
  private let after: RequestTally

  /// At most so many resources are told, beside the waits.
  private static let most = 5
  /// A level that moved by less than a fifth says nothing; one that rose from nothing moved furthest.
  private static let least = log(1.2)

  init(_ before: RequestTally, _ after: RequestTally) {
    self.before = before
    self.after = after
  }

  /// - Parameter changes: the furthest moved first.
  func items(_ changes: [ResourceChange]) -> [EvidenceItem] {
    guard let old = before.mean, let new = after.mean, old != new else { return [] }
    let waits = changes.filter { $0.key.metric == .dbConnectionsWaitTime && $0.basis == .perRequest }
      .compactMap { wait($0, old, new) }
    let moved = changes.filter { change in
      guard let isWorse = change.isWorse, isWorse == (new > old), change.key.role != .generator else { return false }
      return change.key.metric != .dbConnectionsWaitTime && change.magnitude >= Self.least
    }
    return waits + moved.prefix(Self.most).map { resource($0, isWorse: new > old) }
  }

  private func wait(_ change: ResourceChange, _ old: Double, _ new: Double) -> EvidenceItem? {
    guard let was = change.before?.value, let now = change.after?.value, was != now else { return nil }
    let share = (now - was) / (new - old)
    let times = EvidenceText.times([was, now])
    let means = EvidenceText.times([old, new])
    let part = share > 0 ? ", \(EvidenceText.percent(share)) of" : ", against"
    return EvidenceItem(
      endpoint: nil, kind: .pool, subject: ResourceText.name(change.key), before: was, after: now, unit: .seconds,
      grade: .of(share: share, isNamed: false), share: share,
      text:
        "a request waited \(times[0]) → \(times[1]) for a connection\(part) what the mean of all requests changed by "
        + "(\(means[0]) → \(means[1])).", isWorse: new > old)
  }

  private func resource(_ change: ResourceChange, isWorse: Bool) -> EvidenceItem {
    let metric = MetricCatalogue.metric(change.key.metric)
    let (was, now) = (change.before?.value, change.after?.value)
    let values = [was, now].map { value in
      value.map { value in metric.map { SeriesText.amount(value, $0) } ?? NumberText.significant(value, digits: 3) }
        ?? "?"
    }
    let basis = change.basis == .perRequest ? " for each request" : change.basis == .perSecond ? " a second" : ""
    return EvidenceItem(
      endpoint: nil, kind: .resource, subject: "\(ResourceText.name(change.key)) \(change.key.metric)", before: was,
      after: now, unit: change.unit, grade: .weak, share: nil,
      text: "\(values[0]) → \(values[1])\(basis), the same way as the latency.", isWorse: isWorse)
  }
}
