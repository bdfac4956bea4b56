public import PerfDiagnostics
public import PerfModel

/// The runs of one side and what was noticed while they were read.
public struct ComparedSide: Sendable {
  public let label: String
  public let runs: [Run]
  public let diagnostics: [Diagnostic]

  public init(label: String, runs: [Run], diagnostics: [Diagnostic] = []) {
    self.label = label
    self.runs = runs
    self.diagnostics = diagnostics
  }
}

/// Compares two sides and judges the difference: the engine of `perfreport compare`.
public struct Comparer: Sendable {
  public let policy: ComparisonPolicy

  public init(policy: ComparisonPolicy = ComparisonPolicy()) { self.policy = policy }

  /// Puts every series of both sides next to its twin and judges each row and the whole.
  /// - Parameter selfTest: also worsens every gated row on purpose and names those that would not notice
  ///   (docs/statistics.md §6).
  public func compare(_ before: ComparedSide, _ after: ComparedSide, selfTest: Bool = false) -> Assessment {
    let table = ComparisonTable(Side(runs: before.runs), Side(runs: after.runs), policy: policy)
    let test = selfTest ? SelfTest(policy: policy).run(table) : nil
    let overall = OverallJudgement(table, selfTest: test, isStrict: policy.isStrict)
    return Assessment(
      verdict: overall.verdict, status: overall.status, judgement: overall.judgement, obstacles: overall.obstacles,
      before: summary(before), after: summary(after), comparisons: table.rows.map(\.finished), ledger: table.ledger,
      renamed: table.renamed, preconditions: table.preconditions, assumptions: Assumptions.list(table, policy),
      advice: Advice.sentences(table.rows), selfTest: test,
      diagnostics: before.diagnostics + before.runs.flatMap(\.diagnostics) + after.diagnostics
        + after.runs.flatMap(\.diagnostics) + table.notes)
  }

  private func summary(_ side: ComparedSide) -> SideSummary {
    SideSummary(
      label: side.label,
      runs: side.runs.map { run in
        SideSummary.RunSummary(
          label: run.label, tool: run.tool, toolVersion: run.toolVersion, format: run.format, startedAt: run.startedAt,
          duration: run.duration, requests: requests(run), files: run.files)
      })
  }

  private func requests(_ run: Run) -> Int? {
    let whole = run[SeriesKey(.requestCount)]?[.value]
    let endpoints = run.series.filter {
      $0.key.metric == .requestCount && $0.key.endpoint != nil && $0.key.labels.isEmpty
    }.compactMap { $0[.value] }
    guard let count = whole ?? (endpoints.isEmpty ? nil : endpoints.reduce(0, +)) else { return nil }
    return Int(exactly: count.rounded())
  }
}
