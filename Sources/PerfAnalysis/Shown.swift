import Glibc
import PerfModel
import PerfStats

/// The one figure a side is shown with.
enum Shown {
  /// The value of one run; of several, their geometric mean, which is what the change e^θ − 1 relates to. Each run's percentile
  /// is one observation here: nothing is averaged inside a run.
  static func center(_ values: [Double]) -> Double? {
    guard let first = values.first else { return nil }
    if values.count == 1 { return first }
    guard values.allSatisfy({ $0 > 0 }) else { return Moments.mean(values) }
    return Moments.mean(values.map { log($0) }).map { exp($0) }
  }

  /// The share over all runs together, or the mean of the shares where a run has no counts.
  static func pooled(_ ratios: [Ratio]) -> Double? {
    var events = 0.0
    var total = 0.0
    for ratio in ratios {
      guard let someEvents = ratio.events, let someTotal = ratio.total else { return Moments.mean(ratios.map(\.value)) }
      events += Double(someEvents)
      total += Double(someTotal)
    }
    return total > 0 ? events / total : nil
  }
}
