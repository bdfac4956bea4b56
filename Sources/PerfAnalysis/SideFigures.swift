public import PerfModel

/// What the runs of one side show of single figures, for reports that print measurements beside verdicts.
public struct SideFigures: Sendable {
  private let side: Side
  private let policy: ComparisonPolicy

  public init(_ runs: [Run], policy: ComparisonPolicy = ComparisonPolicy()) {
    side = Side(runs: runs)
    self.policy = policy
  }

  /// One figure over all runs.
  public struct Figure: Sendable, Hashable {
    /// In the metric's base unit; of several runs as in `Comparison.after`.
    public let value: Double
    /// The two-sided 90 % interval, nil where its uncertainty is unknown.
    public let interval: Comparison.Interval?
  }

  /// Every key that a run has data of, ascending.
  public var keys: [SeriesKey] {
    Set(side.runs.lazy.flatMap(\.series).filter(\.hasData).map(\.key)).sorted()
  }

  /// The endpoints with request data, in the order of their names.
  public var endpoints: [String] { side.endpoints.sorted() }

  /// The metric of a key as the runs define it, nil where none has it.
  public func metric(of key: SeriesKey) -> Metric? {
    side.runs.lazy.compactMap { $0[key]?.metric }.first ?? MetricCatalogue.metric(key.metric)
  }

  /// A statistic of a series, nil where no run holds it.
  public func figure(_ key: SeriesKey, _ statistic: Statistic = .value) -> Figure? {
    guard case .value(let actual) = ObjectiveMeter(side: side, policy: policy).read(key, statistic) else { return nil }
    return Figure(value: actual.value, interval: actual.interval)
  }

  /// The sum of a counter over all runs, or of the observations of a distribution; nil where a run with the series does not tell.
  public func total(_ key: SeriesKey) -> Double? {
    let contents = side.runs.compactMap { $0[key]?.content }
    guard !contents.isEmpty else { return nil }
    var total = 0.0
    for content in contents {
      switch content {
      case .counter(let count): total += count
      case .distribution(let distribution):
        guard let count = distribution.count else { return nil }
        total += Double(count)
      case .ratio(let ratio):
        guard let count = ratio.total else { return nil }
        total += Double(count)
      case .noData: break
      case .scalar, .gauge: return nil
      }
    }
    return total
  }

  /// The largest value of a level over all runs, nil where none is known.
  public func peak(_ key: SeriesKey) -> Double? {
    side.runs.compactMap { run in run[key].flatMap { $0[.maximum] } }.max()
  }
}
