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
    var series: Range<Int>
    let metrics: Set<MetricID>
  }

  /// The place of a key that has been told.
  mutating func place(of key: SeriesKey) -> Int? {
    if let recorded, recorded.metrics.contains(key.metric) {
      self.recorded = nil
      places.reserveCapacity(places.count + recorded.series.count)
      for place in recorded.series { places[series[place].key] = place }
    }
    return places[key]
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
