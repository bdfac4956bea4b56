import PerfModel
import PerfUnits

/// The totals of a run from second to second.
struct LocustHistory {
  private let totals: [(endpoint: String?, lines: [LocustTotal])]
  private let all: [LocustTotal]

  /// Seconds over which a clock of whole seconds changes the rate by a hundredth.
  private static let longEnough: Int64 = 100

  /// - Parameter totals: by endpoint, each in any order.
  init(_ totals: [String?: [LocustTotal]]) {
    self.totals = totals.map { ($0.key, $0.value.sorted { ($0.second, $0.count) < ($1.second, $1.count) }) }
      .sorted { ($0.0 == nil ? 0 : 1, $0.0 ?? "") < ($1.0 == nil ? 0 : 1, $1.0 ?? "") }
    all = self.totals.first { $0.endpoint == nil }?.lines ?? []
  }

  func tell(_ run: inout RunBuilder) {
    let lines = totals.flatMap(\.lines)
    guard let first = lines.map(\.second).min(), let last = lines.map(\.second).max() else { return }
    let length = last - first
    run.setStart(Timestamp(millisecondsSinceEpoch: first * 1000))
    run.setDuration(Double(length), .seconds)
    for (endpoint, lines) in totals {
      if let total = lines.last { tell(&run, endpoint, total, over: length >= Self.longEnough ? length : nil) }
    }
    if let metric = MetricCatalogue.metric(.loadUsers), let end = all.last {
      run.addGauge(
        metric, last: Double(end.users), minimum: all.map(\.users).min().map { Double($0) },
        maximum: all.map(\.users).max().map { Double($0) }, in: .one)
    }
    run.setTimelines(
      totals.map { Timeline(endpoint: $0.endpoint, bins: bins($0.lines, from: first)) }, origin: first * 1_000_000_000,
      loadWindow: 0...Double(length))
  }

  private func tell(_ run: inout RunBuilder, _ endpoint: String?, _ total: LocustTotal, over length: Int64?) {
    if let metric = MetricCatalogue.metric(.requestDuration) {
      var statistics: [Statistic: Double] = [:]
      statistics[.mean] = total.mean
      statistics[.minimum] = total.minimum
      statistics[.maximum] = total.maximum
      if total.count > 0 { statistics[.median] = Self.sensible(total.median, total) }
      run.addDistribution(
        metric, endpoint: endpoint, count: Int(total.count), statistics: statistics, in: .milliseconds,
        method: .unstated,
        resolution: Self.step(total.median ?? 0))
    }
    if let metric = MetricCatalogue.metric(.requestCount) {
      run.addCounter(metric, endpoint: endpoint, Double(total.count), in: .one)
    }
    if let metric = MetricCatalogue.metric(.requestFailed) {
      run.addCounter(metric, endpoint: endpoint, Double(total.failed), in: .one)
    }
    if let metric = MetricCatalogue.metric(.requestErrorRatio) {
      run.addRatio(metric, endpoint: endpoint, events: Int(total.failed), of: Int(total.count))
    }
    if let length, let metric = MetricCatalogue.metric(.requestRate) {
      run.addScalar(metric, endpoint: endpoint, Double(total.count) / Double(length), in: .perSecond)
    }
  }

  /// Rounding may put the median outside of the range.
  private static func sensible(_ median: Double?, _ total: LocustTotal) -> Double? {
    guard let median, let low = total.minimum, let high = total.maximum, low <= high else { return median }
    return min(max(median, low), high)
  }

  /// Locust rounds below 100 ms to milliseconds, below 1,000 to tens, above to hundreds (`stats.py`, `StatsEntry.log`).
  private static func step(_ median: Double) -> Double {
    switch median {
    case ..<100: 1
    case ..<1000: 10
    default: 100
    }
  }

  /// A bin for each line in which something was counted: from the time of the line before to its own.
  private func bins(_ lines: [LocustTotal], from origin: Int64) -> [TimelineBin] {
    var bins: [TimelineBin] = []
    for (before, line) in zip(lines, lines.dropFirst()) where line.second > before.second && line.count > before.count {
      bins.append(bin(line, before, from: before.second, origin: origin))
    }
    // What was counted before an endpoint's first line happened in the second before it.
    if let first = lines.first, first.count > 0 {
      bins.insert(bin(first, nil, from: max(origin, first.second - 1), origin: origin), at: 0)
    }
    return bins
  }

  private func bin(_ line: LocustTotal, _ before: LocustTotal?, from start: Int64, origin: Int64) -> TimelineBin {
    let count = line.count - (before?.count ?? 0)
    let sum = (line.mean ?? 0) * Double(line.count) - (before?.mean ?? 0) * Double(before?.count ?? 0)
    return TimelineBin(
      at: Double(start - origin), length: Double(max(1, line.second - start)), count: Int(count),
      failed: Int(max(0, line.failed - (before?.failed ?? 0))), users: Double(line.users),
      mean: max(0, sum / Double(count) / 1000), p50: nil, p95: nil, p99: nil)
  }
}
