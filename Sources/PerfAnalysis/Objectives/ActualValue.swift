import PerfModel

/// What a side shows of one statistic of one series, in the metric's base unit.
struct ActualValue {
  let value: Double
  /// The two-sided interval, nil where nothing bounds the value's uncertainty.
  var interval: Comparison.Interval?
  /// What it would take to tell the value from a bound; nil where no number of requests would.
  var resolution: Resolution?
  /// What qualifies the value: what stands in for what, why there is no interval.
  var notes: [String] = []

  /// What determines the width of the interval.
  enum Resolution {
    /// ln(value) has this standard error after so many requests.
    case requests(logStandardError: Double, count: Double)
    /// A share after so many trials; `designEffect` of them are worth one that is independent.
    case trials(designEffect: Double, count: Double)
    /// ln(value) varies with this standard deviation from run to run.
    case runs(logDeviation: Double, count: Int)
  }

  /// An actual value, or why there is none and what would give one.
  enum Reading {
    case value(ActualValue)
    case unknown(reason: String, advice: String?)
  }
}
