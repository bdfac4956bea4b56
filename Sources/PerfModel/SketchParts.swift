import PerfStats

/// A sketch as it is written to a file: bucket keys as the first of them and the gaps to the next, which are small numbers.
public struct SketchParts: Sendable, Hashable {
  public let firstKey: Int
  /// One fewer than there are buckets, each positive.
  public let gaps: [Int]
  /// How many values each bucket holds.
  public let counts: [Int]
  /// In base units, exactly.
  public let minimum: Double
  public let maximum: Double
  /// Numbers that add up to the sum of all values without any rounding, the largest first.
  public let sumParts: [Double]

  public init(
    firstKey: Int, gaps: [Int], counts: [Int], minimum: Double, maximum: Double, sumParts: [Double]
  ) {
    self.firstKey = firstKey
    self.gaps = gaps
    self.counts = counts
    self.minimum = minimum
    self.maximum = maximum
    self.sumParts = sumParts
  }

  init(_ sketch: QuantileSketch) {
    self.init(
      firstKey: Int(sketch.keys.first ?? 0), gaps: zip(sketch.keys.dropFirst(), sketch.keys).map { Int($0) - Int($1) },
      counts: sketch.counts, minimum: sketch.minimum, maximum: sketch.maximum, sumParts: sketch.sumParts)
  }

  /// The sketch, nil where the parts contradict each other.
  fileprivate var sketch: QuantileSketch? {
    guard var key = Int32(exactly: firstKey) else { return nil }
    var keys = [key]
    for gap in gaps {
      guard let gap = Int32(exactly: gap) else { return nil }
      let (next, overflows) = key.addingReportingOverflow(gap)
      guard !overflows else { return nil }
      key = next
      keys.append(key)
    }
    return QuantileSketch(keys: keys, counts: counts, minimum: minimum, maximum: maximum, sumParts: sumParts)
  }
}

extension Distribution {
  /// The sketch of all values, nil where only published statistics are known.
  public var sketchParts: SketchParts? { sketch.map(SketchParts.init) }

  var sketch: QuantileSketch? {
    switch self {
    case .samples(let samples): QuantileSketch(samples.values)
    case .sketch(let sketched): sketched.sketch
    case .quantiles: nil
    }
  }
}

extension SketchedStatistics {
  /// What was written to a file; nil where the parts of the sketch contradict each other.
  /// - Parameter exact: statistics that the file has beside the sketch. The caller has asked `allows` about each.
  public init?(_ parts: SketchParts, exact: [Statistic: Double] = [:], resolution: Double? = nil) {
    guard let sketch = parts.sketch else { return nil }
    self.init(sketch, exact: exact, resolution: resolution)
  }

  /// How many values the sketch holds.
  public var sketchCount: Int { sketch.count }

  /// Whether the values of the sketch can have a statistic of this size.
  public func allows(_ statistic: Statistic, _ value: Double) -> Bool {
    // The squares of the middles may overflow where those of the values, scaled, did not.
    guard let own = sketched(statistic) else { return statistic == .standardDeviation }
    let size = max(abs(sketch.minimum), abs(sketch.maximum))
    let slack: Double
    switch statistic {
    case .minimum, .maximum: slack = 0
    case .mean: slack = 1e-9 * size
    case .sum: slack = 1e-9 * size * Double(sketch.count)
    // Each value may be half a bucket away from the middle, and quantiles between values of two signs may lie near zero.
    case .quantile: slack = 2 * QuantileSketch.relativeError * (sketch.minimum >= 0 ? abs(own) : size)
    default: slack = 2 * QuantileSketch.relativeError * size
    }
    return abs(value - own) <= max(slack, .leastNormalMagnitude)
  }

  private func sketched(_ statistic: Statistic) -> Double? {
    switch statistic {
    case .mean: sketch.mean
    case .minimum: sketch.minimum
    case .maximum: sketch.maximum
    case .standardDeviation: sketch.standardDeviation
    case .sum: sketch.sum
    case .quantile(let p): sketch.quantile(p)
    case .value: nil
    }
  }
}
