public import PerfModel

/// How much every counter of the exporters of a side grew over the capture: what PromQL calls `increase`.
///
/// Exact differences between the first and the last answer; a fall is a restart from 0. Where samples have times, those during the load
/// count.
public struct MetricGrowth: Sendable {
  /// A name and labels.
  public struct Key: Sendable, Hashable, Comparable {
    public let name: String
    public let labels: Labels

    public init(_ name: String, _ labels: Labels = .none) {
      self.name = name
      self.labels = labels
    }

    public static func < (a: Key, b: Key) -> Bool { (a.name, a.labels) < (b.name, b.labels) }
  }

  /// By series; one that was read once has none.
  public let totals: [Key: Double]
  /// The kinds of families by their names.
  public let kinds: [String: MetricFamily.Kind]
  /// Seconds between the first and the last sample, nil where these have no times.
  public let seconds: Double?
  /// How many answers there were.
  public let answers: Int
  /// How many processes gave them, as far as they say when they began.
  public let processes: Int
  public let isDuringLoad: Bool

  public init(_ side: EvidenceSide) {
    let windows = LoadWindows(side.runs).wall
    var readings: [Key: CounterReadings] = [:]
    var kinds: [String: MetricFamily.Kind] = [:]
    var asked: [Double?: Int] = [:]
    for scrape in side.inOrder.flatMap(\.scrapes) {
      // Only of one process is it known that it had not counted yet what it did not tell.
      let before = scrape.processStart == nil ? 0 : asked[scrape.processStart, default: 0]
      for family in scrape.families {
        kinds[family.name] = family.kind
        for series in family.series where CounterSeries.counts(series, of: family.kind) {
          for point in series.points where point.value.isFinite {
            let key = Key(series.name, series.labels)
            if let time = point.time {
              readings[key, default: CounterReadings()].add(point.value, at: time)
            } else {
              readings[key, default: CounterReadings()].add(
                point.value, process: scrape.processStart, zerosBefore: before)
            }
          }
        }
      }
      asked[scrape.processStart, default: 0] += 1
    }
    let growths = readings.compactMapValues { $0.growth(windows) }
    totals = growths.mapValues(\.total)
    self.kinds = kinds
    seconds = growths.values.compactMap(\.seconds).max()
    answers = asked.values.reduce(0, +)
    processes = asked.keys.count { $0 != nil }
    isDuringLoad = !growths.isEmpty && growths.values.allSatisfy(\.isDuringLoad)
  }

  /// The growth of one series.
  public subscript(name: String, labels: Labels) -> Double? { totals[Key(name, labels)] }

  /// The series of a name, ascending by labels.
  public func series(_ name: String) -> [(labels: Labels, growth: Double)] {
    totals.filter { $0.key.name == name }.map { ($0.key.labels, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
