import PerfModel

/// A run's load window, second by second without gaps.
struct SecondSeries {
  /// The first whole second, counted from the run's origin.
  let first: Int
  /// Answers that came in each second, and how many of them failed.
  let answered: [Int]
  let failed: [Int]
  /// The mean latency of those, nil in seconds without.
  let latency: [Double?]
  /// Requests sent in each second; where the source does not tell starts, the answers that came.
  let sent: [Double]
  let knowsStarts: Bool
  let users: [Double?]
  let bins: [Int: TimelineBin]

  var count: Int { answered.count }

  /// A day and a half at one-second steps; a longer run is none that a plateau of seconds is looked for in.
  private static let most = 1 << 17

  /// Nil where the run has no times.
  init?(_ run: Run) {
    guard let timeline = run.timelines.first(where: { $0.endpoint == nil }), let start = timeline.bins.first,
      let end = timeline.bins.last
    else { return nil }
    let window = run.loadWindow ?? start.at...(end.at + end.length)
    guard window.lowerBound.isFinite, window.upperBound.isFinite, window.lowerBound >= 0,
      window.upperBound - window.lowerBound <= Double(Self.most), window.upperBound < 1e9
    else { return nil }
    let first = Int(window.lowerBound.rounded(.down))
    let count = max(1, Int(window.upperBound.rounded(.up)) - first)
    var bins: [Int: TimelineBin] = [:]
    for bin in timeline.bins where bin.at.isFinite && abs(bin.at) < 1e9 { bins[Int(bin.at.rounded(.down))] = bin }
    let places = first..<(first + count)
    answered = places.map { bins[$0]?.count ?? 0 }
    failed = places.map { bins[$0]?.failed ?? 0 }
    latency = places.map { bins[$0]?.mean }
    var level: Double?
    users = places.map { place in
      level = bins[place]?.users ?? level
      return level
    }
    self.first = first
    self.bins = bins
    let starts = Self.starts(run, first: first, count: count)
    knowsStarts = starts != nil
    sent = starts ?? answered.map(Double.init)
  }

  /// Requests by the second in which they began; nil where the source does not tell, or no longer every one.
  private static func starts(_ run: Run, first: Int, count: Int) -> [Double]? {
    guard let origin = run.origin,
      case .distribution(.samples(let samples)) = run[SeriesKey(.requestDuration)]?.content,
      !samples.starts.isEmpty
    else { return nil }
    var sent = [Double](repeating: 0, count: count)
    for start in samples.starts {
      let (distance, overflows) = start.subtractingReportingOverflow(origin)
      guard !overflows, distance >= 0 else { continue }
      let place = Int(distance / 1_000_000_000) - first
      if sent.indices.contains(place) { sent[place] += 1 }
    }
    return sent
  }
}
