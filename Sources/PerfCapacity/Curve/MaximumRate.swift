import Glibc
import PerfStats
public import PerfUnits

/// X_max, or how far it was not found.
public struct MaximumRate: Sendable, Hashable {
  public let method: Method
  /// The maximum, or the lower bound.
  public let rate: RequestRate?
  /// The 95 % interval; for `capacityInterval` what encloses the maximum.
  public let low: RequestRate?
  public let high: RequestRate?
  /// The points of the curve it is from.
  public let points: [Int]
  /// The load of the peak where the law has one.
  public let peakLoad: Double?
  /// Of a plateau: how its interval came to be.
  public let spread: Spread?

  /// The interval of a plateau is its mean ×/÷ exp(factor·s/√n).
  public struct Spread: Sendable, Hashable {
    /// Mean of ln G over the plateau.
    public let center: Double
    /// 1.96, or the quantile of Student's t where s is from few values.
    public let factor: Double
    /// s, the standard error of ln G of a point.
    public let logError: Double
    /// n, the points of the plateau.
    public let count: Int

    /// factor·s/√n.
    public var reach: Double { factor * logError / Double(count).squareRoot() }
  }

  /// How the maximum was found.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// exp(mean ln G) over the points within √2·s of the best.
    case plateau
    /// X(N*) of the scalability law, with measured points on both sides of N*.
    case law
    /// Between the last load that was kept up with and what came back beyond it.
    case capacityInterval
    /// No more than the best that was measured.
    case atLeastMeasured
    case none
  }

  /// No maximum is stated unless a measured load lies beyond it.
  public init(_ curve: LoadCurve, _ saturation: Saturation, law: ScalabilityEvidence?) {
    let points = curve.points
    guard let best = curve.best else {
      self.init(method: .none, rate: nil)
      return
    }
    guard points.count >= 3, saturation.verdict == .saturated else {
      if let overloaded = points.firstIndex(where: \.isOverloaded), overloaded > 0 {
        self.init(between: overloaded, curve)
      } else {
        self.init(method: .atLeastMeasured, rate: points[best].goodput, points: [best])
      }
      return
    }
    if saturation.isRetrograde, let law, law.isBracketed, let peak = law.fit.law.peakThroughput,
      let rate = RequestRate(peak)
    {
      self.init(
        method: .law, rate: rate, low: law.peakThroughput?.low.flatMap { RequestRate($0) },
        high: law.peakThroughput?.high.flatMap { RequestRate($0) }, points: Array(points.indices),
        peakLoad: law.fit.law.peakConcurrency)
      return
    }
    let plateau = Self.plateau(curve, saturation, best)
    guard plateau.count > 1 || best < points.count - 1 else {
      // The best is the last: nothing measured lies beyond it.
      self.init(method: .atLeastMeasured, rate: points[best].goodput, points: [best])
      return
    }
    let heights = plateau.map { log(points[$0].goodput.value) }
    let center = Moments.mean(heights) ?? 0
    var spread = Spread(
      center: center, factor: Saturation.twoSided, logError: curve.error(of: plateau), count: plateau.count)
    let t = StudentT(degreesOfFreedom: Double(plateau.count) - 1).quantile(0.975)
    if saturation.isNoisy, let error = Moments.standardDeviation(heights) {
      let noisy = Spread(center: center, factor: t, logError: error, count: plateau.count)
      if noisy.reach > spread.reach { spread = noisy }
    } else if curve.noise == .betweenRuns, plateau.count > 1, plateau.count <= 5 {
      spread = Spread(center: center, factor: t, logError: spread.logError, count: plateau.count)
    }
    self.init(
      method: .plateau, rate: RequestRate(exp(center)), low: RequestRate(exp(center - spread.reach)),
      high: RequestRate(exp(center + spread.reach)), points: plateau, spread: spread)
  }

  private init(
    method: Method, rate: RequestRate?, low: RequestRate? = nil, high: RequestRate? = nil, points: [Int] = [],
    peakLoad: Double? = nil, spread: Spread? = nil
  ) {
    self.method = method
    self.rate = rate
    self.low = low
    self.high = high
    self.points = points
    self.peakLoad = peakLoad
    self.spread = spread
  }

  private init(between overloaded: Int, _ curve: LoadCurve) {
    let clean = curve.points[overloaded - 1].goodput
    let achieved = max(clean, curve.points[overloaded...].map(\.goodput).max() ?? clean)
    self.init(
      method: .capacityInterval, rate: clean, low: clean, high: achieved, points: [overloaded - 1, overloaded])
  }

  /// The points around the best whose goodput differs from it by no more than √2·s, beyond it 1.96·√2·s. Where the order is lost in noise, all from the
  /// first point on that some later one does not exceed.
  private static func plateau(_ curve: LoadCurve, _ saturation: Saturation, _ best: Int) -> [Int] {
    let points = curve.points
    if saturation.isNoisy {
      let start = points.indices.first { place in
        points[(place + 1)...].contains { $0.goodput < points[place].goodput }
      }
      if let start { return Array(start..<points.count) }
    }
    func belongs(_ place: Int, within factor: Double = 1) -> Bool {
      let limit = factor * 2.0.squareRoot() * curve.error(of: [place, best])
      return abs(log(points[place].goodput.value / points[best].goodput.value)) <= limit
    }
    var first = best
    var last = best
    while first > 0, belongs(first - 1) { first -= 1 }
    while last + 1 < points.count, belongs(last + 1) { last += 1 }
    // Beyond the best of a curve that does not fall lies the plateau, of which the best is the one with the luckiest noise: a point there
    // is left out only where noise does not explain it.
    if !saturation.isRetrograde {
      while last + 1 < points.count, belongs(last + 1, within: Saturation.twoSided) { last += 1 }
    }
    return Array(first...last)
  }
}
