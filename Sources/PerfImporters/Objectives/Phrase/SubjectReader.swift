package import PerfModel
package import PerfUnits

/// What a row's name, a column's title or a heading measures; what it leaves unsaid is nil.
package struct Subject: Sendable, Hashable {
  package var metric: MetricID?
  package var statistic: Statistic?
  package var unit: Unit?

  package init(metric: MetricID? = nil, statistic: Statistic? = nil, unit: Unit? = nil) {
    self.metric = metric
    self.statistic = statistic
    self.unit = unit
  }
}

/// Reads names: of what is measured, of a load, of a tier.
package enum SubjectReader {
  /// "P95 Latency" is `request.duration` and p95; nil where the text names nothing that is known.
  package static func read(_ text: String) -> Subject? { nil }

  /// "Sustained", "Peak", "Under normal load (400 req/s):", "400 concurrent users".
  package static func scenario(_ text: String) -> LoadScenario? { nil }

  /// "Warning", "Critical", "Hard limit", "Max", "Target".
  package static func tier(_ text: String) -> Objective.Tier? { nil }
}
