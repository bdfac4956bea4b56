import PerfDiagnostics
import PerfModel

/// Series of the gated family that only some runs of a side hold: a run without them is no run with good figures.
enum PartialSeries {
  /// Names them, nil where every run holds what its siblings hold.
  static func note(_ pairs: [PairedSeries], _ before: Side, _ after: Side) -> Diagnostic? {
    let sides = [before, after].map { side in side.runs.map(targets) }
    let partial = pairs.filter { pair in
      guard GatedFamily.declares(pair.key) else { return false }
      return lacks(pair.key, before, sides[0], pair.before.count) || lacks(pair.key, after, sides[1], pair.after.count)
    }
    guard let first = partial.first else { return nil }
    let name = [first.key.metric.rawValue, first.key.endpoint].compactMap(\.self).joined(separator: " of ")
    return Diagnostic(
      .warning, .partialSeries,
      "not every run of a side holds \(name)" + (partial.count == 1 ? "" : " and \(partial.count - 1) more series"),
      hint: "the runs that hold it are compared; was the test changed between the runs?")
  }

  /// Whether a run lacks a series that a run of the same test holds. Runs that share no target, such as those of ab for one path
  /// each, are parts of a test.
  private static func lacks(_ key: SeriesKey, _ side: Side, _ targets: [Set<String?>], _ holders: Int) -> Bool {
    guard holders > 0, holders < side.runs.count else { return false }
    let holds = side.runs.map { $0[key]?.hasData == true }
    let held = zip(holds, targets).filter(\.0).reduce(into: Set<String?>()) { $0.formUnion($1.1) }
    return zip(holds, targets).contains { !$0 && !$1.isDisjoint(with: held) }
  }

  /// The endpoints that a run measured, nil for the run as a whole.
  private static func targets(_ run: Run) -> Set<String?> {
    Set(run.series.filter { $0.hasData && $0.key.metric.rawValue.hasPrefix("request.") }.map(\.key.endpoint))
  }
}

extension DiagnosticID {
  /// Only some runs of a side hold a series of the gated family.
  static let partialSeries = DiagnosticID(rawValue: "partial-series")
}
