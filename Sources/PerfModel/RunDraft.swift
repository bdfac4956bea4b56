import PerfDiagnostics

/// What a `RunBuilder` has been told of the run that it builds.
struct RunDraft {
  let label: String
  let tool: String
  let format: String
  let keepsRecording: Bool
  var toolVersion: String?
  var startedAt: Timestamp?
  var duration: Double?
  var context: [String: String] = [:]
  var series: [Series] = []
  /// The place of each key in `series`: a run may have tens of thousands, so that they are held once.
  var places: [SeriesKey: Int] = [:]
  /// Series that a recorder has told, of which no two have one key: not in `places` before somebody asks for one of their metrics.
  var recorded: Recorded?
  var isRecording = false
  var timelines: [Timeline] = []
  var origin: Int64?
  var loadWindow: ClosedRange<Double>?
  var objectives: [DeclaredObjective] = []
  var profiles: [Profile] = []
  var resources: [ResourceSeries] = []
  var queries: [QueryCapture] = []
  var plans: [QueryPlan] = []
  var scrapes: [MetricScrape] = []
  var log = DiagnosticLog()
  var recording = KeptRecording()

  /// Series that follow each other, and what their metrics are.
  struct Recorded {
    let series: Range<Int>
    let metrics: Set<MetricID>
    /// Where those of each endpoint are: found when somebody asks.
    fileprivate var stretches: [String?: [Range<Int>]] = [:]
    /// How many series have been looked at, one by one.
    fileprivate var looks = 0

    init(series: Range<Int>, metrics: Set<MetricID>) {
      self.series = series
      self.metrics = metrics
    }
  }

  /// The place of a key that has been told.
  mutating func place(of key: SeriesKey) -> Int? {
    guard recorded?.metrics.contains(key.metric) == true else { return places[key] }
    if let place = recordedPlace(of: key) { return place }
    // Looking at so many would have told the places of all.
    if let series = recorded?.series, let looks = recorded?.looks, looks > series.count {
      recorded = nil
      places.reserveCapacity(places.count + series.count)
      for place in series { places[self.series[place].key] = place }
    }
    return places[key]
  }

  /// The place of a key among those that a recorder has told. Most reports name a few, for which no table of a hundred thousand is made.
  private mutating func recordedPlace(of key: SeriesKey) -> Int? {
    guard var recorded else { return nil }
    self.recorded = nil
    defer { self.recorded = recorded }
    if recorded.stretches.isEmpty { recorded.stretches = stretches(in: recorded.series) }
    for stretch in recorded.stretches[key.endpoint] ?? [] {
      recorded.looks += stretch.count
      if let place = stretch.first(where: { series[$0].key == key }) { return place }
    }
    return nil
  }

  /// Series that follow each other and are of one endpoint.
  private func stretches(in range: Range<Int>) -> [String?: [Range<Int>]] {
    var stretches: [String?: [Range<Int>]] = [:]
    var first = range.lowerBound
    while first < range.upperBound {
      let endpoint = series[first].key.endpoint
      let end = series[first..<range.upperBound].firstIndex { $0.key.endpoint != endpoint } ?? range.upperBound
      stretches[endpoint, default: []].append(first..<end)
      first = end
    }
    return stretches
  }

  /// The run, its series in order.
  mutating func frozen() -> Run {
    places = [:]
    Self.sort(&series)
    var run = Run(
      label: label, tool: tool, toolVersion: toolVersion, format: format,
      startedAt: startedAt, duration: duration, files: [], context: context,
      series: series, timelines: timelines, origin: origin, loadWindow: loadWindow,
      declaredObjectives: objectives.sorted { ($0.series, $0.expression) < ($1.series, $1.expression) },
      profiles: profiles, resources: resources.sorted { $0.key < $1.key },
      scrapes: scrapes, queries: queries, plans: plans, diagnostics: log.diagnostics)
    run.recording = recording
    return run
  }

  /// In place, cycle by cycle: a second array of tens of thousands of series would be the peak of an import's memory.
  private static func sort(_ series: inout [Series]) {
    var order = SeriesOrder.places(series.map(\.key))
    // An array's own swap copies both elements, and counts every name that they hold.
    var elements = series.mutableSpan
    for start in order.indices {
      var place = start
      while order[place] != start {
        let next = order[place]
        elements.swapAt(place, next)
        order[place] = place
        place = next
      }
      order[place] = place
    }
  }
}
