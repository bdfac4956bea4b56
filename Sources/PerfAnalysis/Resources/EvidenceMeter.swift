import PerfModel
import PerfUnits

/// Reads actual values for objectives out of what was seen of resources beside the runs.
struct EvidenceMeter {
  private let levels: [ResourceKey: ResourceLevel]
  /// Whether it is known when the load ran.
  private let isLoadDated: Bool
  /// Fewer readings at unknown times, such as one before and one after, say nothing of the load between them.
  private static let leastReadings = 3

  init(_ side: EvidenceSide) {
    levels = ResourceReadings(side).levels
    isLoadDated = !LoadWindows(side.runs).wall.isEmpty
  }

  /// The level of a metric; of several resources the worst, and never the load generator's. Nil where nobody saw it.
  /// - Parameter extreme: the end of the range that is meant where an objective does not say.
  func read(_ key: SeriesKey, _ statistic: Statistic, extreme: Statistic?) -> ActualValue.Reading? {
    guard key.endpoint == nil, key.labels.isEmpty, let metric = MetricCatalogue.metric(key.metric) else { return nil }
    let seen = candidates(key.metric)
    let found = seen.filter { obstacle($0.level) == nil }
    guard !found.isEmpty else {
      guard let first = seen.first, let obstacle = obstacle(first.level) else { return nil }
      return .unknown(
        reason: "\(key.metric) of \(ResourceText.name(first.key)) \(obstacle)",
        advice: "sample it every few seconds while the load runs, with times")
    }
    let wanted = statistic == .value ? extreme ?? .mean : statistic
    let values = found.compactMap { found in
      Self.value(found.level, wanted).map { (found.key, found.level, $0, found.note) }
    }
    guard let best = wanted == .minimum ? values.min(by: { $0.2 < $1.2 }) : values.max(by: { $0.2 < $1.2 }) else {
      return .unknown(
        reason: "of \(key.metric) mean, lowest and highest level are known, and no \(statistic.name)", advice: nil)
    }
    let (resource, level, value, note) = best
    var notes = [Self.basis(resource, level, wanted, metric)]
    if let note { notes.append(note) }
    if values.count > 1 { notes.append("the worst of \(values.count) resources") }
    if seen.count > found.count {
      notes.append(
        "\(seen.count - found.count) more \(seen.count - found.count == 1 ? "was" : "were") not seen under load")
    }
    notes.append("no interval: a level is not sampled independently")
    return .value(ActualValue(value: value, notes: notes))
  }

  /// Why a level says nothing of the load; nil where it does. A growth lies between its readings, and needs none within.
  private func obstacle(_ level: ResourceLevel) -> String? {
    if level.isDuringLoad || level.maximum == nil { return nil }
    if isLoadDated, level.seconds != nil { return "was never read while the load ran" }
    guard level.readings < Self.leastReadings else { return nil }
    let times = level.readings == 1 ? "once" : "twice"
    return "was read \(times), and nobody knows whether the load ran then"
  }

  /// The levels that answer, and what has to be said of each.
  private func candidates(_ metric: MetricID) -> [(key: ResourceKey, level: ResourceLevel, note: String?)] {
    let own = levels.filter { $0.key.metric == metric && $0.key.role != .generator }.sorted { $0.key < $1.key }
    // What the service's own processes take of memory, not what the machine has given to everybody.
    let processes = own.filter { metric == .memoryUsed && $0.key.role == .service && $0.key.resource != "host" }
    if !own.isEmpty { return (processes.isEmpty ? own : processes).map { ($0.key, $0.value, nil) } }
    guard metric == .cpuUtilization else { return [] }
    return levels.filter { $0.key.metric == .cpuCores && $0.key.role != .generator }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value, "of one core: the file does not say how many there are") }
  }

  private static func value(_ level: ResourceLevel, _ statistic: Statistic) -> Double? {
    switch statistic {
    case .mean: level.value
    // What is known of the whole capture only has no ends.
    case .maximum: level.maximum ?? level.value
    case .minimum: level.minimum ?? level.value
    default: nil
    }
  }

  private static func text(_ value: Double, _ metric: Metric) -> String {
    MetricCatalogue.resourceShares.contains(metric.id)
      ? NumberText.significant(value * 100, digits: 3) + " %" : SeriesText.amount(value, metric)
  }

  /// `api api-1: the highest of 9 readings during the load, whose mean is 41 %`
  private static func basis(
    _ key: ResourceKey, _ level: ResourceLevel, _ statistic: Statistic, _ metric: Metric
  ) -> String {
    let when = level.isDuringLoad ? "during the load" : "of the whole capture"
    let name = ResourceText.name(key)
    let readings = "\(level.readings) \(level.readings == 1 ? "reading" : "readings") \(when)"
    guard level.maximum != nil else {
      // Two totals of one answer tell of all the time since they began.
      return name + (level.readings > 1 ? ": what came between \(readings)" : ": since it began, for it was asked once")
    }
    switch statistic {
    case .maximum, .minimum:
      let end = statistic == .maximum ? "highest" : "lowest"
      return
        "\(name): the \(end) of \(readings), whose mean is \(text(level.value, metric))"
    default: return "\(name): the mean of \(readings)"
    }
  }
}
