import PerfModel

/// Tells a run what exporters answered, and what of it the catalogue knows.
enum MetricTelling {
  /// - Parameter scrapes: in the order in which they were asked.
  static func tell(_ scrapes: [MetricScrape], to run: inout RunBuilder) {
    var readings = ResourcePoints()
    for (place, scrape) in scrapes.enumerated() {
      let time = time(of: scrape)
      let names = Set(scrape.families.lazy.flatMap(\.series).map(\.name))
      var sums: [ResourceKey: [Int64?: Double]] = [:]
      for sample in scrape.families.lazy.flatMap(\.series) {
        for known in KnownMetric.all[sample.name] ?? [] where known.needs.map(names.contains) ?? true {
          guard let key = known.key(sample.labels) else { continue }
          for point in sample.points where point.value.isFinite {
            sums[key, default: [:]][point.time ?? time, default: 0] += known.factor * point.value
          }
        }
      }
      for (key, points) in sums {
        for (time, value) in points { readings.add(key, value, time: time, place: place) }
      }
      run.addScrape(scrape)
    }
    readings.tell(&run)
    if let first = scrapes.lazy.compactMap(earliest).min() {
      run.setStart(Timestamp(millisecondsSinceEpoch: first / 1_000_000))
    }
  }

  /// When an answer without times was given, where it says so itself.
  private static func time(of scrape: MetricScrape) -> Int64? {
    let clock = scrape.families.first { $0.name == "node_time_seconds" }?.series.first?.points.last
    guard let clock, clock.time == nil, (0...9e9).contains(clock.value) else { return nil }
    return Int64((clock.value * 1e9).rounded())
  }

  private static func earliest(_ scrape: MetricScrape) -> Int64? {
    scrape.families.lazy.flatMap(\.series).compactMap { $0.points.first?.time }.min() ?? time(of: scrape)
  }
}
