/// Nonlinear least squares with a few parameters inside bounds.
///
/// D. W. Marquardt, "An algorithm for least-squares estimation of nonlinear parameters", SIAM J. Appl. Math. 11 (1963): solves
/// (JᵀJ + λ·diag JᵀJ)·δ = −Jᵀr and takes the step where the sum of squares falls. A step that leaves the bounds is projected back
/// onto them, and a parameter that stands at a bound and would leave it is held there.
enum LevenbergMarquardt {
  /// The residual of one observation and its derivatives by each parameter.
  typealias Residual = (value: Double, gradient: [Double])

  struct Solution {
    let parameters: [Double]
    /// Σ r².
    let sumOfSquares: Double
  }

  /// Minimises Σ r² from a start inside the bounds; nil where the start itself has no finite sum.
  ///
  /// Stops once steps no longer move any parameter in its last digits, or after `maximumSteps`.
  static func minimize(
    start: [Double], lower: [Double], upper: [Double], maximumSteps: Int = 500,
    residuals: ([Double]) -> [Residual]
  ) -> Solution? {
    var parameters = clamped(start, lower, upper)
    var current = residuals(parameters)
    var sum = sumOfSquares(current)
    guard sum.isFinite else { return nil }
    var damping = 1e-3
    for _ in 0..<maximumSteps {
      let (curvature, gradient) = normalEquations(current, parameters.count)
      let isFree = parameters.indices.map { place in
        curvature[place][place] > 0
          && !(parameters[place] <= lower[place] && gradient[place] >= 0)
          && !(parameters[place] >= upper[place] && gradient[place] <= 0)
      }
      var hasMoved = false
      while damping < 1e14 {
        guard let step = dampedStep(curvature, gradient, damping, isFree) else { break }
        let next = clamped(zip(parameters, step).map { $0 + $1 }, lower, upper)
        let candidate = residuals(next)
        let candidateSum = sumOfSquares(candidate)
        if candidateSum.isFinite, candidateSum <= sum {
          let scale =
            zip(next, parameters).map { abs($0 - $1) / max(abs($0), abs($1), .leastNormalMagnitude) }.max() ?? 0
          hasMoved = scale > 1e-15
          (parameters, current, sum) = (next, candidate, candidateSum)
          damping = max(damping / 10, 1e-15)
          break
        }
        damping *= 10
      }
      if !hasMoved { break }
    }
    return Solution(parameters: parameters, sumOfSquares: sum)
  }

  /// JᵀJ and Jᵀr.
  static func normalEquations(_ residuals: [Residual], _ count: Int) -> (curvature: [[Double]], gradient: [Double]) {
    var curvature = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var gradient = [Double](repeating: 0, count: count)
    for residual in residuals {
      for row in 0..<count {
        gradient[row] += residual.gradient[row] * residual.value
        for column in 0...row { curvature[row][column] += residual.gradient[row] * residual.gradient[column] }
      }
    }
    for row in 0..<count {
      for column in 0..<row { curvature[column][row] = curvature[row][column] }
    }
    return (curvature, gradient)
  }

  /// The solution of A·x = b for a symmetric positive definite A of a few rows, by Cholesky's decomposition of A scaled to a unit
  /// diagonal; nil where A is singular to working precision.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    let scale = (0..<count).map { matrix[$0][$0] > 0 ? 1 / matrix[$0][$0].squareRoot() : 0 }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var factor = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for row in 0..<count {
      for column in 0...row {
        var sum = matrix[row][column] * scale[row] * scale[column]
        for inner in 0..<column { sum -= factor[row][inner] * factor[column][inner] }
        if row == column {
          guard sum > 1e-15 else { return nil }
          factor[row][row] = sum.squareRoot()
        } else {
          factor[row][column] = sum / factor[column][column]
        }
      }
    }
    var x = zip(right, scale).map { $0 * $1 }
    for row in 0..<count {
      for column in 0..<row { x[row] -= factor[row][column] * x[column] }
      x[row] /= factor[row][row]
    }
    for row in (0..<count).reversed() {
      for below in (row + 1)..<max(count, row + 1) { x[row] -= factor[below][row] * x[below] }
      x[row] /= factor[row][row]
    }
    return zip(x, scale).map { $0 * $1 }
  }

  /// The inverse of a symmetric positive definite matrix of a few rows; nil where it is singular.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    var columns: [[Double]] = []
    for place in matrix.indices {
      let unit = matrix.indices.map { $0 == place ? 1.0 : 0 }
      guard let column = solve(matrix, unit) else { return nil }
      columns.append(column)
    }
    return columns
  }

  private static func dampedStep(
    _ curvature: [[Double]], _ gradient: [Double], _ damping: Double, _ isFree: [Bool]
  ) -> [Double]? {
    let free = isFree.indices.filter { isFree[$0] }
    guard !free.isEmpty else { return nil }
    let matrix = free.map { row in
      free.map { column in curvature[row][column] * (row == column ? 1 + damping : 1) }
    }
    guard let solution = solve(matrix, free.map { -gradient[$0] }) else { return nil }
    var step = [Double](repeating: 0, count: gradient.count)
    for (place, value) in zip(free, solution) { step[place] = value }
    return step
  }

  private static func clamped(_ values: [Double], _ lower: [Double], _ upper: [Double]) -> [Double] {
    values.indices.map { min(max(values[$0], lower[$0]), upper[$0]) }
  }

  private static func sumOfSquares(_ residuals: [Residual]) -> Double {
    Summation.sum(residuals.map { $0.value * $0.value })
  }
}
