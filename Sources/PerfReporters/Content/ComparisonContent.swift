import PerfAnalysis
import PerfDiagnostics
import PerfModel

/// What a report of a comparison says: every row in its section, in its order, with its words. Laid out once; nothing is computed.
struct ComparisonContent {
  let assessment: Assessment
  let headline: ComparisonHeadline
  /// Gated rows that changed, worst first.
  let changed: [ComparisonRow]
  /// Gated rows that are not distinguishable.
  let indistinct: [ComparisonRow]
  /// Gated rows without a verdict on better or worse.
  let unjudged: [ComparisonRow]
  /// Rows outside the declared family that changed, worst first.
  let exploratoryChanged: [ComparisonRow]
  /// How many rows outside the family did not, or could not be judged.
  let exploratoryRest: Int
  let tests: TestCases
  let objectives: ObjectiveChanges
  /// What would settle the rows and the objectives that are open.
  let advice: [[Inline]]
  /// Series of one side only, each once.
  let new: [SeriesKey]
  let missing: [SeriesKey]

  init(_ assessment: Assessment) {
    self.assessment = assessment
    let rows = assessment.comparisons.map(ComparisonRow.init)
    tests = TestCases(rows.filter(TestCases.owns))
    let others = rows.lazy.filter { !TestCases.owns($0) }
    let gated = Array(others.filter(\.comparison.isGated))
    let twins = Twins(assessment.comparisons)
    let exploratory = others.filter {
      !$0.comparison.isGated && $0.kind != .oneSided && !twins.contains($0.comparison)
    }
    func isChanged(_ row: ComparisonRow) -> Bool { row.kind == .worse || row.kind == .better }
    changed = ComparisonRow.worstFirst(gated.filter(isChanged))
    indistinct = gated.filter { $0.kind == .indistinct }
    unjudged = gated.filter { $0.kind == .unjudged }
    exploratoryChanged = ComparisonRow.worstFirst(Array(exploratory.filter(isChanged)))
    exploratoryRest = exploratory.count - exploratoryChanged.count
    objectives = ObjectiveChanges(assessment.objectives)
    advice =
      assessment.advice.map { [.text($0)] }
      + ObjectiveAdvice.lines(assessment.objectives.map { ObjectiveRow($0.after) })
    // A new error message stands among the errors with its count; as the name of a series it would say nothing.
    let named = others.filter { assessment.samples == nil || $0.comparison.key.labels["error"] == nil }
    new = Self.series(named, .new)
    missing = Self.series(named, .missing)
    headline = ComparisonHeadline(assessment, gated: gated, changed: changed, tests: tests, objectives: objectives)
  }

  private static func series(_ rows: some Sequence<ComparisonRow>, _ verdict: Verdict) -> [SeriesKey] {
    var seen: Set<SeriesKey> = []
    return rows.filter { $0.kind == .oneSided && $0.comparison.verdict == verdict }.map(\.comparison.key)
      .filter { seen.insert($0).inserted }
  }
}

/// Rows of the requests that were answered as expected, where those are all there are: they say again what the plain row says.
private struct Twins {
  private var plain: [Place: Comparison] = [:]

  private struct Place: Hashable {
    let endpoint: String?
    let statistic: Statistic
  }

  private static let labels: Labels = ["expected_response": "true"]

  init(_ rows: [Comparison]) {
    for row in rows where row.key.metric == .requestDuration && row.key.labels.isEmpty {
      plain[Place(endpoint: row.key.endpoint, statistic: row.statistic)] = row
    }
  }

  func contains(_ row: Comparison) -> Bool {
    guard row.key.metric == .requestDuration, row.key.labels == Self.labels,
      let twin = plain[Place(endpoint: row.key.endpoint, statistic: row.statistic)]
    else { return false }
    return twin.before == row.before && twin.after == row.after && twin.interval == row.interval
  }
}
