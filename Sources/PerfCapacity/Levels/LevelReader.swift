import PerfModel
import PerfStats
import PerfUnits

/// Reads the values of a level out of a run's seconds and requests.
struct LevelReader {
  private let run: Run
  private let seconds: SecondSeries
  private let quantiles: [Double]
  private let conditions: Level.Conditions
  /// When each request ended, in seconds from the origin, ascending.
  private let ends: [Double]
  /// How long each took, parallel to `ends`.
  private let durations: [Double]

  init(_ run: Run, _ seconds: SecondSeries, quantiles: [Double]) {
    self.run = run
    self.seconds = seconds
    self.quantiles = quantiles
    conditions = Level.Conditions(run)
    guard let origin = run.origin,
      case .distribution(.samples(let samples)) = run[SeriesKey(.requestDuration)]?.content,
      !samples.starts.isEmpty
    else {
      (ends, durations) = ([], [])
      return
    }
    var items = zip(samples.starts, samples.values).map { start, value in
      let end = (Double(start) - Double(origin)) / 1e9 + value
      return RadixSort.Keyed(key: RadixSort.key(of: end), payload: value.bitPattern)
    }
    RadixSort.sort(&items)
    ends = items.map { RadixSort.value(ofKey: $0.key) }
    durations = items.map { Double(bitPattern: $0.payload) }
  }

  /// The level of a step of a schedule; nil outside the run.
  func level(of step: LoadSchedule.Step) -> Level? {
    let from = Int(min(step.from, 1e9).rounded(.up))
    let to = min(Int(min(step.to, 1e9).rounded(.down)), seconds.first + seconds.count)
    guard to > from else { return nil }
    switch step.load {
    case .users(let users): return level(from: from, to: to, load: .users(users))
    case .rate(let rate):
      guard var level = level(from: from, to: to, load: .offered(rate)) else { return nil }
      if seconds.knowsStarts {
        let sent = window(seconds.sent, from, to).reduce(0, +)
        let missing = rate.value * Double(to - from) - sent
        // A clock that starts a request a moment late has dropped none.
        level.dropped = missing > 0.01 * rate.value * Double(to - from) ? Int(min(missing, 1e15)) : 0
      }
      return level
    }
  }

  /// The level of the whole seconds `from..<to` from the origin; nil where nothing was answered in them.
  func level(from: Int, to: Int, load: Level.Load) -> Level? {
    var from = from
    var answered = window(seconds.answered, from, to)
    let isLong = Double(to - from) >= 60
    let isOverloaded = load.isOpen && Double(answered.reduce(0, +)) < 0.98 * load.value * Double(to - from)
    // MSER-5 cuts what had not settled yet; where the load is not kept up with, latency never settles.
    if isLong, !isOverloaded {
      let settled = Steadiness.warmUp(window(seconds.latency, from, to))
      from += settled
      answered = window(seconds.answered, from, to)
    }
    let requests = answered.reduce(0, +)
    let span = Double(to - from)
    guard requests > 0, let throughput = RequestRate(Double(requests) / span), let duration = Seconds(span) else {
      return nil
    }
    let failed = window(seconds.failed, from, to).reduce(0, +)
    let knowsFailures = run[SeriesKey(.requestErrorRatio)] != nil
    let good = zip(answered, window(seconds.failed, from, to)).map { Double($0 - $1) }
    let latency = latency(from, to)
    let steadiness: Level.Steadiness =
      isLong
      ? Steadiness.of(goodput: good, latency: isOverloaded ? [] : window(seconds.latency, from, to)) : .unknown
    return Level(
      load: load, throughput: throughput, errorShare: knowsFailures ? Double(failed) / Double(requests) : nil,
      requests: requests, failed: knowsFailures ? failed : nil, duration: duration, latency: latency.mean,
      quantiles: latency.quantiles, maximum: latency.maximum, logError: BatchMeans.logError(good),
      steadiness: steadiness, source: Level.Source(run: run.label, from: Double(from), to: Double(to)),
      conditions: conditions)
  }

  private func window<T>(_ values: [T], _ from: Int, _ to: Int) -> [T] {
    let low = max(0, min(values.count, from - seconds.first))
    return Array(values[low..<max(low, min(values.count, to - seconds.first))])
  }

  private func latency(_ from: Int, _ to: Int) -> (mean: Seconds?, quantiles: [LatencyQuantile], maximum: Seconds?) {
    guard !ends.isEmpty else { return binned(from, to) }
    let sorted = RadixSort.sorted(Array(durations[firstEnd(atLeast: Double(from))..<firstEnd(atLeast: Double(to))]))
    let found = quantiles.compactMap { p -> LatencyQuantile? in
      guard let value = Quantile.type7(sorted: sorted, p).flatMap({ Seconds($0) }) else { return nil }
      let interval = OrderStatisticInterval(count: sorted.count, quantile: p, confidence: 0.95)
      return LatencyQuantile(
        p: p, value: value, low: interval?.low.flatMap { Seconds(sorted[$0]) },
        high: interval?.high.flatMap { Seconds(sorted[$0]) }, basis: .samples)
    }
    return (Moments.mean(sorted).flatMap { Seconds($0) }, found, sorted.last.flatMap { Seconds($0) })
  }

  private func firstEnd(atLeast time: Double) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// From the seconds alone: the mean is theirs by weight, a quantile of the whole cannot be had.
  private func binned(_ from: Int, _ to: Int) -> (mean: Seconds?, quantiles: [LatencyQuantile], maximum: Seconds?) {
    let bins = (from..<to).compactMap { seconds.bins[$0] }
    let total = bins.reduce(0.0) { $0 + ($1.mean == nil ? 0 : Double($1.count)) }
    let sum = bins.reduce(0.0) { $0 + ($1.mean ?? 0) * Double($1.count) }
    let known: [(Double, (TimelineBin) -> Double?)] = [(0.5, \.p50), (0.95, \.p95), (0.99, \.p99)]
    let found = known.compactMap { p, value -> LatencyQuantile? in
      guard quantiles.contains(p), let worst = bins.compactMap(value).max().flatMap({ Seconds($0) }) else { return nil }
      return LatencyQuantile(p: p, value: worst, basis: .largestWindow)
    }
    return (total > 0 ? Seconds(sum / total) : nil, found, nil)
  }
}

extension Level.Conditions {
  /// Circumstances that importers and users note in a run's context, and which make two tests two systems.
  private static let names = ["script", "environment", "hardware", "version", "commit"]

  /// The conditions of a run.
  init(_ run: Run) {
    var counts: [String: Double] = [:]
    for series in run.series where series.key.metric == .requestCount && series.key.labels.isEmpty {
      if let endpoint = series.key.endpoint, let count = series[.value] { counts[endpoint] = count }
    }
    let total = counts.values.reduce(0, +)
    self.init(
      fingerprint: run.context.filter { Self.names.contains($0.key) },
      mix: total > 0 ? counts.mapValues { $0 / total } : [:])
  }
}
