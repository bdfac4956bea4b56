import PerfModel

/// Tells a change from the noise of sampling: samples are counts, whose variance is their number, so that the difference of rates a/A and
/// b/B has z = |a/A − b/B| / √(a/A² + b/B²), which on one scale is |a − b| / √(a + b).
struct SamplingNoise {
  let obstacle: String?
  private let types: (before: Int, after: Int)?
  private let divisors: (before: Double, after: Double)

  init(before: ProfileSide, after: ProfileSide, basis: ProfileBasis) {
    if let old = before.sampleCountType, let new = after.sampleCountType {
      types = (old, new)
    } else {
      types = nil
    }
    divisors = (
      Self.divisor(before, types?.before, basis) ?? 0, Self.divisor(after, types?.after, basis) ?? 0
    )
    obstacle = Self.obstacle(before, after, basis, hasCounts: types != nil, divisors)
  }

  /// The z of a function's counts; nil where there are none.
  func z(_ before: [Int64], _ after: [Int64]) -> Double? {
    guard let types, obstacle == nil else { return nil }
    let old = Double(before[types.before])
    let new = Double(after[types.after])
    let variance = old / (divisors.before * divisors.before) + new / (divisors.after * divisors.after)
    guard old >= 0, new >= 0, variance > 0 else { return old == 0 && new == 0 ? 0 : nil }
    return abs(new / divisors.after - old / divisors.before) / variance.squareRoot()
  }

  private static func divisor(_ side: ProfileSide, _ countType: Int?, _ basis: ProfileBasis) -> Double? {
    switch basis {
    case .recorded: 1
    case .second: side.duration.map { Double($0) / 1e9 }
    case .request: side.requests
    case .sample: countType.map { Double(side.totals.totals[$0]) }
    }
  }

  private static func obstacle(
    _ before: ProfileSide, _ after: ProfileSide, _ basis: ProfileBasis, hasCounts: Bool,
    _ divisors: (before: Double, after: Double)
  ) -> String? {
    guard divisors.before > 0, divisors.after > 0 else {
      switch basis {
      case .second: return "one of the profiles does not say how long it took"
      case .request: return "the number of requests is not given for both sides"
      case .recorded, .sample: return noSamples
      }
    }
    guard hasCounts else {
      return "the profiles do not count samples of their own, so that chance cannot be told from change"
    }
    if [before, after].contains(where: { side in side.sampleCountType.map { side.totals.totals[$0] == 0 } ?? false }) {
      return noSamples
    }
    if basis == .recorded, let old = before.duration, let new = after.duration,
      abs(Double(old) - Double(new)) > ProfileAnalysis.durationTolerance * Double(max(old, new))
    {
      return "the profiles took different times, and their values are held against each other as they are"
    }
    return nil
  }

  private static let noSamples = "one of the profiles has no samples"
}
