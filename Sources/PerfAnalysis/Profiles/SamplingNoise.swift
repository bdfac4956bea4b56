import PerfModel
import PerfStats

/// Tells a change from the noise of sampling. Samples are counts: if nothing changed, each of the a + b samples of a function fell on one
/// side or the other by how much each side could count (its exposure: seconds, requests or all samples, over the period), so that
/// b is binomial. Of equal exposures that is z = |b − a| / √(a + b).
///
/// Of unequal ones the normal approximation takes three samples for a finding where one side counted for a second, so that z is
/// at most what the exact tail of the binomial distribution allows.
struct SamplingNoise {
  let obstacle: SamplingObstacle?
  private let types: (before: Int, after: Int)?
  /// The part of the samples that is expected after.
  private let share: Double

  init(before: ProfileSide, after: ProfileSide, basis: ProfileBasis) {
    if let old = before.sampleCountType, let new = after.sampleCountType {
      types = (old, new)
    } else {
      types = nil
    }
    let divisors = (
      before: Self.divisor(before, types?.before, basis) ?? 0, after: Self.divisor(after, types?.after, basis) ?? 0
    )
    obstacle = Self.obstacle(before, after, basis, hasCounts: types != nil, divisors)
    let periods = basis == .sample ? (1, 1) : Self.periods(before, after)
    let (old, new) = (divisors.before / periods.0, divisors.after / periods.1)
    share = new / (old + new)
  }

  /// The z of a function's counts; nil where there are none.
  func z(_ before: [Int64], _ after: [Int64]) -> Double? {
    guard let types, obstacle == nil, share > 0, share < 1 else { return nil }
    let (old, new) = (Double(before[types.before]), Double(after[types.after]))
    guard old >= 0, new >= 0 else { return nil }
    let count = old + new
    guard count > 0 else { return 0 }
    let score = abs(new - count * share) / (count * share * (1 - share)).squareRoot()
    // The binomial distribution of equal exposures has lighter tails than the normal one.
    guard abs(share - 0.5) > ProfileAnalysis.durationTolerance / 4 else { return score }
    let (many, chance) = new > count * share ? (new, share) : (old, 1 - share)
    let tail = BinomialDistribution.upperTail(many, of: count, probability: chance)
    return tail > 0 ? min(score, max(0, -NormalDistribution.quantile(tail))) : score
  }

  private static func divisor(_ side: ProfileSide, _ countType: Int?, _ basis: ProfileBasis) -> Double? {
    switch basis {
    case .recorded: 1
    case .second: side.duration.map { Double($0) / 1e9 }
    case .request: side.requests
    case .sample: countType.map { Double(side.totals.totals[$0]) }
    }
  }

  /// What one sample stands for on each side: at five times the rate there are five times the samples. The same where a side does not tell.
  private static func periods(_ before: ProfileSide, _ after: ProfileSide) -> (Double, Double) {
    guard let old = before.period, let new = after.period, old.type == new.type, old.value > 0, new.value > 0 else {
      return (1, 1)
    }
    return (Double(old.value), Double(new.value))
  }

  private static func obstacle(
    _ before: ProfileSide, _ after: ProfileSide, _ basis: ProfileBasis, hasCounts: Bool,
    _ divisors: (before: Double, after: Double)
  ) -> SamplingObstacle? {
    guard divisors.before > 0, divisors.after > 0 else {
      switch basis {
      case .second: return .unknownDuration
      case .request: return .unknownRequests
      case .recorded, .sample: return .noSamples
      }
    }
    guard hasCounts else { return .uncounted }
    if [before, after].contains(where: { side in side.sampleCountType.map { side.totals.totals[$0] == 0 } ?? false }) {
      return .noSamples
    }
    guard basis == .recorded else { return nil }
    guard let old = before.duration, let new = after.duration else { return .unknownDurations }
    guard abs(Double(old) - Double(new)) <= ProfileAnalysis.durationTolerance * Double(max(old, new)) else {
      return .differentDurations
    }
    return nil
  }
}
