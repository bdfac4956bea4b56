import Glibc
public import PerfModel
import PerfStats

/// A run of which every request is known: its steady part, and the statistics of its requests there.
struct SampledRun {
  let shape: RunFindings
  /// Of request durations; empty where they do not decide.
  let series: [SeriesKey: SampledSeries]

  /// More endpoints with two humps are not worth a reader's time.
  private static let mostModes = 5

  /// Nil for a run whose requests or their times are not known.
  /// - Parameter isDeciding: whether rows stand on the samples, so that all series are needed.
  init?(_ run: Run, policy: ComparisonPolicy, isDeciding: Bool) {
    guard let origin = run.origin, let whole = Self.timed(run[SeriesKey(.requestDuration)]),
      let steady = SteadyPart(run)
    else { return nil }
    let window = Self.nanoseconds(steady.window, since: origin)
    let kept = KeptRequests(whole, window: window)
    let ofWhole = kept.map { SampledSeries($0, assumedEffect: policy.designEffect) }
    var found: [SeriesKey: SampledSeries] = [:]
    var last = (samples: whole, series: ofWhole)
    for one in run.series where isDeciding ? Self.decides(one.key) : one.key.labels.isEmpty {
      guard let samples = Self.timed(one) else { continue }
      // Two series of the same requests share their storage, mostly next to each other.
      if last.samples.starts != samples.starts || last.samples.values != samples.values {
        let requests = KeptRequests(samples, window: window)
        last = (samples, requests.map { SampledSeries($0, assumedEffect: policy.designEffect) })
      }
      found[one.key] = last.series
    }
    let bins = run.timelines.first { $0.endpoint == nil }?.bins ?? []
    shape = RunFindings(
      label: run.label, requests: whole.count, kept: kept?.count ?? 0, window: steady.window, cuts: steady.cuts,
      unsteadiness: steady.unsteadiness, independentRequests: kept.flatMap(Self.independent),
      crossCheck: kept.flatMap { Self.crossCheck($0, ofWhole) }, modes: Self.modes(found),
      coordinatedOmission: CoordinatedOmission.warning(bins.filter { steady.contains($0) }))
    series = isDeciding ? found : [:]
  }

  /// What is gated, or may be: all requests, and those with an expected answer where the share of failures changed.
  private static func decides(_ key: SeriesKey) -> Bool {
    key.labels.isEmpty || key.labels == ErrorShift.successLabels
  }

  /// Of the logarithms: one answer that takes a minute is no hundred that take a second.
  private static func independent(_ requests: KeptRequests) -> Double? {
    guard let least = requests.sorted.first, least > 0 else { return nil }
    return EffectiveSampleSize.initialPositiveSequence(requests.values.map { log($0) })
  }

  private static func crossCheck(_ requests: KeptRequests, _ series: SampledSeries?) -> RunFindings.BootstrapCheck? {
    guard let median = series?.figures[.median], let byBatches = median.logStandardError, !median.isThin else {
      return nil
    }
    return MedianCrossCheck.check(requests, byBatches: byBatches)
  }

  /// The requests of a series with their times, nil where the source does not tell.
  static func timed(_ series: Series?) -> Samples? {
    guard let series, series.key.metric == .requestDuration,
      case .distribution(.samples(let samples)) = series.content, !samples.starts.isEmpty
    else { return nil }
    return samples
  }

  private static func modes(_ series: [SeriesKey: SampledSeries]) -> [RunFindings.EndpointModes] {
    let plain = series.filter { $0.key.labels.isEmpty }
    let hasEndpoints = plain.contains { $0.key.endpoint != nil }
    return plain.filter { ($0.key.endpoint != nil) == hasEndpoints && $0.value.modes != nil }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(mostModes).compactMap { key, series in
        series.modes.map {
          .init(
            endpoint: key.endpoint, lower: $0.lower, valley: $0.valley, upper: $0.upper, shareAbove: $0.shareAbove)
        }
      }
  }

  /// Seconds since a time as nanoseconds since the epoch; beyond what they can count, the nearest that they can.
  private static func nanoseconds(_ window: ClosedRange<Double>, since origin: Int64) -> ClosedRange<Int64> {
    func time(_ seconds: Double) -> Int64 {
      let distance = Int64(exactly: (min(max(seconds, -4e9), 4e9) * 1e9).rounded()) ?? 0
      let (time, overflows) = origin.addingReportingOverflow(distance)
      return overflows ? (distance < 0 ? .min : .max) : time
    }
    let start = time(window.lowerBound)
    return start...max(start, time(window.upperBound))
  }
}

extension SteadyPart {
  /// Whether a second lies in the part as a whole.
  func contains(_ bin: TimelineBin) -> Bool { bin.at >= window.lowerBound && bin.at + bin.length <= window.upperBound }
}

extension RunFindings {
  /// What every request of a single run shows; nil where they or their times are not known.
  public init?(_ run: Run, policy: ComparisonPolicy = ComparisonPolicy()) {
    guard let sampled = SampledRun(run, policy: policy, isDeciding: false) else { return nil }
    self = sampled.shape
  }
}
