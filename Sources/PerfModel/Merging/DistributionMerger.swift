import PerfStats

/// Merges the distributions of shards: values and sketches without loss, published statistics as far as that goes.
struct DistributionMerger {
  private let limits: RecordingLimits
  private var sketchesRequests = false
  private var sketchesValues = false

  /// Applies the rules of `RecordingLimits` to what the shards still hold one by one.
  init(_ parts: [SeriesKey: [Series.Content]], limits: RecordingLimits) {
    self.limits = limits
    var (requests, values) = (0, 0)
    for (key, contents) in parts {
      let isRequest = key.metric == .requestDuration
      for case .distribution(let distribution) in contents {
        switch distribution {
        case .samples(let samples):
          // The whole run has all that its endpoints have.
          guard key.labels.isEmpty, key.endpoint == nil else { continue }
          if isRequest { requests += samples.count } else { values += samples.count }
        case .sketch: if isRequest { sketchesRequests = true } else { sketchesValues = true }
        case .quantiles: continue
        }
      }
    }
    sketchesRequests = sketchesRequests || requests > limits.exactRequests
    sketchesValues = sketchesValues || values > limits.exactValues
  }

  /// - Parameter contents: distributions, at least one, none of them empty.
  /// - Returns: the whole, and whether statistics of the parts are not in it.
  func merge(_ key: SeriesKey, _ contents: [Series.Content]) -> (distribution: Distribution, isLossy: Bool) {
    var all: [Distribution] = []
    for case .distribution(let distribution) in contents { all.append(distribution) }
    let resolution = all.compactMap(\.resolution).max()
    if all.count == 1, all[0].basis != "samples" { return (all[0], false) }
    if let samples = samples(key, all, resolution) { return (.samples(samples), false) }
    let sketches = all.compactMap(\.sketch)
    guard sketches.count == all.count else { return (.quantiles(published(all.map(\.published), resolution)), true) }
    var sum = QuantileSketch()
    for sketch in sketches { sum.merge(sketch) }
    return (.sketch(SketchedStatistics(sum, resolution: resolution)), false)
  }

  /// All values, nil where a part does not hold them or they are too many.
  private func samples(_ key: SeriesKey, _ all: [Distribution], _ resolution: Double?) -> Samples? {
    var values: [Double] = []
    var starts: [Int64] = []
    for distribution in all {
      guard case .samples(let samples) = distribution else { return nil }
      values += samples.values
      starts += samples.starts
    }
    let isTooMany =
      key.metric == .requestDuration ? sketchesRequests : sketchesValues && values.count > limits.exactValuesOfSeries
    guard !isTooMany else { return nil }
    guard starts.count == values.count else { return Samples(values: values, resolution: resolution) }
    return Samples(values: values, starts: starts, resolution: resolution)
  }

  /// Of published figures only these can be put together.
  private func published(_ all: [PublishedStatistics], _ resolution: Double?) -> PublishedStatistics {
    func known(_ statistic: Statistic) -> [Double]? {
      let values = all.compactMap { $0[statistic] }
      return values.count == all.count ? values : nil
    }
    let counts = all.compactMap(\.count)
    let count = counts.count == all.count ? counts.reduce(0 as Int?, Self.add) : nil
    var values: [Statistic: Double] = [:]
    values[.minimum] = known(.minimum)?.min()
    values[.maximum] = known(.maximum)?.max()
    values[.sum] = known(.sum).map { ExactSum.sum(of: $0) }
    if let count, let means = known(.mean) {
      values[.mean] = ExactSum.sum(of: zip(means, counts).map { $0 * Double($1) }) / Double(count)
    }
    let methods = Set(all.map(\.method))
    return PublishedStatistics(
      count: count, values: values.filter { $0.value.isFinite },
      method: methods.count == 1 ? all[0].method : .unstated, resolution: resolution)
  }

  private static func add(_ a: Int?, _ b: Int) -> Int? {
    guard let a else { return nil }
    let (sum, overflows) = a.addingReportingOverflow(b)
    return overflows ? nil : sum
  }
}

extension ExactSum {
  fileprivate static func sum(of values: [Double]) -> Double {
    guard values.allSatisfy(\.isFinite) else { return .infinity }
    var sum = ExactSum()
    sum.add(contentsOf: values)
    return sum.value
  }
}
