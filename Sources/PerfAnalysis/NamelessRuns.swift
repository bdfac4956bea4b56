import PerfDiagnostics
import PerfModel

/// Gives the endpoint's name to runs that do not tell it.
///
/// A tool that asks one address (ab) names it in its text and knows only the whole run in its other files: what it knows of the one
/// endpoint is what the whole run is.
struct NamelessRuns {
  let before: ComparedSide
  let after: ComparedSide
  /// What was renamed, for the reader of the report.
  let notes: [Diagnostic]

  init(_ before: ComparedSide, _ after: ComparedSide) {
    let runs = before.runs + after.runs
    let named = runs.filter { $0.loneEndpoint != nil }
    let endpoints = Set(runs.lazy.flatMap(\.series).compactMap(\.key.endpoint))
    let nameless = runs.filter { $0.loneEndpoint == nil }
    guard !nameless.isEmpty, endpoints.count == 1, let endpoint = endpoints.first, let tool = named.first?.tool,
      runs.allSatisfy({ $0.tool == tool }),
      // Of one format, runs without the name are of something else.
      Set(nameless.map(\.format)).isDisjoint(with: named.map(\.format))
    else {
      self.before = before
      self.after = after
      notes = []
      return
    }
    let metrics = Set(named.lazy.flatMap(\.series).filter { $0.key.endpoint != nil }.map(\.key.metric))
    func renamed(_ side: ComparedSide) -> ComparedSide {
      var renamed = ComparedSide(
        label: side.label, runs: side.runs.map { Self.renamed($0, metrics, endpoint) }, evidence: side.evidence,
        diagnostics: side.diagnostics)
      renamed.untold = metrics.filter { GatedFamily.declares(SeriesKey($0)) }
        .subtracting(side.runs.lazy.flatMap(\.series).map(\.key.metric))
      return renamed
    }
    self.before = renamed(before)
    self.after = renamed(after)
    let untold = self.before.untold.union(self.after.untold).sorted().map(\.rawValue)
    notes =
      [
        Diagnostic(
          .note, .oneEndpoint,
          "some files of \(tool) name the one endpoint that they hold, \(endpoint), and others none: these are taken for it",
          hint: "was the same address asked? give the same kind of file on both sides")
      ] + (untold.isEmpty ? [] : [Self.warning(untold)])
  }

  private static func warning(_ untold: [String]) -> Diagnostic {
    Diagnostic(
      .warning, .oneEndpoint,
      "the files of one side cannot tell \(untold.joined(separator: " and ")): not compared, so that what fails fast may look fast",
      hint: "give the files of both kinds of each run, in a folder for each side")
  }

  private static func renamed(_ run: Run, _ metrics: Set<MetricID>, _ endpoint: String) -> Run {
    guard run.series.allSatisfy({ $0.key.endpoint == nil }) else { return run }
    let series = run.series.map { metrics.contains($0.key.metric) ? $0.of(endpoint: endpoint) : $0 }
    return run.with(series: series.sorted { $0.key < $1.key })
  }
}

extension DiagnosticID {
  /// Runs that name no endpoint are taken for the one that others name.
  static let oneEndpoint = DiagnosticID(rawValue: "one-endpoint")
}
