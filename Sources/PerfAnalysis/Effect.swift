import Glibc
import PerfStats

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

  /// The quantile of the standardised estimate: Student's t where the runs show their own spread, the normal one otherwise.
  func quantile(_ p: Double) -> Double {
    degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).quantile(p) } ?? NormalDistribution.quantile(p)
  }

  /// The probability beyond a standardised distance under the same distribution.
  func upperTail(_ distance: Double) -> Double {
    degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).upperTail(distance) }
      ?? NormalDistribution.upperTail(distance)
  }

  /// A distance on the effect's own scale as a report shows it: e^x − 1, or the difference itself.
  func shown(_ value: Double) -> Double {
    switch scale {
    case .relative: exp(value) - 1
    case .absolute: value
    }
  }
}
