/// Fits the universal scalability law by bounded nonlinear least squares (Levenberg–Marquardt with several starts).
///
/// Residuals are divided by the largest throughput, so that no unit matters; coefficients keep their own scale through the scaling
/// of the normal equations. α and κ stay ≥ 0: where one ends at 0 it is dropped and the rest fitted again, because the covariance of a
/// model with a coefficient at its bound says nothing.
public struct ScalabilityFitter: Sendable {
  let concurrency: [Double]
  /// X/max X.
  let relative: [Double]
  /// max X, per second.
  let largest: Double

  /// Nil for fewer than four points, fewer than three different concurrencies, and values that are not finite and positive.
  public init?(concurrency: [Double], throughput: [Double]) {
    guard concurrency.count == throughput.count, concurrency.count >= 4, Set(concurrency).count >= 3,
      (concurrency + throughput).allSatisfy({ $0 > 0 && $0.isFinite }), let largest = throughput.max()
    else { return nil }
    self.concurrency = concurrency
    self.largest = largest
    relative = throughput.map { $0 / largest }
  }

  /// The best fit; nil where even one has no finite sum of squares.
  public func fit() -> ScalabilityFit? {
    guard let full = best(.full) else { return nil }
    let isAmdahl = full.parameters[1] <= 0
    let isCoherent = full.parameters[0] <= 0
    guard isAmdahl || isCoherent else { return finished(full, .full) }
    // The reduced models, of which the feasible one with the least squares is the constrained optimum.
    var shape: ScalabilityFit.Shape = isAmdahl ? isCoherent ? .linear : .amdahl : .coherenceOnly
    guard var solution = best(shape) else { return nil }
    if shape != .linear, solution.parameters[shape == .amdahl ? 0 : 1] <= 0, let linear = best(.linear) {
      (solution, shape) = (linear, .linear)
    }
    return finished(solution, shape)
  }

  /// The least squares of a model, in the order α, κ, γ with γ relative to the largest throughput.
  func best(_ shape: ScalabilityFit.Shape) -> LevenbergMarquardt.Solution? {
    let initial = zip(relative, concurrency).map { $0 / $1 }.max() ?? 1
    let top = Double.greatestFiniteMagnitude.squareRoot()
    return Self.starts.compactMap { start in
      LevenbergMarquardt.minimize(
        start: [shape.hasContention ? start.contention : 0, shape.hasCoherence ? start.coherence : 0, initial],
        lower: [0, 0, initial * 1e-6],
        upper: [shape.hasContention ? top : 0, shape.hasCoherence ? top : 0, top], residuals: residuals)
    }.min { $0.sumOfSquares < $1.sumOfSquares }
  }

  private static let starts: [(contention: Double, coherence: Double)] = [
    (0.01, 1e-5), (0.1, 1e-3), (0.001, 1e-7), (0.3, 0.05),
  ]

  /// X(N) − X and its derivatives by α, κ and γ.
  func residuals(_ parameters: [Double]) -> [LevenbergMarquardt.Residual] {
    let (contention, coherence, scale) = (parameters[0], parameters[1], parameters[2])
    return concurrency.indices.map { place in
      let n = concurrency[place]
      let load = 1 + contention * (n - 1) + coherence * n * (n - 1)
      let model = scale * n / load
      let byLoad = -model / load
      return (model - relative[place], [byLoad * (n - 1), byLoad * n * (n - 1), n / load])
    }
  }

  private func finished(_ solution: LevenbergMarquardt.Solution, _ shape: ScalabilityFit.Shape) -> ScalabilityFit? {
    let p = solution.parameters
    guard
      let law = ScalabilityLaw(
        contention: shape.hasContention ? p[0] : 0, coherence: shape.hasCoherence ? p[1] : 0, scale: p[2] * largest)
    else { return nil }
    let rss = solution.sumOfSquares * largest * largest
    let places = [shape.hasContention ? 0 : nil, shape.hasCoherence ? 1 : nil, 2].compactMap { $0 }
    let freedom = concurrency.count - places.count
    let variance = freedom > 0 ? solution.sumOfSquares / Double(freedom) : nil
    let curvature = LevenbergMarquardt.normalEquations(residuals(p), 3).curvature
    let inverse = LevenbergMarquardt.inverse(places.map { row in places.map { curvature[row][$0] } })
    // The covariance of α, κ and γ/max X; rows of dropped coefficients stay 0.
    var covariance = [[Double]](repeating: [0, 0, 0], count: 3)
    if let variance, let inverse {
      for (i, row) in places.enumerated() {
        for (j, column) in places.enumerated() { covariance[row][column] = variance * inverse[i][j] }
      }
    }
    func error(_ gradient: [Double]) -> Double? {
      let square = (0..<3).reduce(0.0) { sum, i in
        sum + (0..<3).reduce(0.0) { $0 + gradient[i] * covariance[i][$1] * gradient[$1] }
      }
      return square > 0 && square.isFinite ? square.squareRoot() : nil
    }
    return ScalabilityFit(
      law: law, shape: shape, points: concurrency.count, residualSumOfSquares: rss, degreesOfFreedom: freedom,
      residualError: variance.map { $0.squareRoot() * largest }, coherenceP: coherenceP(solution, shape),
      contentionError: error([1, 0, 0]), coherenceError: error([0, 1, 0]), scaleError: error([0, 0, largest]),
      peakConcurrencyError: law.peakConcurrency.flatMap { peak in
        // ∂N*/∂α = −N*/2(1 − α), ∂N*/∂κ = −N*/2κ.
        error([-peak / (2 * (1 - law.contention)), -peak / (2 * law.coherence), 0])
      },
      peakThroughputError: law.peakConcurrency.flatMap { peak in
        // At the peak X does not change with N, so only the coefficients' own effect is left.
        let throughput = law.throughput(concurrency: peak)
        let perLoad = -throughput * throughput / (law.scale * peak)
        return error([perLoad * (peak - 1), perLoad * peak * (peak - 1), throughput / p[2]])
      })
  }

  /// F = (RSS₀ − RSS)/(RSS/(n − 3)), whose root is a t on n − 3 degrees of freedom.
  private func coherenceP(_ solution: LevenbergMarquardt.Solution, _ shape: ScalabilityFit.Shape) -> Double? {
    let freedom = concurrency.count - 3
    guard shape.hasCoherence, freedom > 0, let without = best(.amdahl) else { return nil }
    let gained = max(0, without.sumOfSquares - solution.sumOfSquares)
    guard solution.sumOfSquares > 0 else { return gained > 0 ? 0 : 1 }
    let f = gained / (solution.sumOfSquares / Double(freedom))
    return min(1, 2 * StudentT(degreesOfFreedom: Double(freedom)).upperTail(f.squareRoot()))
  }
}

extension ScalabilityFit.Shape {
  /// Whether α is estimated.
  var hasContention: Bool { self == .full || self == .amdahl }
  /// Whether κ is estimated.
  var hasCoherence: Bool { self == .full || self == .coherenceOnly }
}
