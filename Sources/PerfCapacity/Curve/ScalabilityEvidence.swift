public import PerfStats
import PerfUnits

/// The scalability law fitted to a curve, and whether it may speak of a peak.
///
/// It is for the appendix, with what it says of contention. It is quoted as the maximum only where the curve falls on a measured far side.
public struct ScalabilityEvidence: Sendable, Hashable {
  public let fit: ScalabilityFit
  /// What concurrency stands for.
  public let axis: LoadCurve.Axis
  /// The 95 % profile-likelihood intervals of N* and X(N*), per second; nil where the peak may not be quoted.
  public let peakConcurrency: ProfileInterval?
  public let peakThroughput: ProfileInterval?
  /// All that a peak has to satisfy.
  public let isBracketed: Bool
  /// Why not, the first reason.
  public let objection: String?

  /// How many distinct loads the law needs.
  public static let fewestLoads = 6

  /// Nil with fewer than six loads, or where users think and what was in flight is not known.
  ///
  /// - Parameter thinks: whether users pause between requests, so that users are not concurrency.
  public init?(_ curve: LoadCurve, levels: [Level], thinks: Bool) {
    let points = curve.points
    guard points.count >= Self.fewestLoads else { return nil }
    let usesInFlight = curve.axis != .users || thinks
    let loads = points.map { point -> Double? in
      guard usesInFlight, curve.axis != .inFlight else { return point.load }
      return Moments.mean(point.levels.compactMap { levels[$0].inFlight?.value })
    }
    let concurrency = loads.compactMap { $0 }
    let goodput = points.map(\.goodput.value)
    guard concurrency.count == points.count,
      let fitter = ScalabilityFitter(concurrency: concurrency, throughput: goodput), let fit = fitter.fit()
    else { return nil }
    self.fit = fit
    axis = usesInFlight ? .inFlight : curve.axis
    let objection = Self.objection(fit, concurrency, goodput)
    self.objection = objection
    isBracketed = objection == nil
    // A peak that may not be quoted needs no interval.
    peakConcurrency = isBracketed ? fitter.peakConcurrencyInterval(fit, confidence: 0.95) : nil
    peakThroughput = isBracketed ? fitter.peakThroughputInterval(fit, confidence: 0.95) : nil
  }

  private static func objection(_ fit: ScalabilityFit, _ concurrency: [Double], _ goodput: [Double]) -> String? {
    guard let peak = fit.law.peakConcurrency else { return "the fitted law has no peak" }
    guard let largest = concurrency.max(), largest > peak else {
      return "its peak at \(Wording.number(peak)) lies beyond the highest load tested"
    }
    guard let error = fit.residualError, let mean = Moments.mean(goodput), error <= 0.1 * mean else {
      return "the points lie too far from the fitted law"
    }
    guard let p = fit.coherenceP, p < 0.05 else { return "the data do not tell the fitted law from one without a peak" }
    return nil
  }
}
