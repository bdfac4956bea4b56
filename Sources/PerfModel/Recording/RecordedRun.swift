import PerfStats
import PerfUnits

extension RunRecorder {
  /// Tells a run what was recorded: series for the whole run, each endpoint, scenario and status, and what happened when.
  public consuming func tell(_ run: inout RunBuilder) {
    if isFolded { foldRequests() }
    let before = run.seriesCount
    let kept = run.keepsRecording ? self : nil
    tellAll(&run)
    if let kept { run.keep(kept, toldSince: before) }
  }

  private mutating func tellAll(_ run: inout RunBuilder) {
    let spans = Concurrent.map(stores.count) { [stores, unit] in stores[$0].fullSpan(unit) }
    let span = Self.union(spans)
    if let span {
      if clock == .calendar { run.setStart(Timestamp(nanosecondsSinceEpoch: span.start)) }
      run.setDuration(span.seconds, .seconds)
    }
    let endpoints = slotsByEndpoint()
    // What is folded is no longer needed once it has been told.
    let source = RecordedValues(
      isFolded ? [] : stores, phases: isFoldingValues ? self.phases.map(\.unfolded) : self.phases, unit: unit)
    let (phases, table) = PhaseDistributions.make(
      self, source, parts: [Array(keys.indices)] + endpoints.map(\.slots),
      beside: { [stores, unit, origin = isFolded ? nil : span?.start] in
        origin.map { origin in
          RequestTable(stores, unit: unit) { RecordedTimelines.second(of: $0, since: origin) }
        }
      })
    removePhases()
    tellRequests(&run, seconds: span?.seconds, endpoints, source, table, phases)
    for series in values {
      let distribution = ValueStore.distribution(
        [series.store], unit: series.unit, isFolding: isFoldingValues,
        resolution: series.resolution.map(series.unit.toBase), limits: limits)
      guard let distribution else { continue }
      run.addDistribution(series.metric, endpoint: series.key.endpoint, labels: series.key.labels, distribution)
    }
    tellUsers(&run)
    guard let span else { return }
    let load = Self.union(zip(keys, spans).lazy.filter { $0.0.stage == .load }.map(\.1))
    run.setTimelines(
      RecordedTimelines(self, table, endpoints, origin: span.start).timelines, origin: span.start,
      loadWindow: load.map { $0.seconds(since: span.start) })
  }

  /// The endpoints that the requests went to, and under which slots, by name.
  func slotsByEndpoint() -> [(endpoint: String, slots: [Int])] {
    var byEndpoint: [String: [Int]] = [:]
    for slot in keys.indices {
      if let endpoint = keys[slot].endpoint { byEndpoint[endpoint, default: []].append(slot) }
    }
    return byEndpoint.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func tellRequests(
    _ run: inout RunBuilder, seconds: Double?, _ endpoints: [(endpoint: String, slots: [Int])],
    _ source: RecordedValues, _ table: RequestTable?, _ phases: PhaseDistributions
  ) {
    let whole = Array(keys.indices)
    let distributions = table.map {
      RequestDistributions(
        $0, source, partitions: partitions(whole, endpoints.map(\.slots)),
        resolution: resolution.map(unit.toBase))
    }
    let sketches = table == nil ? Concurrent.map(stores.count) { stores[$0].folded?.sketch ?? QuantileSketch() } : []
    let all = RecordedSeries(
      recorder: self, distributions: distributions, sketches: sketches,
      phases: phases, seconds: seconds)
    run.addRecorded(14 * endpoints.count, of: RecordedSeries.metrics) { run in
      all.tell(&run, endpoint: nil, slots: whole, part: 0)
      for (number, (endpoint, slots)) in endpoints.enumerated() {
        // What only the test's preparation asked for is no part of the load: a label keeps it out of the gate.
        let stage = RequestKey.Stage.common(Set(slots.map { keys[$0].stage })) ?? .load
        all.tell(
          &run, endpoint: endpoint, labels: stage == .load ? .none : ["stage": stage.rawValue], slots: slots,
          part: number + 1)
      }
      let scenarios = Dictionary(grouping: keys.indices.filter { keys[$0].scenario != nil }) { keys[$0].scenario ?? "" }
      guard scenarios.count > 1 else { return }
      for (scenario, slots) in scenarios.sorted(by: { $0.key < $1.key }) {
        all.tellOutcome(&run, endpoint: nil, labels: ["scenario": scenario], slots: slots)
      }
    }
  }

  /// The parts of the requests of which series are made.
  private func partitions(_ whole: [Int], _ endpoints: [[Int]]) -> [[[Int]]] {
    func parts(by value: (RequestKey) -> String?) -> [[Int]] {
      Array(Dictionary(grouping: whole.filter { value(keys[$0]) != nil }) { value(keys[$0]) ?? "" }.values)
    }
    func expected(_ slots: [Int]) -> [Int] { slots.filter { keys[$0].isExpected == true } }
    return [
      [whole], [expected(whole)], parts(by: \.status), parts(by: \.scenario), endpoints, endpoints.map(expected),
    ]
  }

  private func tellUsers(_ run: inout RunBuilder) {
    guard let metric = MetricCatalogue.metric(.loadUsers) else { return }
    let levels = users.map(\.users)
    guard let last = users.max(by: { ($0.at, $0.users) < ($1.at, $1.users) }) else { return }
    run.addGauge(metric, last: last.users, minimum: levels.min(), maximum: levels.max(), in: .one)
  }

  private static func union(_ spans: some Sequence<RequestStore.Span?>) -> RequestStore.Span? {
    spans.reduce(nil) { all, span in span?.union(all) ?? all }
  }
}

extension RequestStore.Span {
  /// From the start to the end.
  var seconds: Double { NanosecondTime.seconds(from: start, to: end) }

  /// The span in seconds since a time.
  func seconds(since origin: Int64) -> ClosedRange<Double> {
    let from = NanosecondTime.seconds(from: origin, to: start)
    return from...max(from, NanosecondTime.seconds(from: origin, to: end))
  }
}
