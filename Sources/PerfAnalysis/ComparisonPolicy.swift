public import PerfModel

/// What counts as a change, and what is assumed where the files do not tell. All of it can be set in `perfreport.yml`.
public struct ComparisonPolicy: Sendable, Hashable {
  public var margins = Margins()
  /// The standard deviation of ln(statistic) between runs of one unchanged system, used where there are fewer than three runs a side.
  public var runToRunDeviation = 0.05
  /// Whether `runToRunDeviation` was measured or given, not assumed.
  public var isRunToRunDeviationKnown = false
  /// How much larger the variance of a latency statistic is than among independent requests (docs/statistics.md §3, 2).
  public var designEffect = 2.0
  /// The same of failures, which come in bursts.
  public var errorDesignEffect = 3.0
  /// The confidence of the two-sided interval: two one-sided tests of 5 %.
  public var confidence = 0.90
  /// Judges runs as pairs in the order given; nil pairs them when their start times show that they were interleaved.
  public var paired: Bool?
  /// Uses the Hodges–Lehmann shift in place of the mean of several runs.
  public var isRobust = false
  /// Turns anything inconclusive, unknown or missing into "could not judge".
  public var isStrict = false
  /// Directions of good for metrics that have none of their own, by metric id.
  public var directions: [MetricID: Direction] = [:]
  /// Metrics that are gated beside the declared family, by metric id.
  public var gatedMetrics: Set<MetricID> = []
  /// Judges only series whose metric or endpoint matches.
  public var filter: Glob?

  /// The file that set any of this, as the user named it; nil where all is default or given by options.
  public var origin: String?

  public init() {}
}

/// The smallest changes that anyone should act on (docs/statistics.md §2).
public struct Margins: Sendable, Hashable {
  /// Relative, of the mean and of quantiles up to the median.
  public var center = 0.05
  /// Relative, of quantiles above the median and below p99.
  public var upper = 0.10
  /// Relative, of p99 and above.
  public var tail = 0.15
  /// Relative, of rates and counts.
  public var rate = 0.05
  /// Absolute, of ratios: 0.001 is 0.1 percentage points.
  public var ratio = 0.001
  /// Seconds: no smaller change of a duration is worth acting on.
  public var durationFloor = 0.001

  public init() {}

  /// The relative margin of a statistic.
  func relative(_ statistic: Statistic) -> Double {
    switch statistic {
    case .mean, .minimum: center
    case .quantile(let p): p <= 0.5 ? center : p < 0.99 ? upper : tail
    case .maximum: tail
    case .value, .sum, .standardDeviation: rate
    }
  }
}
