import PerfModel
import PerfStats

/// The series of one resource in one role: what its instances were seen to do.
struct ResourceGroup {
  let name: String
  let role: ResourceRole
  private var series: [MetricID: [ResourceSeries]] = [:]

  /// Series by resource and role, ascending.
  static func groups(_ series: [ResourceSeries]) -> [ResourceGroup] {
    var groups: [ResourceGroup] = []
    for item in series.sorted(by: { $0.key < $1.key }) {
      if let last = groups.last, last.name == item.key.resource, last.role == item.key.role {
        groups[groups.count - 1].series[item.key.metric, default: []].append(item)
      } else {
        var group = ResourceGroup(name: item.key.resource, role: item.key.role)
        group.series[item.key.metric] = [item]
        groups.append(group)
      }
    }
    return groups
  }

  private init(name: String, role: ResourceRole) {
    self.name = name
    self.role = role
  }

  /// What the group says of the levels: for each way to be full one piece of evidence.
  func evidence(_ windows: [LevelWindow]) -> [ResourceEvidence] {
    let connections =
      series[.dbConnectionsUtilization] != nil
      ? samples(windows, .dbConnectionsUtilization, waiting: .dbConnectionsWaiting, statistic: Self.p95)
      : quotients(windows, .dbConnectionsActive, .dbConnectionsMax, waiting: .dbConnectionsWaiting, statistic: Self.p95)
    let found: [(String, ResourceEvidence.Kind, [ResourceEvidence.Sample])] = [
      ("CPU", processor, samples(windows, .cpuUtilization, waiting: nil)),
      ("memory", role == .cache ? .cache : .memory, quotients(windows, .memoryUsed, .memoryLimit, waiting: nil)),
      (role == .pool ? "" : "connections", .pool, connections),
      ("", other, samples(windows, .resourceUtilization, waiting: .resourceWaiting)),
    ]
    return found.compactMap { suffix, kind, samples in
      guard !samples.isEmpty else { return nil }
      // Memory in use tells of the database, not of each instance of the service, where it is the database's.
      let isShared = role == .database || role == .cache || role == .outsideService || role == .locks ? true : nil
      return ResourceEvidence(name: title(suffix), kind: kind, isShared: isShared, samples: samples)
    }
  }

  /// How many instances ran at most, whether that changed, and how many were lost: how far the number fell from its highest before. Nil where
  /// nobody counted them.
  func instances(_ window: LevelWindow) -> (count: Int, changes: Bool, lost: Int)? {
    guard role == .service, let counted = series[.serviceInstances] else { return nil }
    let values = counted.flatMap { Self.values($0, window) }
    guard let least = values.min(), let most = values.max(), least >= 1, most < 1e6 else { return nil }
    let lost = counted.map { Self.fall(Self.values($0, window)) }.max() ?? 0
    return (Int(most.rounded()), least.rounded() != most.rounded(), Int(lost.rounded()))
  }

  /// The largest distance from a value down to a later one.
  private static func fall(_ values: [Double]) -> Double {
    var (highest, fall) = (-Double.infinity, 0.0)
    for value in values {
      highest = max(highest, value)
      fall = max(fall, highest - value)
    }
    return fall
  }

  /// The largest of a statistic of a metric over instances and levels.
  func highest(_ metric: MetricID, _ windows: [LevelWindow], _ statistic: ([Double]) -> Double?) -> Double? {
    all(metric).flatMap { series in windows.compactMap { statistic(Self.values(series, $0)) } }.max()
  }

  /// The mean latency that the service itself saw, in seconds.
  func latency(_ window: LevelWindow) -> Double? {
    guard role == .service, let seen = series[.serviceLatency] else { return nil }
    return Moments.mean(seen.flatMap { Self.values($0, window) })
  }

  /// `api CPU`; of a resource without a name its role stands for it.
  func title(_ suffix: String) -> String {
    let own = name.isEmpty ? role.rawValue.replacing("-", with: " ") : name
    return suffix.isEmpty ? own : own + " " + suffix
  }

  /// The series of a metric, one for each instance.
  func all(_ metric: MetricID) -> [ResourceSeries] { series[metric] ?? [] }

  private var processor: ResourceEvidence.Kind {
    switch role {
    case .database: .databaseCPU
    case .cache: .cache
    case .workers: .workers
    case .generator: .generator
    case .outsideService: .outsideService
    case .serial: .serial
    case .service, .pool, .network, .locks: .cpu
    }
  }

  private var other: ResourceEvidence.Kind {
    switch role {
    case .database: .databaseIO
    case .cache: .cache
    case .service, .workers: .workers
    case .pool: .pool
    case .outsideService: .outsideService
    case .network: .network
    case .locks: .locks
    case .serial: .serial
    case .generator: .generatorNetwork
    }
  }

  /// Of each level the hottest instance's.
  private func samples(
    _ windows: [LevelWindow], _ used: MetricID, waiting: MetricID?,
    statistic: ([Double]) -> Double? = Moments.mean
  ) -> [ResourceEvidence.Sample] {
    windows.indices.compactMap { place -> ResourceEvidence.Sample? in
      let used = all(used).compactMap { statistic(Self.values($0, windows[place])) }
      let waits = waiting.flatMap { self.waits($0, windows[place]) }
      guard let hottest = used.max() else {
        return waits.map { ResourceEvidence.Sample(level: place, utilization: nil, waiting: $0) }
      }
      return ResourceEvidence.Sample(level: place, utilization: hottest, waiting: waits)
    }
  }

  /// The same of a part and the whole, each instance by its own.
  private func quotients(
    _ windows: [LevelWindow], _ part: MetricID, _ whole: MetricID, waiting: MetricID?,
    statistic: ([Double]) -> Double? = Moments.mean
  ) -> [ResourceEvidence.Sample] {
    let wholes = Dictionary(all(whole).map { ($0.key.instance, $0) }, uniquingKeysWith: { a, _ in a })
    return windows.indices.compactMap { place -> ResourceEvidence.Sample? in
      let shares = all(part).compactMap { series -> Double? in
        guard
          let limit = (wholes[series.key.instance] ?? wholes[nil]).flatMap({ Self.values($0, windows[place]).max() }),
          limit > 0, let used = statistic(Self.values(series, windows[place]))
        else { return nil }
        return used / limit
      }
      guard let hottest = shares.max() else { return nil }
      return ResourceEvidence.Sample(
        level: place, utilization: hottest, waiting: waiting.flatMap { self.waits($0, windows[place]) })
    }
  }

  /// What waits at least half of the time.
  private func waits(_ metric: MetricID, _ window: LevelWindow) -> Double? {
    all(metric).compactMap { Quantile.type7(Self.values($0, window), 0.5) }.max()
  }

  private static func p95(_ values: [Double]) -> Double? { Quantile.type7(values, 0.95) }

  /// What was seen during a window.
  static func values(_ series: ResourceSeries, _ window: LevelWindow) -> [Double] {
    guard let range = window.range(series.clock) else { return [] }
    return Array(series.values[series.places(from: range.lowerBound, to: range.upperBound)])
  }
}
