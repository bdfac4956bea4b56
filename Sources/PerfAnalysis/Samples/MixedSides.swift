import PerfDiagnostics
import PerfModel
import PerfStats

/// One side known to the request, the other by a summary: both are compared by what both can know, the summary's own statistics, in
/// the summary's own definition, over the whole run.
enum MixedSides {
  /// The definition that requests have to follow so that a quantile is the same thing on both sides; nil where they need not, or
  /// cannot because the summary does not state its own.
  static func definition(_ pair: PairedSeries) -> QuantileMethod? {
    let known = (pair.before + pair.after).compactMap { observed in
      if case .distribution(let distribution) = observed.series.content { distribution } else { nil }
    }
    let published = Set(known.filter { !isSampled($0) }.map(\.method))
    return known.contains(where: isSampled) && published == [.floorIndex] ? .floorIndex : nil
  }

  /// A statistic of a series, its quantiles in the definition given.
  static func value(_ series: Series, _ statistic: Statistic, _ definition: QuantileMethod?) -> Double? {
    guard definition == .floorIndex, case .quantile(let p) = statistic,
      case .distribution(.samples(let samples)) = series.content
    else { return series[statistic] }
    return Quantile.floorIndex(sorted: RadixSort.sorted(samples.values), p)
  }

  /// Says so, nil where no side is mixed with another.
  static func note(_ pairs: [PairedSeries]) -> Diagnostic? {
    let isMixed = pairs.contains { pair in
      pair.key.metric == .requestDuration
        && Set((pair.before + pair.after).compactMap(\.isKnownByRequest)).count == 2
    }
    guard isMixed else { return nil }
    return Diagnostic(
      .note, .mixedSides,
      "some runs hold every request, others only a summary: they are compared by the summary's statistics, over whole runs",
      hint: "give the raw files of both sides, so that warm-up is left out and dependence is measured")
  }

  private static func isSampled(_ distribution: Distribution) -> Bool {
    if case .samples = distribution { true } else { false }
  }
}

extension PairedSeries.Observed {
  /// Whether every value is known, one by one or in a sketch; nil for what is no distribution.
  fileprivate var isKnownByRequest: Bool? {
    guard case .distribution(let distribution) = series.content else { return nil }
    if case .quantiles = distribution { return false }
    return true
  }
}

extension DiagnosticID {
  /// One side holds every request, the other a summary.
  static let mixedSides = DiagnosticID(rawValue: "mixed-sides")
}
