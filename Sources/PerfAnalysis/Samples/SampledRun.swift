import Glibc
import PerfModel
import PerfStats

/// A run of which every request is known: its steady part, and the statistics of its requests there.
struct SampledRun {
  let shape: RunShape
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
    var found: [SeriesKey: SampledSeries] = [:]
    var last: (samples: Samples, series: SampledSeries?)?
    for one in run.series {
      guard let samples = Self.timed(one), isDeciding || one.key.labels.isEmpty else { continue }
      // Two series of the same requests share their storage, mostly next to each other.
      if last?.samples.values != samples.values || last?.samples.starts != samples.starts {
        last = (samples, SampledSeries(samples, window: window, assumedEffect: policy.designEffect))
      }
      found[one.key] = last?.series
    }
    let kept = Kept(whole, window)
    let bins = run.timelines.first { $0.endpoint == nil }?.bins ?? []
    shape = RunShape(
      label: run.label, requests: whole.count, kept: kept.values.count, window: steady.window, cuts: steady.cuts,
      unsteadiness: steady.unsteadiness, independentRequests: kept.independent, crossCheck: kept.crossCheck(window),
      modes: Self.modes(found),
      coordinatedOmission: CoordinatedOmission.warning(bins.filter { steady.contains($0) }))
    series = isDeciding ? found : [:]
  }

  /// The requests of a series with their times, nil where the source does not tell.
  static func timed(_ series: Series?) -> Samples? {
    guard let series, series.key.metric == .requestDuration,
      case .distribution(.samples(let samples)) = series.content, !samples.starts.isEmpty
    else { return nil }
    return samples
  }

  private static func modes(_ series: [SeriesKey: SampledSeries]) -> [RunShape.EndpointModes] {
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

/// The requests of a whole run that started in its steady part.
private struct Kept {
  let values: [Double]
  let starts: [Int64]

  init(_ samples: Samples, _ window: ClosedRange<Int64>) {
    let from = samples.starts.partitioningIndex { $0 >= window.lowerBound }
    let to = max(from, samples.starts.partitioningIndex { $0 > window.upperBound })
    values = Array(samples.values[from..<to])
    starts = Array(samples.starts[from..<to])
  }

  /// Of the logarithms: one answer that takes a minute is no hundred that take a second.
  var independent: Double? {
    let positive = values.filter { $0 > 0 }
    return EffectiveSampleSize.initialPositiveSequence(positive.map { log($0) })
  }

  func crossCheck(_ window: ClosedRange<Int64>) -> RunShape.BootstrapCheck? {
    var batches = BatchQuantiles(values: values, times: starts, window: window)
    guard let estimate = batches.estimate(0.5) else { return nil }
    return MedianCrossCheck.check(
      values: values, starts: starts, window: window, byBatches: estimate.standardError)
  }
}

extension SteadyPart {
  /// Whether a second lies in the part as a whole.
  func contains(_ bin: TimelineBin) -> Bool { bin.at >= window.lowerBound && bin.at + bin.length <= window.upperBound }
}
