import Glibc
import PerfModel
import PerfStats
import PerfUnits

/// Finds the part of a run in which its durations are steady (docs/statistics.md §7).
///
/// First the load itself without the test's preparation, then the users' plateau, then MSER-5 on the logarithm of each second's
/// median. MSER-5's minimum at its boundary, half of the run, says that it found no steady part. Noise alone puts it there in a quarter
/// of all runs of thirty seconds, so that it counts only together with a trend: Mann and Kendall's p below 1 % over the
/// means of five seconds, and halves that differ by more than a tenth. Of simulated steady runs of 30 to 600 seconds, also with
/// correlations of 0.8 from second to second, that calls at most one in a hundred unsteady.
struct SteadyPart: Hashable {
  /// In seconds from the run's origin.
  let window: ClosedRange<Double>
  let cuts: [RunFindings.Cut]
  /// Why there is no steady part, nil where there is one.
  let unsteadiness: String?

  /// The largest p of a trend at MSER-5's boundary.
  static let boundaryAlpha = 0.01
  /// The largest p of a trend in what MSER-5 left: it looks for a start that differs, and not for one.
  static let trendAlpha = 0.001
  /// Halves that differ by less are no trend worth a refusal.
  static let smallestDrift = 0.1

  /// Nil for a run without a timeline.
  init?(_ run: Run) {
    guard let timeline = run.timelines.first(where: { $0.endpoint == nil }), let first = timeline.bins.first,
      let last = timeline.bins.last
    else { return nil }
    let whole = min(0, first.at)...max(last.at + last.length, run.loadWindow?.upperBound ?? 0)
    var cutter = Cutter(window: whole, bins: timeline.bins)
    if let load = run.loadWindow { cutter.keep(load.lowerBound, load.upperBound, .preparation) }
    if let plateau = UserPlateau.window(cutter.fullBins) { cutter.keepSeconds(plateau, .ramp) }
    let bins = cutter.fullBins.filter { ($0.p50 ?? 0) > 0 }
    let logs = bins.compactMap { $0.p50.map { log($0) } }
    let truncation = MSER.truncation(logs)
    let means = MSER.batchMeans(logs)
    if let truncation, truncation.isAtBoundary {
      unsteadiness = Self.drift(means, alpha: Self.boundaryAlpha)
    } else {
      let cut = truncation?.truncated ?? 0
      unsteadiness = Self.drift(Array(means.dropFirst(cut)), alpha: Self.trendAlpha)
      if cut > 0 { cutter.keep(bins[cut * MSER.batchSize].at, cutter.window.upperBound, .warmUp) }
    }
    window = cutter.window
    cuts = cutter.cuts
  }

  /// A trend that is too strong to be noise and too large to be left aside, in words.
  private static func drift(_ means: [Double], alpha: Double) -> String? {
    guard let trend = MannKendall.test(means), trend.pTwoSided < alpha else { return nil }
    let half = means.count / 2
    guard let early = Moments.mean(Array(means.prefix(half))), let late = Moments.mean(Array(means.suffix(half))) else {
      return nil
    }
    let change = abs(late - early)
    guard change > log1p(smallestDrift) else { return nil }
    let percent = NumberText.significant(expm1(change) * 100, digits: 2)
    return "the second half is \(percent) % \(late > early ? "slower" : "faster") than the first"
  }
}

/// Narrows a window and keeps account of what it leaves out.
private struct Cutter {
  private(set) var window: ClosedRange<Double>
  private(set) var cuts: [RunFindings.Cut] = []
  private let bins: [TimelineBin]

  init(window: ClosedRange<Double>, bins: [TimelineBin]) {
    self.window = window
    self.bins = bins
  }

  /// The seconds that lie in the window as a whole: a part of a second holds too few requests for its median to count.
  var fullBins: [TimelineBin] {
    bins.filter { $0.at >= window.lowerBound && $0.at + $0.length <= window.upperBound }
  }

  /// Leaves out what lies before and after.
  mutating func keep(_ start: Double, _ end: Double, _ reason: RunFindings.Cut.Reason) {
    let start = min(max(start, window.lowerBound), window.upperBound)
    let end = min(max(end, start), window.upperBound)
    cut(window.lowerBound, start, reason)
    cut(end, window.upperBound, reason)
    window = start...end
    cuts.sort { $0.span.lowerBound < $1.span.lowerBound }
  }

  /// Leaves out the full seconds before and after; the parts of a second at the ends of the window are no reason to.
  mutating func keepSeconds(_ seconds: ClosedRange<Double>, _ reason: RunFindings.Cut.Reason) {
    let bins = fullBins
    guard let first = bins.first, let last = bins.last else { return }
    keep(
      seconds.lowerBound > first.at ? seconds.lowerBound : window.lowerBound,
      seconds.upperBound < last.at + last.length ? seconds.upperBound : window.upperBound, reason)
  }

  private mutating func cut(_ start: Double, _ end: Double, _ reason: RunFindings.Cut.Reason) {
    let bins = bins.filter { $0.at >= start && $0.at < end }
    let requests = bins.reduce(0.0) { $0 + Double($1.count) }
    // The span of the load ends within a second, mostly; that is no part that anybody left out.
    guard end > start, reason != .preparation || end - start >= 1 else { return }
    let failed = bins.reduce(0.0) { $0 + Double($1.failed) }
    cuts.append(
      .init(reason: reason, span: start...end, requests: Int(exactly: requests) ?? 0, failed: Int(exactly: failed) ?? 0)
    )
  }
}
