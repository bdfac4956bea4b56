import PerfAnalysis
import PerfDiagnostics
import PerfModel

/// Slips of the command line that two good sides still show.
enum SideChecks {
  /// A finding for each run after that is a run before, number by number: a comparison with itself proves nothing.
  ///
  /// Only of load tests: two reports of passing tests may well be equal.
  static func sameRuns(_ before: [Run], _ after: [Run]) -> [Diagnostic] {
    let measured = before.filter(measuresRequests)
    return after.compactMap { run in
      guard let twin = measured.first(where: { $0.series == run.series }) else { return nil }
      return Diagnostic(
        .warning, .inputDuplicate, "before and after hold one run: every number is that of \(twin.label)",
        at: SourceLocation(file: run.files.first?.path), hint: "was one file named twice, or not written anew?")
    }
  }

  /// What to say of a filter that matches no series of either side, nil where it matches one.
  static func emptyFilter(_ filter: String?, _ before: [Run], _ after: [Run]) -> String? {
    guard let filter else { return nil }
    let glob = Glob(filter)
    let keys = (before + after).flatMap(\.series).map(\.key)
    let names = Set(keys.map(\.metric.rawValue) + keys.compactMap(\.endpoint) + keys.compactMap { $0.labels["case"] })
    guard !names.contains(where: glob.matches) else { return nil }
    let hint = DidYouMean.hint(filter, among: names.sorted()) ?? "'perfreport inspect' lists both"
    return "--filter '\(filter)' matches no metric, no endpoint and no test case; \(hint)"
  }

  private static func measuresRequests(_ run: Run) -> Bool {
    run.series.contains { $0.hasData && $0.key.metric.rawValue.hasPrefix("request.") }
  }
}
