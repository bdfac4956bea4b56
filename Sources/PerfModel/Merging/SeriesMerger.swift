import PerfStats

/// Merges the series of shards, key by key.
struct SeriesMerger {
  /// From the first start to the last end of all shards, nil where that is not known.
  let seconds: Double?
  /// The most users at a time, as the merged timeline has it.
  let mostUsers: Double?
  let limits: RecordingLimits
  private(set) var losses: ShardLosses

  /// A series of one shard, and when the shard ended.
  struct Part {
    let series: Series
    let end: Int64
  }

  /// - Parameters:
  ///   - shards: the series of each, ascending by key.
  ///   - ends: when each shard ended.
  mutating func merge(_ shards: [[Series]], ends: [Int64]) -> [Series] {
    var parts: [SeriesKey: [Part]] = [:]
    for (series, end) in zip(shards, ends) {
      for one in series { parts[one.key, default: []].append(Part(series: one, end: end)) }
    }
    let distributions = DistributionMerger(parts.mapValues { $0.map(\.series.content) }, limits: limits)
    var merged: [SeriesKey: Series] = [:]
    for (key, parts) in parts where Self.counters[key.metric] == nil {
      guard let content = merge(key, parts, distributions) else { continue }
      merged[key] = Series(key: key, metric: parts[0].series.metric, content: content)
    }
    for (rate, counter) in Self.counters {
      // A shard of an instant has no rate, and of what it counted the whole has one.
      let keys = Set(parts.keys.filter { $0.metric == rate } + [SeriesKey(rate)])
      for key in keys {
        let count = merged[SeriesKey(counter, endpoint: key.endpoint, labels: key.labels)]
        guard let metric = parts[key]?.first?.series.metric ?? (count == nil ? nil : MetricCatalogue.metric(rate)),
          let content = self.rate(key, parts[key] ?? [], count)
        else { continue }
        merged[key] = Series(key: key, metric: metric, content: content)
      }
    }
    return Array(merged.values)
  }

  /// The counter that a rate is of.
  private static let counters: [MetricID: MetricID] = [
    .requestRate: .requestCount, .iterationRate: .iterationCount, .dataReceivedRate: .dataReceived,
    .dataSentRate: .dataSent,
  ]

  private mutating func rate(_ key: SeriesKey, _ parts: [Part], _ count: Series?) -> Series.Content? {
    guard let seconds, seconds > 0, case .counter(let total)? = count?.content else {
      guard !parts.isEmpty else { return nil }
      guard parts.contains(where: \.series.hasData) else { return .noData }
      losses.add(.rate, key)
      return nil
    }
    return .scalar(total / seconds)
  }

  /// Nil, and the key is among the losses, where the parts make no whole.
  private mutating func merge(
    _ key: SeriesKey, _ all: [Part], _ distributions: DistributionMerger
  ) -> Series.Content? {
    let parts = all.filter(\.series.hasData)
    guard let first = parts.first else { return .noData }
    let metric = first.series.metric
    guard parts.allSatisfy({ ($0.series.metric.unit, $0.series.metric.instrument) == (metric.unit, metric.instrument) })
    else {
      losses.add(.kinds, key)
      return nil
    }
    let contents = parts.map(\.series.content)
    switch contents[0] {
    case .distribution:
      let merged = distributions.merge(key, contents)
      if merged.isLossy { losses.add(.quantiles, key) }
      return .distribution(merged.distribution)
    case _ where contents.count == 1: return contents[0]
    case .counter: return counter(key, contents)
    case .ratio: return ratio(key, contents)
    case .gauge: return gauge(key, parts)
    case .scalar:
      losses.add(.scalar, key)
      return nil
    case .noData: return .noData
    }
  }

  private mutating func counter(_ key: SeriesKey, _ contents: [Series.Content]) -> Series.Content? {
    var sum = ExactSum()
    for case .counter(let value) in contents { sum.add(contentsOf: [value]) }
    guard sum.value.isFinite else {
      losses.add(.scalar, key)
      return nil
    }
    return .counter(sum.value)
  }

  private mutating func ratio(_ key: SeriesKey, _ contents: [Series.Content]) -> Series.Content? {
    var (events, total) = (0, 0)
    for case .ratio(let ratio) in contents {
      guard let part = ratio.events, let whole = ratio.total, part <= .max - events, whole <= .max - total else {
        losses.add(.share, key)
        return nil
      }
      events += part
      total += whole
    }
    return Ratio(events: events, of: total).map { .ratio($0) }
  }

  /// Each load generator has its own users and offers its own load; another level is that of all, as the last of them saw it.
  private mutating func gauge(_ key: SeriesKey, _ parts: [Part]) -> Series.Content? {
    var gauges: [(gauge: Gauge, end: Int64)] = []
    for part in parts { if case .gauge(let gauge) = part.series.content { gauges.append((gauge, part.end)) } }
    switch key.metric {
    case .loadUsers, .loadUsersMax, .loadOfferedRate:
      let last = gauges.reduce(0) { $0 + $1.gauge.last }
      guard last.isFinite else {
        losses.add(.scalar, key)
        return nil
      }
      let most = key.metric == .loadUsers ? mostUsers : sum(gauges.map(\.gauge.maximum))
      return .gauge(Gauge(last: last, minimum: nil, maximum: most))
    default:
      guard let latest = gauges.max(by: { ($0.end, $0.gauge.last) < ($1.end, $1.gauge.last) }) else { return nil }
      return .gauge(
        Gauge(
          last: latest.gauge.last, minimum: gauges.compactMap(\.gauge.minimum).min(),
          maximum: gauges.compactMap(\.gauge.maximum).max()))
    }
  }

  /// Nil where one is not known.
  private func sum(_ values: [Double?]) -> Double? {
    values.reduce(0) { sum, value in sum.flatMap { sum in value.map { sum + $0 } } }
  }
}
