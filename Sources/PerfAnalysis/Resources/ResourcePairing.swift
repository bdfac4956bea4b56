package import PerfModel
import PerfUnits

/// Puts each metric of a resource beside the same of the other side.
struct ResourcePairing {
  private let before: SideResources
  private let after: SideResources

  /// Counters that only serve to make something else of.
  private static let means: Set<MetricID> = [.cpuAvailableTime, .cacheHits, .cacheMisses]

  init(_ before: SideResources, _ after: SideResources) {
    self.before = before
    self.after = after
  }

  var changes: [ResourceChange] {
    let levels = Self.pairs(before.readings.levels, after.readings.levels)
      .map { change($0.key, Self.basis($0.key.metric), $0.before, $0.after, $0.note) }
    let growths = Self.pairs(before.readings.growths, after.readings.growths)
      .filter { !Self.means.contains($0.key.metric) }.map { growth($0.key, $0.before, $0.after, $0.note) }
    return (levels + growths).sorted {
      ($1.magnitude, $0.key, $0.basis.rawValue) < ($0.magnitude, $1.key, $1.basis.rawValue)
    }
  }

  private static func basis(_ metric: MetricID) -> ResourceBasis {
    MetricCatalogue.metric(metric)?.instrument == .ratio ? .quotient : .mean
  }

  private func change(
    _ key: ResourceKey, _ basis: ResourceBasis, _ a: ResourceLevel?, _ b: ResourceLevel?,
    _ note: String?
  ) -> ResourceChange {
    let metric = MetricCatalogue.metric(key.metric)
    return ResourceChange(
      key: key, basis: basis, unit: metric?.unit ?? .one, direction: metric?.direction ?? .informational, before: a,
      after: b, note: note, isStretched: false)
  }

  /// A growth by the best basis that both sides have: requests, then seconds, then none.
  private func growth(
    _ key: ResourceKey, _ a: CounterReadings.Growth?, _ b: CounterReadings.Growth?, _ note: String?
  ) -> ResourceChange {
    let sides = [(a, before), (b, after)].filter { $0.0 != nil }
    let unit = MetricCatalogue.metric(key.metric)?.unit ?? .one
    let basis: ResourceBasis
    if key.metric != .serviceRequests, sides.allSatisfy({ $0.1.requests != nil }) {
      basis = .perRequest
    } else if sides.allSatisfy({ ($0.0?.seconds ?? 0) > 0 }) {
      basis = .perSecond
    } else {
      basis = .total
    }
    func level(_ growth: CounterReadings.Growth?, _ side: SideResources) -> ResourceLevel? {
      guard let growth else { return nil }
      let value: Double =
        switch basis {
        case .perRequest: side.servedGrowth(growth) / (side.requests ?? 1)
        case .perSecond: growth.total / (growth.seconds ?? 1)
        default: growth.total
        }
      return ResourceLevel(
        value, readings: growth.readings, seconds: growth.seconds, isDuringLoad: growth.isDuringLoad)
    }
    let isStretched =
      basis == .perRequest
      && sides.contains { growth, side in growth.map { side.servedGrowth($0) != $0.total } ?? false }
    let notes = [note, isStretched ? Self.stretched : nil].compactMap(\.self)
    return ResourceChange(
      key: key, basis: basis, unit: basis == .perSecond ? Self.rate(of: unit) : unit,
      direction: MetricCatalogue.metric(key.metric)?.direction ?? .informational, before: level(a, before),
      after: level(b, after), note: notes.isEmpty ? nil : notes.joined(separator: "; "), isStretched: isStretched)
  }

  /// Said of a growth that is no plain difference.
  static let stretched =
    "stretched from the first and last reading to the edges of the load, as increase() of PromQL is"

  private static func rate(of unit: Unit) -> Unit {
    switch unit.dimension {
    case .data: .bytesPerSecond
    case .one: .perSecond
    default: .one
    }
  }

  private typealias Pair<Value> = (key: ResourceKey, before: Value?, after: Value?, note: String?)

  /// By the whole key; what is left over by resource and role where each side has one instance of it, then by role. Tables and indexes
  /// have names of their own: another name is another one.
  private static func pairs<Value>(_ before: [ResourceKey: Value], _ after: [ResourceKey: Value]) -> [Pair<Value>] {
    var (left, right) = (before, after)
    var pairs: [Pair<Value>] = []
    for key in after.keys.sorted() {
      guard let a = left.removeValue(forKey: key), let b = right.removeValue(forKey: key) else { continue }
      pairs.append((key, a, b, nil))
    }
    for level in 0...1 {
      func group(_ key: ResourceKey) -> ResourceKey {
        ResourceKey(resource: level == 0 ? key.resource : "", role: key.role, metric: key.metric)
      }
      func canBeRenamed(_ key: ResourceKey) -> Bool { !MetricCatalogue.tableMetrics.contains(key.metric) }
      let lefts = Dictionary(grouping: left.keys.filter(canBeRenamed), by: group)
      let rights = Dictionary(grouping: right.keys.filter(canBeRenamed), by: group)
      for (shared, keys) in rights.sorted(by: { $0.key < $1.key }) {
        guard keys.count == 1, let key = keys.first, let others = lefts[shared], others.count == 1,
          let other = others.first, let a = left.removeValue(forKey: other), let b = right.removeValue(forKey: key)
        else { continue }
        pairs.append((key, a, b, "before it was \(ResourceText.name(other))"))
      }
    }
    pairs += left.sorted { $0.key < $1.key }.map { ($0.key, $0.value, nil, nil) }
    pairs += right.sorted { $0.key < $1.key }.map { ($0.key, nil, $0.value, nil) }
    return pairs
  }
}

/// How sentences call a resource.
package enum ResourceText {
  /// `api api-1`, `lms pool`, `the service`.
  package static func name(_ key: ResourceKey) -> String {
    let own = key.resource.isEmpty ? [] : [key.resource]
    let role = key.role == .service && !own.isEmpty ? [] : [key.role.rawValue]
    return (own + role + [key.instance].compactMap(\.self)).joined(separator: " ")
  }

  /// `users_email of users`; without its table where the source leaves that out.
  package static func index(_ key: ResourceKey) -> String {
    (key.instance ?? "") + (key.resource.isEmpty ? "" : " of " + key.resource)
  }
}
