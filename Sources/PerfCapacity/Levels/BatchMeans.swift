import PerfStats

/// The standard error of a mean of values that resemble those before them.
///
/// Means of batches long enough to be independent (Law, Simulation Modeling and Analysis, 5th ed., §9.5.3): 20 batches, halved while their lag-1
/// correlation exceeds 0.2, at least 8.
enum BatchMeans {
  static let most = 20
  static let fewest = 8

  /// SE/mean, the standard error of ln of the mean; nil with fewer than eight values, and where even eight batches resemble each other.
  static func logError(_ values: [Double]) -> Double? {
    guard values.count >= fewest, let mean = Moments.mean(values), mean > 0 else { return nil }
    var batches = min(most, values.count)
    while batches >= fewest {
      let means = (0..<batches).compactMap { batch in
        Moments.mean(Array(values[batch * values.count / batches..<(batch + 1) * values.count / batches]))
      }
      let correlation = Autocorrelation.lagOne(means) ?? 0
      if correlation <= 0.2, let deviation = Moments.standardDeviation(means) {
        return deviation / Double(batches).squareRoot() / mean
      }
      batches = batches > fewest ? max(fewest, batches / 2) : 0
    }
    return nil
  }
}
