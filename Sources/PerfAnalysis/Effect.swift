import Glibc

/// The change of one statistic between two sides, with its uncertainty, before anyone has judged it.
struct Effect {
  let scale: Comparison.Scale
  /// ln(after/before) on the relative scale, after − before on the absolute one.
  let estimate: Double
  let low: Double
  let high: Double
  let standardError: Double
  /// Degrees of freedom of the t distribution, nil for the normal one.
  let degreesOfFreedom: Double?
  let basis: Comparison.Basis
  var pValue: Double?
  var exactP: Double?
  var warnings: [Comparison.Warning] = []

  /// A distance on the effect's own scale as a report shows it: e^x − 1, or the difference itself.
  func shown(_ value: Double) -> Double {
    switch scale {
    case .relative: exp(value) - 1
    case .absolute: value
    }
  }
}
