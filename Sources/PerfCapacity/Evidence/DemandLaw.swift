import PerfStats
public import PerfUnits

/// How much of a resource one request takes, and at which rate it is full.
///
/// U = u₀ + d·G by least squares over levels where the resource is not near its end (U < 0.85) and goodput still follows the load
/// (elasticity > 0.8); full at X = (U_full − u₀)/d with Fieller's interval. From one or two levels D = U/G, without an interval.
public struct DemandLaw: Sendable, Hashable {
  /// u₀, the share that is used without load.
  public let base: Double
  /// d, the share used by one request per second, in seconds.
  public let perRequest: Seconds
  /// The rate at which it is full.
  public let fullAt: RequestRate
  public let low: RequestRate?
  public let high: RequestRate?
  public let levels: Int

  /// Whether it is fitted, or only a proportion.
  public var isFitted: Bool { levels >= 3 }

  /// From utilisations at goodputs; nil where none uses the resource.
  public init?(goodput: [Double], utilization: [Double], full: Double) {
    let points = zip(goodput, utilization).filter { $0 > 0 && $1 >= 0 && ($0 + $1).isFinite }
    levels = points.count
    if points.count >= 3, let line = WeightedLine(x: points.map(\.0), y: points.map(\.1)), line.slope > 0,
      let rate = line.x(reaching: full).flatMap({ RequestRate($0) }), let slope = Seconds(line.slope)
    {
      base = line.intercept
      perRequest = slope
      fullAt = rate
      let interval = line.interval(reaching: full, confidence: 0.95)
      low = interval.flatMap { RequestRate(max(0, $0.low)) }
      high = interval.flatMap { RequestRate(max(0, $0.high)) }
      return
    }
    // In proportion: through the origin, by the ratio of the sums.
    let used = Summation.sum(points.map(\.1))
    let done = Summation.sum(points.map(\.0))
    guard used > 0, done > 0, points.count < 3, let demand = Seconds(used / done),
      let rate = RequestRate(full * done / used)
    else { return nil }
    base = 0
    perRequest = demand
    fullAt = rate
    (low, high) = (nil, nil)
  }
}
