public import PerfDiagnostics
public import PerfUnits

/// Takes facts from an importer, checks and converts each once, and is consumed by `finish()`, so that a frozen run stays frozen.
///
/// A file may hold several runs; `nextRun()` closes one and opens the next.
public struct RunBuilder: ~Copyable {
  var draft: RunDraft
  private var finished: [Run] = []

  /// - Parameters:
  ///   - label: how reports call the run.
  ///   - tool: the tool that measured.
  ///   - format: the id of the format read.
  ///   - keepsRecording: whether the run keeps what was recorded of it, so that it merges exactly with other shards (`Shards`).
  public init(label: String, tool: String, format: String, keepsRecording: Bool = false) {
    draft = RunDraft(label: label, tool: tool, format: format, keepsRecording: keepsRecording)
  }

  /// How reports call the run being built.
  public var label: String { draft.label }

  /// Seconds that the run being built lasted, as far as has been said.
  public var duration: Double? { draft.duration }

  /// When the load of the run being built started, as far as has been said.
  public var startedAt: Timestamp? { draft.startedAt }

  /// The version of the tool, as it prints it.
  public mutating func setToolVersion(_ version: String) { draft.toolVersion = version }

  /// When the load started.
  public mutating func setStart(_ start: Timestamp) { draft.startedAt = start }

  /// How long the run lasted; a value that is not finite and positive is dropped with a warning.
  public mutating func setDuration(_ duration: Double, _ unit: Unit, at location: SourceLocation? = nil) {
    guard let seconds = base(duration, unit, "the run's duration", location) else { return }
    guard seconds > 0 else { return }
    draft.duration = seconds
  }

  /// A circumstance worth keeping: `command`, `commit`, `environment`.
  public mutating func setContext(_ name: String, _ value: String) { draft.context[name] = value }

  /// Records a finding; reading goes on.
  public mutating func record(_ diagnostic: Diagnostic) { draft.log.record(diagnostic) }

  /// How many series the run being built has.
  var seriesCount: Int { draft.series.count }

  /// Takes about so many series of some metrics, of which no two have one key: they are looked up by no one else but those who name the
  /// same metric later, and a hundred thousand of them are not looked up at all.
  mutating func addRecorded(_ count: Int, of metrics: Set<MetricID>, _ tell: (inout RunBuilder) -> Void) {
    draft.series.reserveCapacity(draft.series.count + count)
    let first = draft.series.count
    draft.isRecording = draft.recorded == nil && !draft.series.contains { metrics.contains($0.metric.id) }
    tell(&self)
    if draft.isRecording { draft.recorded = RunDraft.Recorded(series: first..<draft.series.count, metrics: metrics) }
    draft.isRecording = false
  }

  /// Whether a recorder is wanted after it has told the run.
  var keepsRecording: Bool { draft.keepsRecording }

  /// Keeps a recorder that has told the series from a place on.
  mutating func keep(_ recorder: RunRecorder, toldSince first: Int) {
    draft.recording.content = KeptRecording.Content(
      recorder: recorder, keys: Set(draft.series[first...].map(\.key)))
  }

  /// Adds the statistics that a tool printed of a distribution. With a count of 0 the series has no data, whatever is printed.
  public mutating func addDistribution(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, count: Int?, statistics: [Statistic: Double],
    in unit: Unit, method: QuantileMethod, resolution: Double? = nil, at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    guard count != 0 else { return addNoData(metric, endpoint: endpoint, labels: labels) }
    if let count, count < 0 { return refuseNegative(count, key, location) }
    var values: [Statistic: Double] = [:]
    for (statistic, value) in statistics {
      values[statistic] = base(value, unit, "\(key.text) \(statistic.name)", location)
    }
    let published = PublishedStatistics(
      count: count, values: values, method: method, resolution: resolution.map(unit.toBase))
    add(metric, key, values.isEmpty && count == nil ? .noData : .distribution(.quantiles(published)), location)
  }

  /// Adds a distribution that an importer has made of all values of a series; they are in the metric's base unit and finite.
  public mutating func addDistribution(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, _ distribution: Distribution,
    at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    add(metric, key, distribution.count == 0 ? .noData : .distribution(distribution), location)
  }

  /// Says what happened when.
  /// - Parameters:
  ///   - origin: the start of the first request, in nanoseconds since 1970-01-01 UTC, or on the clock of a source without dates.
  ///   - loadWindow: when the load itself ran, in seconds from the origin.
  public mutating func setTimelines(_ timelines: [Timeline], origin: Int64, loadWindow: ClosedRange<Double>?) {
    draft.timelines = timelines
    draft.origin = origin
    draft.loadWindow = loadWindow
  }

  /// Adds a total.
  public mutating func addCounter(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, _ value: Double, in unit: Unit,
    at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    guard let total = base(value, unit, key.text, location) else { return }
    add(metric, key, .counter(total), location)
  }

