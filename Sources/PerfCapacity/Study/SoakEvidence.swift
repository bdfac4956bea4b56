import PerfModel
import PerfStats
import PerfUnits

/// The series that may leak, of the longest level that is long enough to show it.
enum SoakEvidence {
  /// A level shorter than this is no soak test, in seconds; this project's choice.
  static let shortest = 1_800.0
  /// A run's own seconds are looked at in windows of at least this many seconds.
  private static let leastWindow = 10.0
  private static let mostWindows = 1_000

  /// The place of the level that is the soak test, nil where none is.
  static func level(_ levels: [Level]) -> Int? {
    levels.indices.filter { place in
      guard levels[place].source.from != nil, let span = levels[place].duration else { return false }
      return span.value >= shortest
    }.max { (levels[$0].duration ?? .zero, -$0) < (levels[$1].duration ?? .zero, -$1) }
  }

  /// What was seen of resources during the level.
  static func series(_ groups: [ResourceGroup], _ window: LevelWindow) -> [SoakSeries] {
    let watched: [(MetricID, String, limit: MetricID?)] = [
      (.runtimeHeap, "heap", nil), (.memoryUsed, "memory", .memoryLimit), (.runtimeGoroutines, "goroutines", nil),
      (.processThreads, "threads", nil), (.processOpenFiles, "open files", nil),
      (.dbConnectionsActive, "connections in use", .dbConnectionsMax),
    ]
    return groups.filter { $0.role != .generator }.flatMap { group in
      watched.flatMap { metric, name, limit in
        group.all(metric).compactMap { series -> SoakSeries? in
          guard let resampled = resampled(series, window) else { return nil }
          let isBytes = MetricCatalogue.metric(metric)?.unit == .bytes
          let unit = isBytes ? Unit.megabytes : .one
          let most = limit.flatMap { limit in
            group.all(limit).first { $0.key.instance == series.key.instance || $0.key.instance == nil }
          }.flatMap { ResourceGroup.values($0, window).last }
          let instance = series.key.instance.map { " of \($0)" } ?? ""
          return SoakSeries(
            name: group.title(name) + instance, unit: unit, values: resampled.values.map { $0 / unit.factor },
            step: resampled.step, limit: most.map { $0 / unit.factor })
        }
      }
    }
  }

  /// Latency and failures of the run itself during the level.
  static func series(of run: Run, _ level: Level) -> [SoakSeries] {
    guard let from = level.source.from, let to = level.source.to,
      let bins = run.timelines.first(where: { $0.endpoint == nil })?.bins,
      let step = Seconds(max(leastWindow, (to - from) / Double(mostWindows)))
    else { return [] }
    let count = Int((to - from) / step.value)
    var windows = [(requests: Double, time: Double, failed: Double)](repeating: (0, 0, 0), count: max(0, count))
    for bin in bins where bin.at >= from && bin.at < to {
      let place = Int((bin.at - from) / step.value)
      guard windows.indices.contains(place) else { continue }
      windows[place].failed += Double(bin.failed)
      guard let mean = bin.mean else { continue }
      windows[place].requests += Double(bin.count)
      windows[place].time += mean * Double(bin.count)
    }
    let latency = filled(windows.map { $0.requests > 0 ? $0.time / $0.requests : nil })
    var series = [SoakSeries(name: "latency", unit: .seconds, values: latency, step: step)]
    if windows.contains(where: { $0.failed > 0 }) {
      series.append(
        SoakSeries(name: "failures per second", unit: .one, values: windows.map { $0.failed / step.value }, step: step))
    }
    return series
  }

  /// The values at equal steps, the median distance of the points; a step without a point takes the value before it.
  private static func resampled(_ series: ResourceSeries, _ window: LevelWindow) -> (values: [Double], step: Seconds)? {
    guard let range = window.range(series.clock) else { return nil }
    let places = series.places(from: range.lowerBound, to: range.upperBound)
    guard places.count >= 2, let start = places.first, let end = places.last else { return nil }
    let distances = places.dropFirst().map { NanosecondTime.seconds(from: series.times[$0 - 1], to: series.times[$0]) }
    guard let typical = Quantile.type7(distances.filter { $0 > 0 }, 0.5) else { return nil }
    let length = NanosecondTime.seconds(from: series.times[start], to: series.times[end])
    let step = max(typical, length / 100_000)
    guard step > 0, let seconds = Seconds(step) else { return nil }
    var values = [Double?](repeating: nil, count: Int(length / step) + 1)
    for place in places {
      let at = NanosecondTime.seconds(from: series.times[start], to: series.times[place])
      values[min(values.count - 1, Int((at / step).rounded()))] = series.values[place]
    }
    return (filled(values), seconds)
  }

  private static func filled(_ values: [Double?]) -> [Double] {
    var last: Double?
    return values.compactMap { value in
      last = value ?? last
      return last
    }
  }
}
