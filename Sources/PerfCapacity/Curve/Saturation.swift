import Glibc
import PerfStats
import PerfUnits

/// Whether the top of a curve is its ceiling, without regard to how far the test went.
///
/// Elasticity e = Δln G/Δln L: 1 where twice the load brings twice the goodput, 0 on a plateau. ê is the least-squares slope of ln G on ln L
/// over the loads from L_max/1.5 on, at least the last two; its standard error is s/√Σ(x − x̄)².
public struct Saturation: Sendable, Hashable {
  public let verdict: Verdict
  /// Goodput falls beyond its best.
  public let isRetrograde: Bool
  /// The very first step brought less than half of what it asked: the bend lies below the lowest load.
  public let isSaturatedBelowLowest: Bool
  /// Goodput fell and rose again by more than √2·s: the points have no one best, and s is understated.
  public let isNoisy: Bool
  /// ê with its two-sided 95 % interval; nil with fewer than two loads.
  public let elasticity: Double?
  public let elasticityLow: Double?
  public let elasticityHigh: Double?
  /// The places of the points that ê is from.
  public let top: [Int]

  /// What the top slope says; a verdict is this project's choice of limits, checked by simulation.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Doubling the load brings less than 27 % at the very most.
    case saturated
    case diminishingReturns
    case approachingSaturation
    case noSaturationObserved
  }

  /// z.975 and z.95.
  static let twoSided = 1.96
  static let oneSided = 1.645

  public init(_ curve: LoadCurve) {
    let points = curve.points
    isNoisy = Self.turns(curve) >= 2
    guard points.count >= 2, let last = points.last, let best = curve.best else {
      verdict = .noSaturationObserved
      isRetrograde = false
      isSaturatedBelowLowest = false
      (elasticity, elasticityLow, elasticityHigh) = (nil, nil, nil)
      top = Array(points.indices)
      return
    }
    let high = points.indices.filter { points[$0].load >= last.load / 1.5 }
    top = high.count >= 2 ? high : [points.count - 2, points.count - 1]
    let slope = Self.slope(curve, top)
    let reach = Self.twoSided * slope.error
    (elasticity, elasticityLow, elasticityHigh) = (slope.value, slope.value - reach, slope.value + reach)
    let fall = log(last.goodput.value / points[best].goodput.value)
    isRetrograde = fall + Self.oneSided * 2.0.squareRoot() * curve.error(of: [best, points.count - 1]) < 0
    let first = Self.slope(curve, [0, 1])
    isSaturatedBelowLowest = first.value + Self.twoSided * first.error < 0.5
    // An open load that was not reached is beyond the ceiling by definition; two of them are needed to say how high that is.
    let isOverloaded = points.suffix(2).count == 2 && points.suffix(2).allSatisfy(\.isOverloaded)
    if isRetrograde || isOverloaded || slope.value <= 0.1 && slope.value + reach < 0.35 {
      verdict = .saturated
    } else if slope.value + reach < 0.7 {
      verdict = .diminishingReturns
    } else if slope.value - reach > 0.8 || slope.value > 0.9 {
      verdict = .noSaturationObserved
    } else {
      verdict = .approachingSaturation
    }
  }

  private static func slope(_ curve: LoadCurve, _ places: [Int]) -> (value: Double, error: Double) {
    let x = places.map { log(curve.points[$0].load) }
    let y = places.map { log(curve.points[$0].goodput.value) }
    let center = Moments.mean(x) ?? 0
    let spread = Summation.sum(x.map { ($0 - center) * ($0 - center) })
    let slope = WeightedLine(x: x, y: y)?.slope ?? 0
    return (slope, curve.error(of: places) / spread.squareRoot())
  }

  /// How often goodput changes its direction, of moves larger than √2·s.
  private static func turns(_ curve: LoadCurve) -> Int {
    let threshold = 2.0.squareRoot() * curve.error(of: curve.points.indices)
    let heights = curve.points.map { log($0.goodput.value) }
    guard var extreme = heights.first else { return 0 }
    var isRising = true
    var turns = 0
    for height in heights.dropFirst() {
      if isRising ? height >= extreme : height <= extreme {
        extreme = height
      } else if abs(height - extreme) > threshold {
        isRising.toggle()
        turns += 1
        extreme = height
      }
    }
    return turns
  }
}
