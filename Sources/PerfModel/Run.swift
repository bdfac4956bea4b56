public import PerfDiagnostics

/// One run of one tool, frozen: what every later room works from.
public struct Run: Sendable, Hashable {
  /// How reports call the run.
  public let label: String
  /// The tool that measured, `k6`.
  public let tool: String
  public let toolVersion: String?
  /// The id of the format it was read from, `k6-summary-export`.
  public let format: String
  public let startedAt: Timestamp?
  /// Seconds, nil where the source does not tell and nothing exact gives it.
  public let duration: Double?
  public let files: [InputFile]
  /// What is known of the circumstances: commit, environment, hardware, command.
  public let context: [String: String]
  /// Ascending by key, each key once.
  public let series: [Series]
  /// Second by second: the whole run first, then endpoints by name. Empty where the source has no times.
  public let timelines: [Timeline]
  /// The start of the first request in nanoseconds since 1970-01-01 UTC, from which `timelines` and `loadWindow` count; in a run
  /// without `startedAt`, since a start that the source does not date.
  public let origin: Int64?
  /// When the load itself ran, in seconds from `origin`, without the test's own preparation and cleaning up; nil where the
  /// source has no times.
  public let loadWindow: ClosedRange<Double>?
  public let declaredObjectives: [DeclaredObjective]
  /// What profilers recorded of the service; a run that was read from a profile has nothing else.
  public let profiles: [Profile]
  /// What was seen of resources over time, ascending by key.
  public let resources: [ResourceSeries]
  /// What a database counted of its statements, in the order of the file.
  public let queries: [QueryCapture]
  /// How a database answers queries, in the order of the file.
  public let plans: [QueryPlan]
  /// What exporters answered, in the order in which they were asked.
  public let scrapes: [MetricScrape]
  public let diagnostics: [Diagnostic]
  /// What merging with other shards needs; empty unless the builder was asked to keep it.
  var recording = KeptRecording()

  public init(
    label: String, tool: String, toolVersion: String?, format: String, startedAt: Timestamp?, duration: Double?,
    files: [InputFile], context: [String: String], series: [Series], timelines: [Timeline] = [], origin: Int64? = nil,
    loadWindow: ClosedRange<Double>? = nil, declaredObjectives: [DeclaredObjective], profiles: [Profile] = [],
    resources: [ResourceSeries] = [], scrapes: [MetricScrape] = [], queries: [QueryCapture] = [],
    plans: [QueryPlan] = [], diagnostics: [Diagnostic]
  ) {
    self.label = label
    self.tool = tool
    self.toolVersion = toolVersion
    self.format = format
    self.startedAt = startedAt
    self.duration = duration
    self.files = files
    self.context = context
    self.series = series
    self.timelines = timelines
    self.origin = origin
    self.loadWindow = loadWindow
    self.declaredObjectives = declaredObjectives
    self.profiles = profiles
    self.resources = resources
    self.queries = queries
    self.plans = plans
    self.scrapes = scrapes
    self.diagnostics = diagnostics
  }

  /// The series of a key, nil where the run has none. O(log n).
  public subscript(key: SeriesKey) -> Series? {
    let place = place(of: key)
    return place < series.count && series[place].key == key ? series[place] : nil
  }

  /// The series of a metric, the whole run's first: of ten thousand endpoints the others are not looked at.
  public func series(of metric: MetricID) -> ArraySlice<Series> {
    let first = place(of: SeriesKey(metric))
    return series[first..<partition(from: first) { $0.metric == metric }]
  }

  /// The series of a metric of the whole run, under any labels.
  public func wholeRunSeries(of metric: MetricID) -> ArraySlice<Series> {
    let first = place(of: SeriesKey(metric))
    return series[first..<partition(from: first) { $0.metric == metric && $0.endpoint == nil }]
  }

  /// The place of the first series whose key is not before another. O(log n).
  private func place(of key: SeriesKey) -> Int { partition(from: 0) { $0 < key } }

  /// Where the series end, from a place on, whose keys belong. O(log n).
  private func partition(from first: Int, _ belongs: (SeriesKey) -> Bool) -> Int {
    var (low, high) = (first, series.count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(series[middle].key) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A file that a run was read from.
public struct InputFile: Sendable, Hashable {
  /// As the user named it, never absolute.
  public let path: String
  /// Hexadecimal, nil where nobody asked for it.
  public let sha256: String?
  public let bytes: Int?

  public init(path: String, sha256: String? = nil, bytes: Int? = nil) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }
}

/// A target that the load test itself declares, such as a k6 threshold.
public struct DeclaredObjective: Sendable, Hashable {
  /// The series it speaks of.
  public let series: SeriesKey
  /// As the tool has it: `p(95)<250`.
  public let expression: String
  /// The tool's own verdict, nil where the file holds none.
  public let metAccordingToTool: Bool?

  public init(series: SeriesKey, expression: String, metAccordingToTool: Bool?) {
    self.series = series
    self.expression = expression
    self.metAccordingToTool = metAccordingToTool
  }
}
