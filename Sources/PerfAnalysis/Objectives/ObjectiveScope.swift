import PerfModel

/// Finds the series that an objective speaks of.
struct ObjectiveScope {
  private let held: Set<SeriesKey>
  private let keys: [MetricID: [SeriesKey]]
  private var matchers: [String: EndpointMatcher]

  /// The labels by which metrics without endpoints tell their subjects apart, by the beginning of the metric's id.
  private static let subjects = [("query.", "query"), ("test.", "case"), ("check.", "check")]

  /// Metrics whose whole is the sum of its parts: "all endpoints" can only mean the whole.
  private static let additive: Set<MetricID> = [
    .requestRate, .requestCount, .requestFailed, .iterationRate, .iterationCount, .iterationDropped, .dataReceived,
    .dataSent, .dataReceivedRate, .dataSentRate,
  ]

  init(_ side: Side, groups: [String: [String]]) {
    held = side.keys
    keys = Dictionary(grouping: held, by: \.metric).mapValues { $0.sorted() }
    var names: [String: Set<String>] = [:]
    for key in held {
      if let endpoint = key.endpoint { names["", default: []].insert(endpoint) }
      guard let label = Self.subject(key.metric), let name = key.labels[label] else { continue }
      names[label, default: []].insert(name)
    }
    matchers = names.mapValues { EndpointMatcher(names: $0.sorted(), groups: groups) }
  }

  /// The series of a scope, and what has to be said about the choice.
  enum Choice {
    /// Of several the worst is the row's; `isEachNamed` where every one of them was asked for.
    case series([SeriesKey], isEachNamed: Bool, note: String?)
    case none(reason: String)
  }

  mutating func choose(_ objective: Objective) -> Choice {
    let metric = objective.metric
    let whole = SeriesKey(metric, labels: objective.labels)
    switch objective.scope {
    case .exactly(let endpoint):
      return .series([SeriesKey(metric, endpoint: endpoint, labels: objective.labels)], isEachNamed: true, note: nil)
    case .named(let name): return named(name, objective)
    case .unstated:
      if holds(whole) { return .series([whole], isEachNamed: true, note: nil) }
      let parts = parts(objective)
      if parts.count < 2 || Self.additive.contains(metric) {
        return .series(parts.count == 1 ? parts : [whole], isEachNamed: true, note: nil)
      }
      return .series(
        parts, isEachNamed: false, note: "no figure for the whole run: the worst of \(parts.count) stands in")
    case .everyEndpoint:
      let parts = Self.additive.contains(metric) ? [] : parts(objective)
      let all = (holds(whole) || parts.isEmpty ? [whole] : []) + parts
      let note = all.count > 1 ? "the worst of \(all.count)" : nil
      return .series(all, isEachNamed: false, note: note)
    }
  }

  private mutating func named(_ name: String, _ objective: Objective) -> Choice {
    let label = Self.subject(objective.metric)
    guard let match = matchers[label ?? ""]?.match(name) else {
      return .none(reason: "the run names no \(label ?? "endpoint"), so none is called '\(name)'")
    }
    switch match {
    case .none(let reason): return .none(reason: reason)
    case .endpoints(let names):
      let keys = names.map { name in
        guard let label else { return SeriesKey(objective.metric, endpoint: name, labels: objective.labels) }
        return SeriesKey(objective.metric, labels: Labels([.init(name: label, value: name)]))
      }
      return .series(keys, isEachNamed: true, note: keys.count > 1 ? "the worst of \(keys.count)" : nil)
    }
  }

  private func holds(_ key: SeriesKey) -> Bool {
    let metrics: [MetricID] =
      switch key.metric {
      case .requestRate: [.requestRate, .requestCount, .requestDuration]
      case .requestErrorRatio: [.requestErrorRatio, .requestFailed]
      default: [key.metric]
      }
    return metrics.contains { held.contains(SeriesKey($0, endpoint: key.endpoint, labels: key.labels)) }
  }

  /// The endpoints of a metric under the objective's labels, or the queries, cases and checks where those are its subjects.
  private func parts(_ objective: Objective) -> [SeriesKey] {
    let label = Self.subject(objective.metric)
    var parts = (keys[objective.metric] ?? []).filter { key in
      if let label { return objective.labels.isEmpty && key.labels[label] != nil }
      return key.endpoint != nil && key.labels == objective.labels
    }
    if objective.metric == .requestErrorRatio, parts.isEmpty {
      parts = (keys[.requestFailed] ?? []).filter { $0.endpoint != nil && $0.labels == objective.labels }
        .map { SeriesKey(.requestErrorRatio, endpoint: $0.endpoint, labels: $0.labels) }
    }
    return parts
  }

  private static func subject(_ metric: MetricID) -> String? {
    subjects.first { metric.rawValue.hasPrefix($0.0) }?.1
  }
}
