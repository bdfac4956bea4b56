package import PerfDiagnostics
package import PerfModel

/// Tells when two inputs of one side are the same run: a summary and the raw file that a tool wrote of it, or a copy.
package enum RunIdentity {
  /// Relative difference of two statistics that are the same number: formats write six digits or more.
  package static let tolerance = 1e-6

  /// The runs that are left, in the order of their first appearance, and a finding for each that was merged.
  ///
  /// Of two formats of one run the richer is kept; what it does not know (objectives, start, duration) comes from the other.
  /// - Parameter richness: of a format id; see `FormatDescription.richness`.
  package static func merge(
    _ runs: [Run], richness: (String) -> Int
  ) -> (runs: [Run], diagnostics: [Diagnostic]) {
    var kept: [Run] = []
    var diagnostics: [Diagnostic] = []
    for run in runs {
      guard let index = kept.firstIndex(where: { areSame($0, run) }) else {
        kept.append(run)
        continue
      }
      let isRicher = richness(run.format) > richness(kept[index].format)
      let (rich, poor) = isRicher ? (run, kept[index]) : (kept[index], run)
      diagnostics.append(rich.format == poor.format ? copy(poor, of: rich) : preference(rich, to: poor))
      kept[index] = rich.supplemented(by: poor)
    }
    return (kept, diagnostics)
  }

  /// Whether two runs of different files are one.
  package static func areSame(_ a: Run, _ b: Run) -> Bool {
    guard a.tool == b.tool, a.files != b.files else { return false }
    if a.format == b.format {
      return a.series.contains(where: \.hasData) && a.series == b.series && a.duration == b.duration
    }
    guard let count = requestCount(a), count > 0, requestCount(b) == count else { return false }
    let shared = sharedStatistics(a, b)
    return !shared.isEmpty && shared.allSatisfy { isClose($0, $1) }
  }

  private static func requestCount(_ run: Run) -> Double? {
    if let count = run[SeriesKey(.requestCount)]?[.value] { return count }
    guard case .distribution(let duration)? = run[SeriesKey(.requestDuration)]?.content else { return nil }
    return duration.count.map(Double.init)
  }

  /// Mean, maximum and p95 of the request duration, as far as both runs hold them.
  private static func sharedStatistics(_ a: Run, _ b: Run) -> [(Double, Double)] {
    guard case .distribution(let x)? = a[SeriesKey(.requestDuration)]?.content,
      case .distribution(let y)? = b[SeriesKey(.requestDuration)]?.content
    else { return [] }
    // Quantiles by two definitions, or from a sketch, are two numbers even of one run.
    let comparesQuantiles = x.method == y.method && x.basis == y.basis
    let statistics: [Statistic] = comparesQuantiles ? [.mean, .maximum, .quantile(0.95)] : [.mean, .maximum]
    return statistics.compactMap { statistic in
      guard let left = x[statistic], let right = y[statistic] else { return nil }
      return (left, right)
    }
  }

  private static func isClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= tolerance * max(abs(a), abs(b))
  }

  private static func name(_ run: Run) -> String { run.files.first?.path ?? run.label }

  private static func preference(_ rich: Run, to poor: Run) -> Diagnostic {
    Diagnostic(
      .note, .inputDuplicate,
      "this is the same run as \(name(rich)), which is used because \(rich.format) holds more than \(poor.format)",
      at: SourceLocation(file: name(poor)))
  }

  private static func copy(_ run: Run, of original: Run) -> Diagnostic {
    Diagnostic(
      .warning, .inputDuplicate, "all numbers are those of \(name(original)); one run is counted once",
      at: SourceLocation(file: name(run)),
      hint: "a repeated measurement never gives the same numbers: run the test again")
  }
}

extension Run {
  /// The run with what only the other file of it knows.
  fileprivate func supplemented(by other: Run) -> Run {
    with(
      toolVersion: toolVersion ?? other.toolVersion, startedAt: startedAt ?? other.startedAt,
      duration: duration ?? other.duration, files: files + other.files.filter { !files.contains($0) },
      context: context.merging(other.context) { own, _ in own },
      declaredObjectives: declaredObjectives.isEmpty ? other.declaredObjectives : declaredObjectives)
  }
}
