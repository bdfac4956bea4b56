import Glibc

/// The standard error of a quantile, or of the mean, of dependent values from how it differs between stretches of time.
///
/// The method of batch means: A. M. Law, Simulation Modeling and Analysis, 5th ed., §9.5.3; for quantiles, F. Chen and W. D. Kelton,
/// "Simulation-based estimation of quantiles", Proc. Winter Simulation Conference 1999.
public struct BatchQuantiles: Sendable {
  /// More batches than these only make them shorter.
  public static let mostBatches = 20
  /// With fewer the spread of the batches is not known well enough.
  public static let fewestBatches = 10
  /// Values that each batch has to hold above the quantile, and below it.
  public static let fewestBeyond = 10.0
  /// A correlation of neighbouring batches beyond this says that they are too short.
  public static let largestCorrelation = 0.3

  private let values: [Double]
  private let times: [Int64]
  private let window: ClosedRange<Int64>
  /// The values of each of so many batches, ascending: several quantiles of one series share the sorting.
  private var sorted: [Int: [[Double]]] = [:]

  /// - Parameters:
  ///   - values: in the order of `times`.
  ///   - times: ascending, as many as values, all in the window.
  ///   - window: the stretch that is divided into batches of equal time.
  public init(values: [Double], times: [Int64], window: ClosedRange<Int64>) {
    self.values = values
    self.times = times
    self.window = window
  }

  /// What the batches say of a statistic.
  public struct Estimate: Sendable, Equatable {
    /// Of the natural logarithm of the statistic of all values.
    public let standardError: Double
    /// k.
    public let batches: Int
    /// The correlation ρ₁ of neighbouring batches at that k.
    public let lagOne: Double
  }

  /// SE = sd(y)/√k with y_i = ln q_p(batch i).
  ///
  /// k is 20, or the most with which each batch holds ten values above and below the quantile. Where ρ₁ > 0.3, k is halved if ten
  /// remain, else the variance is multiplied by (1 + ρ₁)/(1 − ρ₁), which is what it lacks in a first-order autoregression. Nil where
  /// ten batches hold too few values, a quantile is not positive, or `p` is outside (0, 1).
  public mutating func estimate(_ p: Double) -> Estimate? {
    guard p > 0, p < 1 else { return nil }
    return estimate(needed: Self.fewestBeyond / min(p, 1 - p)) { Quantile.type7(sorted: $0, p) }
  }

  /// SE = sd(y)/√k with y_i = ln of the mean of batch i, of at least twenty values each; otherwise as for a quantile.
  public mutating func estimateOfMean() -> Estimate? {
    estimate(needed: 2 * Self.fewestBeyond, statistic: Moments.mean)
  }

  private mutating func estimate(needed: Double, statistic: ([Double]) -> Double?) -> Estimate? {
    var count = Int(min(Double(Self.mostBatches), Double(values.count) / needed))
    while count >= Self.fewestBatches, bounds(count).contains(where: { Double($0.count) < needed }) { count -= 1 }
    guard count >= Self.fewestBatches, let estimate = estimate(batches: count, statistic) else { return nil }
    guard estimate.lagOne > Self.largestCorrelation else { return estimate }
    guard count / 2 >= Self.fewestBatches, let halved = self.estimate(batches: count / 2, statistic) else {
      return Self.inflated(estimate)
    }
    return halved.lagOne > Self.largestCorrelation ? Self.inflated(halved) : halved
  }

  private mutating func estimate(batches count: Int, _ statistic: ([Double]) -> Double?) -> Estimate? {
    var logs: [Double] = []
    for batch in sortedBatches(count) {
      guard let value = statistic(batch), value > 0 else { return nil }
      logs.append(log(value))
    }
    guard let deviation = Moments.standardDeviation(logs) else { return nil }
    return Estimate(
      standardError: deviation / Double(count).squareRoot(), batches: count,
      lagOne: Autocorrelation.lagOne(logs) ?? 0)
  }

  private static func inflated(_ estimate: Estimate) -> Estimate {
    let rho = min(estimate.lagOne, 0.9)
    return Estimate(
      standardError: estimate.standardError * ((1 + rho) / (1 - rho)).squareRoot(), batches: estimate.batches,
      lagOne: estimate.lagOne)
  }

  private mutating func sortedBatches(_ count: Int) -> [[Double]] {
    if let known = sorted[count] { return known }
    let batches = bounds(count).map { RadixSort.sorted(Array(values[$0])) }
    sorted[count] = batches
    return batches
  }

  /// The places of the values of each batch.
  private func bounds(_ count: Int) -> [Range<Int>] {
    let start = Double(window.lowerBound)
    let length = (Double(window.upperBound) - start) / Double(count)
    var bounds: [Range<Int>] = []
    var low = 0
    for batch in 1...count {
      let high = batch == count ? values.count : place(before: start + length * Double(batch))
      bounds.append(low..<max(low, high))
      low = max(low, high)
    }
    return bounds
  }

  /// The first place whose time is not before a time.
  private func place(before time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if Double(times[middle]) < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