  /// Adds the one number of a whole run, such as a rate.
  public mutating func addScalar(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, _ value: Double, in unit: Unit,
    at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    guard let scalar = base(value, unit, key.text, location) else { return }
    add(metric, key, .scalar(scalar), location)
  }

  /// Adds a level with its range.
  public mutating func addGauge(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, last: Double, minimum: Double? = nil,
    maximum: Double? = nil, in unit: Unit, at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    guard let value = base(last, unit, key.text, location) else { return }
    let low = minimum.flatMap { base($0, unit, key.text, location) }
    let high = maximum.flatMap { base($0, unit, key.text, location) }
    add(metric, key, .gauge(Gauge(last: value, minimum: low, maximum: high)), location)
  }

  /// Adds a share from exact counts; a total of 0 is no data.
  public mutating func addRatio(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, events: Int, of total: Int,
    at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    guard total != 0 else { return add(metric, key, .noData, location) }
    guard let ratio = Ratio(events: events, of: total) else {
      return refuse(.negativeCount, "\(key.text) counts \(events) of \(total)", location)
    }
    add(metric, key, .ratio(ratio), location)
  }

  /// Adds a share of which only the value, 0…1, is known.
  public mutating func addRatio(
    _ metric: Metric, endpoint: String? = nil, labels: Labels = .none, value: Double, in unit: Unit,
    at location: SourceLocation? = nil
  ) {
    let key = SeriesKey(metric.id, endpoint: endpoint, labels: labels)
    guard let share = base(value, unit, key.text, location) else { return }
    guard (0...1).contains(share) else {
      return refuse(.negativeCount, "\(key.text) is \(share), not a share between 0 and 1", location)
    }
    add(metric, key, .ratio(Ratio(value: share)), location)
  }

  /// Adds a series that is declared but counted nothing.
  public mutating func addNoData(_ metric: Metric, endpoint: String? = nil, labels: Labels = .none) {
    add(metric, SeriesKey(metric.id, endpoint: endpoint, labels: labels), .noData, nil)
  }

  /// Adds a target that the test itself declares.
  public mutating func addObjective(_ objective: DeclaredObjective) { draft.objectives.append(objective) }

  /// Whether the run being built has a series of this key.
  public mutating func has(_ key: SeriesKey) -> Bool { draft.place(of: key) != nil }

  /// Whether the run being built holds any series.
  public var isEmpty: Bool { draft.series.isEmpty }

  /// Closes the run being built and opens another of the same file.
  public mutating func nextRun(label: String) {
    let next = RunDraft(
      label: label, tool: draft.tool, format: draft.format, keepsRecording: draft.keepsRecording)
    finished.append(draft.frozen())
    draft = next
  }

  /// Takes a run that is complete already, in place of building one.
  public mutating func append(_ run: Run) { finished.append(run) }

  /// The frozen runs, in the order of the file. The last is left out if nothing was said about it after whole runs were appended.
  public consuming func finish() -> [Run] {
    let isUntouched =
      draft.series.isEmpty && draft.profiles.isEmpty && draft.log.diagnostics.isEmpty && !finished.isEmpty
    return isUntouched ? finished : finished + [draft.frozen()]
  }

  private mutating func add(_ metric: Metric, _ key: SeriesKey, _ content: Series.Content, _ location: SourceLocation?)
  {
    guard key.nameBytes <= SeriesKey.maximumNameBytes else {
      let start = String(key.text.unicodeScalars.prefix(60))
      return refuse(.nameTooLong, "a name of \(key.nameBytes) bytes, \(start)…, is left out", location)
    }
    let series = Series(key: key, metric: metric, content: content)
    if draft.isRecording { return draft.series.append(series) }
    guard let place = draft.place(of: key) else {
      draft.places[key] = draft.series.count
      draft.series.append(series)
      return
    }
    // Two spellings of one k6 sub-metric give the same numbers twice; anything else is a contradiction worth a word.
    guard draft.series[place] != series else { return }
    record(
      Diagnostic(
        .warning, .duplicateSeries, "\(key.text) is given twice with different numbers; the first is kept",
        at: location))
  }

  private mutating func base(
    _ value: Double, _ unit: Unit, _ what: @autoclosure () -> String, _ location: SourceLocation?
  ) -> Double? {
    let converted = unit.toBase(value)
    guard converted.isFinite else {
      refuse(.nonFiniteValue, "\(what()) is not a finite number and is left out", location)
      return nil
    }
    return converted
  }

  private mutating func refuseNegative(_ count: Int, _ key: SeriesKey, _ location: SourceLocation?) {
    refuse(.negativeCount, "\(key.text) has a count of \(count) and is left out", location)
  }

  private mutating func refuse(_ id: DiagnosticID, _ message: String, _ location: SourceLocation?) {
    record(Diagnostic(.warning, id, message, at: location))
  }
}
