import PerfDiagnostics
import PerfFormats
import PerfModel

/// Numbers of one metric that cannot all be true: an edited file, a changed script, or a k6 that is wrong.
enum K6Plausibility {
  /// k6 rounds nothing; what differs by more than the last digits is a contradiction.
  private static let tolerance = 1e-9

  static func findings(of metric: K6Metric, values: JSONNode, in document: JSONDocument) -> [Diagnostic] {
    let message: String? =
      switch metric.values {
      case .trend(_, let statistics): disorder(of: statistics) ?? disagreeingMedians(values)
      case .rate(let trues, let total): disagreeingShare(values, trues: trues, total: total)
      case .gauge(_, let low?, let high?) where low > high: "its min \(low) is above its max \(high)"
      case .counter, .gauge: nil
      }
    guard let message else { return [] }
    return [
      document.finding(
        .warning, .k6Contradiction, "\(metric.name.base): \(message)", at: values,
        hint: "was the file edited, or the data changed by the script's handleSummary?")
    ]
  }

  /// Minimum, quantiles and maximum rise, and the mean is between the outer two.
  private static func disorder(of statistics: [Statistic: Double]) -> String? {
    let rising = statistics.filter { $0.key != .mean }.sorted { $0.key < $1.key }
    for (lower, upper) in zip(rising, rising.dropFirst()) where exceeds(lower.value, upper.value) {
      return "its \(lower.key.name) \(lower.value) is above its \(upper.key.name) \(upper.value)"
    }
    guard let mean = statistics[.mean] else { return nil }
    if let low = statistics[.minimum], exceeds(low, mean) { return "its min \(low) is above its mean \(mean)" }
    if let high = statistics[.maximum], exceeds(mean, high) { return "its mean \(mean) is above its max \(high)" }
    return nil
  }

  /// `med` and `p(50)` are one statistic; the first is kept.
  private static func disagreeingMedians(_ values: JSONNode) -> String? {
    guard let median = values["med"]?.number?.double, let half = values["p(50)"]?.number?.double,
      exceeds(median, half) || exceeds(half, median)
    else { return nil }
    return "its med \(median) is not its p(50) \(half)"
  }

  /// A printed share of 0 says nothing: k6 0.26 to 0.29 always wrote that.
  private static func disagreeingShare(_ values: JSONNode, trues: Int, total: Int) -> String? {
    guard total > 0, let printed = (values["rate"] ?? values["value"])?.number?.double, printed != 0,
      case let share = Double(trues) / Double(total), exceeds(printed, share) || exceeds(share, printed)
    else { return nil }
    return "its rate \(printed) is not \(trues) of \(total); the counts are taken"
  }

  private static func exceeds(_ a: Double, _ b: Double) -> Bool { a - b > tolerance * max(abs(a), abs(b)) }
}
