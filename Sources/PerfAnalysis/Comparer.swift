public import PerfDiagnostics
public import PerfModel

/// The runs of one side and what was noticed while they were read.
public struct ComparedSide: Sendable {
  public let label: String
  public let runs: [Run]
  /// What was seen of the service's inside beside the runs: described, never judged.
  public let evidence: [Run]
  public let diagnostics: [Diagnostic]
  /// Metrics that the other side's kind of file holds and this one's does not, see `NamelessRuns`.
  var untold: Set<MetricID> = []

  public init(label: String, runs: [Run], evidence: [Run] = [], diagnostics: [Diagnostic] = []) {
    self.label = label
    self.runs = runs
    self.evidence = evidence
    self.diagnostics = diagnostics
  }
}

/// Compares two sides and judges the difference: the engine of `perfreport compare`.
public struct Comparer: Sendable {
  public let policy: ComparisonPolicy

  public init(policy: ComparisonPolicy = ComparisonPolicy()) { self.policy = policy }

  /// Puts every series of both sides next to its twin and judges each row and the whole.
  /// - Parameters:
  ///   - objectives: what both sides are held against; an objective that is newly breached turns the gate red.
  ///   - selfTest: also worsens every gated row on purpose and names those that would not notice (docs/statistics.md §6).
  public func compare(
    _ before: ComparedSide, _ after: ComparedSide, objectives: ObjectiveBoard = ObjectiveBoard(nil),
    selfTest: Bool = false
  ) -> Assessment {
    let named = NamelessRuns(before, after)
    let (before, after) = (named.before, named.after)
    let table = ComparisonTable(Side(before), Side(after), policy: policy)
    let test = selfTest ? SelfTest(policy: policy).run(table) : nil
    let rows = table.rows.map(\.finished)
    let gate = ObjectiveGate(table.before, table.after, rows, objectives, policy: policy)
    let database = DatabaseEvidence(before, after)
    let overall = OverallJudgement(table, selfTest: test, isStrict: policy.isStrict).joined(
      by: gate.comparisons, of: objectives, isStrict: policy.isStrict)
    let resources =
      before.evidence.isEmpty && after.evidence.isEmpty
      ? nil : ResourceAnalysis(before: EvidenceSide(before), after: EvidenceSide(after))
    let join = EvidenceJoin(before, after, rows: rows, queries: database.queries, resources: resources)
    let isCheck = { (finding: Diagnostic) in finding.id == .evidenceComparability }
    return Assessment(
      verdict: overall.verdict, status: overall.status, judgement: overall.judgement, obstacles: overall.obstacles,
      before: SideSummary(before), after: SideSummary(after), comparisons: rows, ledger: table.ledger,
      renamed: table.renamed, preconditions: table.preconditions, assumptions: Assumptions.list(table, policy),
      advice: Advice.sentences(table.rows), selfTest: test,
      diagnostics: before.diagnostics + before.runs.flatMap(\.diagnostics) + after.diagnostics
        + after.runs.flatMap(\.diagnostics) + database.findings + join.findings.filter { !isCheck($0) } + named.notes
        + EvidenceAlone.notes(before, after) + table.notes
        + objectives.findings(policy: policy, showsSilence: false)
        + gate.notes,
      objectives: gate.comparisons, notMeasurable: objectives.notMeasurable, notUnderstood: objectives.notUnderstood,
      samples: table.sampled.findings(table), queries: database.queries, profiles: join.profiles,
      evidenceChecks: join.findings.filter(isCheck) + ProfileDurations.findings(join.profiles), evidence: join.items,
      queryPlans: database.plans, resources: resources?.findings)
  }
}
