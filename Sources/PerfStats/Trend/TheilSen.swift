/// The robust slope of a series: the median of the slopes of all its pairs.
///
/// P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968). Memory and time grow with n².
public struct TheilSen: Sendable, Equatable {
  /// Per step of x, in the unit of the series.
  public let slope: Double
  /// median(y) − slope·median(x).
  public let intercept: Double
  /// The interval of the slope: the pair slopes of rank (N ∓ z·√Var S)/2 of N, Var S corrected for ties (Sen, eq. 2.6).
  public let low: Double
  public let high: Double

  /// Nil for fewer than two different x, values that are not finite, a confidence outside (0, 1), and more than `mostValues`.
  public init?(x: [Double]? = nil, y: [Double], confidence: Double = 0.95) {
    let x = x ?? y.indices.map(Double.init)
    guard x.count == y.count, y.count <= Self.mostValues, confidence > 0, confidence < 1,
      let slopes = Self.slopes(x, y), !slopes.isEmpty, let slope = Quantile.type7(sorted: slopes, 0.5),
      let middleX = Quantile.type7(x, 0.5), let middleY = Quantile.type7(y, 0.5)
    else { return nil }
    let deviation = Self.deviation(x, y)
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    let count = Double(slopes.count)
    let above = min(slopes.count - 1, max(0, Int(((count + z * deviation) / 2).rounded(.toNearestOrEven))))
    let below = max(0, Int(((count - z * deviation) / 2).rounded(.toNearestOrEven)) - 1)
    self.slope = slope
    intercept = middleY - slope * middleX
    low = slopes[min(below, slopes.count - 1)]
    high = slopes[above]
  }

  /// More values than these are to be averaged in groups first: their pairs would take too much memory.
  public static let mostValues = 4_096

  /// The slope of a series at equal steps; nil as in `init`.
  static func slope(_ series: [Double]) -> Double? {
    guard series.count <= mostValues, let slopes = slopes(series.indices.map(Double.init), series) else { return nil }
    return Quantile.type7(sorted: slopes, 0.5)
  }

  /// The slopes of all pairs of different x, ascending; nil where a value or a slope is not finite.
  private static func slopes(_ x: [Double], _ y: [Double]) -> [Double]? {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return nil }
    var slopes: [Double] = []
    slopes.reserveCapacity(y.count * max(0, y.count - 1) / 2)
    for second in y.indices {
      for first in 0..<second where x[first] != x[second] {
        slopes.append((y[second] - y[first]) / (x[second] - x[first]))
      }
    }
    guard slopes.allSatisfy(\.isFinite) else { return nil }
    return RadixSort.sorted(slopes)
  }

  /// √Var S, corrected for ties in x and y.
  private static func deviation(_ x: [Double], _ y: [Double]) -> Double {
    let n = Double(y.count)
    func tied(_ values: [Double]) -> Double {
      Dictionary(grouping: values) { $0 }.values.reduce(0) { sum, group in
        let t = Double(group.count)
        return sum + t * (t - 1) * (2 * t + 5)
      }
    }
    let variance = (n * (n - 1) * (2 * n + 5) - tied(x) - tied(y)) / 18
    return max(0, variance).squareRoot()
  }
}
