import PerfStats
import PerfUnits

/// Makes series of recorded requests.
struct RecordedSeries {
  let recorder: RunRecorder
  /// Of request durations; nil where they are sketched.
  let distributions: RequestDistributions?
  /// The durations of each key where they are sketched.
  let sketches: [QuantileSketch]
  let phases: PhaseDistributions
  /// From the first start to the last end of the run.
  let seconds: Double?
  private let metrics = RequestMetrics()

  init(
    recorder: RunRecorder, distributions: RequestDistributions?, sketches: [QuantileSketch],
    phases: PhaseDistributions, seconds: Double?
  ) {
    self.recorder = recorder
    self.distributions = distributions
    self.sketches = sketches
    self.phases = phases
    self.seconds = seconds
  }

  /// What the series are of.
  static let metrics = Set<MetricID>(
    [.requestDuration, .requestCount, .requestRate, .requestFailed, .requestErrorRatio]
      + RequestPhase.allCases.map(\.metric))

  /// The metrics of requests, looked up once: a run of 10,000 endpoints has 100,000 series.
  private struct RequestMetrics {
    let duration = MetricCatalogue.metric(.requestDuration)
    let count = MetricCatalogue.metric(.requestCount)
    let rate = MetricCatalogue.metric(.requestRate)
    let failed = MetricCatalogue.metric(.requestFailed)
    let errorRatio = MetricCatalogue.metric(.requestErrorRatio)
    let phases = RequestPhase.allCases.map { ($0, MetricCatalogue.metric($0.metric)) }
  }

  /// Tells everything that is known of the requests of some slots.
  /// - Parameter part: their number among those of `phases`.
  func tell(_ run: inout RunBuilder, endpoint: String?, labels: Labels = .none, slots: [Int], part: Int) {
    guard !slots.isEmpty else { return }
    let durations = tellOutcome(&run, endpoint: endpoint, labels: labels, slots: slots)
    tellExpected(&run, endpoint: endpoint, labels: labels, slots: slots, all: durations)
    tellStatuses(&run, endpoint: endpoint, labels: labels, slots: slots, all: durations)
    for (phase, metric) in metrics.phases {
      guard let metric, let distribution = phases[part, phase] else { continue }
      run.addDistribution(metric, endpoint: endpoint, labels: labels, distribution)
    }
  }

  /// Tells durations, count, rate and failures; gives the durations.
  @discardableResult
  func tellOutcome(
    _ run: inout RunBuilder, endpoint: String?, labels: Labels, slots: [Int]
  ) -> Distribution? {
    let count = slots.reduce(0) { $0 + recorder.stores[$1].count }
    let durations = distribution(of: slots)
    add(durations, to: &run, endpoint, labels)
    if let metric = metrics.count {
      run.addCounter(metric, endpoint: endpoint, labels: labels, Double(count), in: .one)
    }
    // More requests a second are better, but not more of those that a label picks.
    if labels.isEmpty, let metric = metrics.rate, let seconds, seconds > 0 {
      run.addScalar(metric, endpoint: endpoint, Double(count) / seconds, in: .perSecond)
    }
    let outcomes = slots.reduce(0) { $0 + recorder.stores[$1].outcomes }
    let failed = slots.reduce(0) { $0 + recorder.stores[$1].failed }
    guard outcomes > 0 else { return durations }
    if let metric = metrics.failed {
      run.addCounter(metric, endpoint: endpoint, labels: labels, Double(failed), in: .one)
    }
    if let metric = metrics.errorRatio {
      run.addRatio(metric, endpoint: endpoint, labels: labels, events: failed, of: outcomes)
    }
    return durations
  }

  /// The requests that the tool counts as answered well: failing fast is no speed.
  private func tellExpected(
    _ run: inout RunBuilder, endpoint: String?, labels: Labels, slots: [Int], all: Distribution?
  ) {
    guard slots.contains(where: { recorder.keys[$0].isExpected != nil }) else { return }
    let expected = slots.filter { recorder.keys[$0].isExpected == true }
    let label = Labels(labels.pairs + [Labels.Pair(name: "expected_response", value: "true")])
    // Most often all are, and the two series share their storage.
    let distribution = expected.count == slots.count ? all : distribution(of: expected)
    add(distribution, to: &run, endpoint, label)
  }

  /// How many answers of each status, and in whose words the failures came.
  private func tellStatuses(
    _ run: inout RunBuilder, endpoint: String?, labels: Labels, slots: [Int], all: Distribution?
  ) {
    guard let metric = metrics.count else { return }
    for (name, groups) in [("status", grouped(slots, by: \.status)), ("error", grouped(slots, by: \.error))] {
      for (text, chosen) in groups {
        let count = chosen.reduce(0) { $0 + recorder.stores[$1].count }
        let label = Labels(labels.pairs + [Labels.Pair(name: name, value: text)])
        run.addCounter(metric, endpoint: endpoint, labels: label, Double(count), in: .one)
        guard endpoint == nil, name == "status" else { continue }
        add(chosen.count == slots.count ? all : distribution(of: chosen), to: &run, nil, label)
      }
    }
  }

  /// The slots of each value that there is, ascending; most endpoints have one slot.
  private func grouped(_ slots: [Int], by value: (RequestKey) -> String?) -> [(value: String, slots: [Int])] {
    if slots.count == 1 { return value(recorder.keys[slots[0]]).map { [($0, slots)] } ?? [] }
    let groups = Dictionary(grouping: slots.filter { value(recorder.keys[$0]) != nil }) {
      value(recorder.keys[$0]) ?? ""
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func add(_ durations: Distribution?, to run: inout RunBuilder, _ endpoint: String?, _ labels: Labels) {
    guard let metric = metrics.duration else { return }
    guard let durations else { return run.addNoData(metric, endpoint: endpoint, labels: labels) }
    run.addDistribution(metric, endpoint: endpoint, labels: labels, durations)
  }

  /// The durations of the requests of some slots, nil where there are none.
  private func distribution(of slots: [Int]) -> Distribution? {
    let count = slots.reduce(0) { $0 + recorder.stores[$1].count }
    guard count > 0 else { return nil }
    if recorder.isFolded {
      let resolution = recorder.resolution.map(recorder.unit.toBase)
      var sketch = QuantileSketch()
      sketch.merge(slots.map { sketches[$0] })
      return .sketch(SketchedStatistics(sketch, resolution: resolution))
    }
    return distributions?[slots]
  }
}
