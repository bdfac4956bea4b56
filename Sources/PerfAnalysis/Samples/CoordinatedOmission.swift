import PerfModel
import PerfStats
import PerfUnits

/// Seconds in which slow answers kept the load away: a closed loop waits for an answer before it sends the next request, so that the
/// requests that would have been slow are missing from the percentiles (G. Tene, "How not to measure latency", 2015).
enum CoordinatedOmission {
  /// An answer is slow beyond so many times the usual p95.
  private static let slow = 3.0
  /// The load stays away below this share of the usual rate.
  private static let low = 0.5
  /// One slow second is an accident.
  private static let fewestSeconds = 2.0

  /// The warning, nil where there is nothing to warn of. The numbers are never corrected.
  /// - Parameter bins: of the whole run's load, a second each.
  static func warning(_ bins: [TimelineBin]) -> String? {
    guard bins.count >= 10, let first = bins.first, let usualRate = median(bins.map { Double($0.count) / $0.length }),
      let usualP95 = median(bins.compactMap(\.p95)), usualP95 > 0, usualRate > 0
    else { return nil }
    var seconds = 0.0
    var worstRate = 1.0
    var worstP95 = 1.0
    var reached = first.at
    for (place, bin) in bins.enumerated() {
      guard let p95 = bin.p95, p95 > slow * usualP95 else { continue }
      // The slow requests that end here began up to that long ago; a second without any end has no bin.
      let from = max(reached, first.at, bin.at - p95.rounded(.up))
      let end = bin.at + bin.length
      guard from < end else { continue }
      let ended = bins[...place].reversed().prefix { $0.at >= from }.reduce(0.0) { $0 + Double($1.count) }
      let rate = ended / (end - from) / usualRate
      guard rate < low else { continue }
      seconds += end - from
      reached = end
      worstRate = min(worstRate, rate)
      worstP95 = max(worstP95, p95 / usualP95)
    }
    guard seconds >= fewestSeconds else { return nil }
    return "for \(NumberText.significant(seconds, digits: 2)) s the rate fell to "
      + "\(NumberText.significant(worstRate * 100, digits: 2)) % of the usual while p95 rose "
      + "\(NumberText.significant(worstP95, digits: 2)) times: a closed loop waited instead of sending, and the percentiles "
      + "lack the requests that were not sent (coordinated omission)"
  }

  private static func median(_ values: [Double]) -> Double? { Quantile.type7(values, 0.5) }
}
