package import PerfModel
package import PerfUnits

/// What the place of a phrase says about it: the heading above, the column's title, the row's name.
package struct PhraseContext: Sendable, Hashable {
  /// The column or heading names it: "latency", "throughput".
  package var metric: MetricID?
  /// "Goal (p95)", a heading "95th percentile".
  package var statistic: Statistic?
  /// "Target (ms)": the unit of a bare number.
  package var unit: Unit?
  /// The row's name, "for API endpoints".
  package var scope: Objective.Scope?
  /// "Under normal load (400 req/s):".
  package var scenario: LoadScenario?
  package var tier: Objective.Tier = .target
  /// The phrase states the bad side: the objective is the opposite.
  package var isAlert = false
  /// The document's other numbers show it.
  package var usesDecimalComma = false

  package init() {}
}
