import PerfModel

/// Everything that was seen of the resources of one side.
struct ResourceReadings {
  /// The levels by key: memory, connections, processors.
  private(set) var levels: [ResourceKey: ResourceLevel] = [:]
  /// What was counted, by key.
  private(set) var growths: [ResourceKey: CounterReadings.Growth] = [:]
  /// What counters had come to in the end.
  private(set) var totals: [ResourceKey: Double] = [:]
  /// Databases whose statistics were reset between two readings: what they counted meanwhile, nobody knows.
  private(set) var resetDatabases: [String] = []

  init(_ side: EvidenceSide) {
    let windows = LoadWindows(side.runs)
    var gauges: [ResourceKey: [Points]] = [:]
    var counters: [ResourceKey: CounterReadings] = [:]
    for run in Self.distinct(side.inOrder) + side.runs {
      for series in run.resources {
        if MetricCatalogue.metric(series.key.metric)?.instrument == .counter {
          Self.count(series, of: run, into: &counters[series.key, default: CounterReadings()])
        } else {
          gauges[series.key, default: []].append(Points(series, windows))
        }
      }
    }
    levels = gauges.compactMapValues(Points.level)
    growths = counters.compactMapValues { $0.growth(windows.wall) }
    totals = counters.compactMapValues(\.last)
    let resets = gauges.filter { $0.key.metric == .dbStatisticsReset }
    for key in resets.keys { levels[key] = nil }
    resetDatabases = resets.filter { Set($0.value.flatMap(\.all).map(\.value)).count > 1 }.map(\.key.resource).sorted()
    if !resetDatabases.isEmpty { forgetDatabases() }
    derive()
  }

  /// Without views of a database that were written twice, in two styles: as two readings they would say that nothing was counted in
  /// between.
  private static func distinct(_ evidence: [Run]) -> [Run] {
    var seen: Set<[ResourceSeries]> = []
    return evidence.filter { run in
      let isView = run.resources.allSatisfy { $0.clock == .order && Self.viewMetrics.contains($0.key.metric) }
      return run.resources.isEmpty || !isView || seen.insert(run.resources).inserted
    }
  }

  private static let viewMetrics = MetricCatalogue.tableMetrics.union([
    .dbCacheHitRatio, .cacheHits, .cacheMisses, .dbStatisticsReset,
  ])

  /// A reset is one of all counters of a database, whose tables do not name it.
  private mutating func forgetDatabases() {
    let counters = MetricCatalogue.tableCounters.union([.cacheHits, .cacheMisses])
    growths = growths.filter { $0.key.role != .database || !counters.contains($0.key.metric) }
    totals = totals.filter { $0.key.role != .database || !counters.contains($0.key.metric) }
    levels = levels.filter { $0.key.metric != .dbCacheHitRatio || !resetDatabases.contains($0.key.resource) }
  }

  private static func count(_ series: ResourceSeries, of run: Run, into readings: inout CounterReadings) {
    for (time, value) in zip(series.times, series.values) {
      switch series.clock {
      case .wall, .run: readings.add(value, at: time)
      case .order:
        let place = Int(clamping: time)
        readings.add(value, process: run.scrapes.indices.contains(place) ? run.scrapes[place].processStart : nil)
      }
    }
  }

  /// The points of one series, and those of them during the load.
  private struct Points {
    let clock: ResourceSeries.Clock
    let all: [(time: Int64, value: Double)]
    let inside: [(time: Int64, value: Double)]

    init(_ series: ResourceSeries, _ windows: LoadWindows) {
      clock = series.clock
      all = zip(series.times, series.values).map { ($0, $1) }
      let ranges = windows.ranges(series.clock)
      inside = ranges.flatMap { range in
        series.places(from: range.lowerBound, to: range.upperBound).map { (series.times[$0], series.values[$0]) }
      }
    }

    /// All files together: what lies in the load where anything does, else everything.
    static func level(_ parts: [Points]) -> ResourceLevel? {
      let isDuringLoad = parts.contains { !$0.inside.isEmpty }
      let used = parts.flatMap { isDuringLoad ? $0.inside : $0.all }
      let values = used.map(\.value)
      guard let low = values.min(), let high = values.max() else { return nil }
      let isTimed = parts.allSatisfy { $0.clock != .order }
      let times = used.map(\.time)
      let seconds =
        isTimed ? times.max().flatMap { last in times.min().map { Double(last - $0) / 1e9 } } : nil
      let last = isTimed ? used.max { $0.time < $1.time }?.value : values.last
      // A mean between its ends, whatever rounding does.
      let mean = min(max(values.reduce(0) { $0 + $1 / Double(values.count) }, low), high)
      return ResourceLevel(
        mean, minimum: low, maximum: high, last: last, readings: values.count, seconds: seconds,
        isDuringLoad: isDuringLoad)
    }
  }

  /// What follows from two counters, and is easier to understand than either.
  private mutating func derive() {
    for (key, time) in growths {
      switch key.metric {
      case .cpuTime: deriveProcessor(key, time)
      case .cacheCommandTime:
        derive(.cacheCommandMeanTime, key, time.total, by: growths[key.of(.cacheCommandCalls)]?.total, time)
      case .gcPauseTime: derive(.gcPause, key, time.total, by: growths[key.of(.gcCount)]?.total, time)
      default: break
      }
    }
    for (key, hits) in totals where key.metric == .cacheHits {
      guard let misses = totals[key.of(.cacheMisses)] else { continue }
      let grown = growths[key], missed = growths[key.of(.cacheMisses)]
      // Of one answer: since the server began.
      let (good, bad) = grown.flatMap { grown in missed.map { (grown.total, $0.total) } } ?? (hits, misses)
      let metric: MetricID = key.role == .database ? .dbCacheHitRatio : .cacheHitRatio
      // Two captures of a database have a share of their own, and each of them has one since the last reset.
      let isOwn = key.role == .database && grown != nil
      guard isOwn || levels[key.of(metric)] == nil, good + bad > 0 else { continue }
      levels[key.of(metric)] = ResourceLevel(
        good / (good + bad), readings: grown?.readings ?? 1, seconds: grown?.seconds,
        isDuringLoad: grown?.isDuringLoad ?? false)
    }
  }

  private mutating func deriveProcessor(_ key: ResourceKey, _ time: CounterReadings.Growth) {
    if let available = growths[key.of(.cpuAvailableTime)]?.total {
      derive(.cpuUtilization, key, time.total, by: available, time)
    } else {
      derive(.cpuCores, key, time.total, by: time.seconds, time)
    }
  }

  private mutating func derive(
    _ metric: MetricID, _ key: ResourceKey, _ part: Double, by whole: Double?, _ growth: CounterReadings.Growth
  ) {
    guard levels[key.of(metric)] == nil, let whole, whole > 0, (part / whole).isFinite else { return }
    levels[key.of(metric)] = ResourceLevel(
      part / whole, readings: growth.readings, seconds: growth.seconds, isDuringLoad: growth.isDuringLoad)
  }
}

extension ResourceKey {
  /// The same resource's other metric.
  func of(_ metric: MetricID) -> ResourceKey {
    ResourceKey(resource: resource, role: role, instance: instance, metric: metric)
  }
}
