/// A figure that sums up a series.
public enum Statistic: Sendable, Hashable, Comparable {
  case mean
  case minimum
  case maximum
  /// The sample standard deviation, divisor n − 1.
  case standardDeviation
  case sum
  /// The quantile of a probability strictly between 0 and 1.
  case quantile(Double)
  /// The one number of a counter, scalar, gauge or ratio.
  case value

  public static let median = Statistic.quantile(0.5)

  /// The name in JSON and on the command line: `mean`, `p95`, `p999`, `p97.5`.
  public var name: String {
    switch self {
    case .mean: "mean"
    case .minimum: "min"
    case .maximum: "max"
    case .standardDeviation: "stddev"
    case .sum: "sum"
    case .value: "value"
    case .quantile(0.999): "p999"
    case .quantile(let p): "p" + Self.percent(p)
    }
  }

  /// Reads a name as `name` writes it; `median` and `p50` are the same, `p999` and `p99.9` too.
  public init?(name: String) {
    switch name {
    case "mean", "avg": self = .mean
    case "min": self = .minimum
    case "max": self = .maximum
    case "stddev": self = .standardDeviation
    case "sum": self = .sum
    case "value": self = .value
    case "median", "med": self = .median
    case "p999": self = .quantile(0.999)
    default:
      guard name.first == "p", let percent = Double(name.dropFirst()), let quantile = Statistic(percentile: percent)
      else { return nil }
      self = quantile
    }
  }

  /// The quantile of a percentage strictly between 0 and 100.
  public init?(percentile percent: Double) {
    guard percent > 0, percent < 100 else { return nil }
    // One rounding for 99.9 and 0.999 alike, so that the same statistic of two tools is one key.
    self = .quantile((percent * 1e9).rounded() / 1e11)
  }

  private static func percent(_ p: Double) -> String {
    let percent = (p * 1e11).rounded() / 1e9
    return percent == percent.rounded() ? String(Int(percent)) : String(percent)
  }

  /// Mean first, then from small to large, then spread and sum.
  public static func < (a: Statistic, b: Statistic) -> Bool { a.order < b.order }

  private var order: Double {
    switch self {
    case .value: -3
    case .mean: -2
    case .minimum: -1
    case .quantile(let p): p
    case .maximum: 2
    case .standardDeviation: 3
    case .sum: 4
    }
  }
}

/// How a source defines its quantiles; two definitions are two statistics and are not compared as one.
public enum QuantileMethod: String, Sendable, Hashable, CaseIterable {
  /// Linear interpolation at p(n−1), Hyndman and Fan's type 7: k6, NumPy, R.
  case linear
  /// The value at the 0-based index ⌊np⌋ of the sorted values: ab.
  case floorIndex
  /// Not stated by the tool.
  case unstated
}
