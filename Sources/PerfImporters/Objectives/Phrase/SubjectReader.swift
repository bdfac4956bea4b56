package import PerfModel
package import PerfUnits

/// What a row's name, a column's title or a heading measures; what it leaves unsaid is nil.
package struct Subject: Sendable, Hashable {
  /// To be handed to `PhraseContext.metric` as it is: of "Availability" and "Errors" it is no metric of the catalogue, because
  /// the amount decides how to read it.
  package var metric: MetricID?
  package var statistic: Statistic?
  package var unit: Unit?
  /// "Checkout" of "Checkout latency", every endpoint of "API endpoints p95".
  package var scope: Objective.Scope?

  package init(
    metric: MetricID? = nil, statistic: Statistic? = nil, unit: Unit? = nil, scope: Objective.Scope? = nil
  ) {
    self.metric = metric
    self.statistic = statistic
    self.unit = unit
    self.scope = scope
  }
}

/// Reads names: of what is measured, of a load, of a tier.
package enum SubjectReader {
  private static let longest = 200

  /// "P95 Latency" is `request.duration` and p95; nil where the text names nothing that is known.
  package static func read(_ text: String) -> Subject? {
    guard let clause = clause(text), clause.amounts.isEmpty, !clause.hasUnclearSubject else { return nil }
    var subject = Subject(unit: clause.unit, scope: clause.scope)
    subject.statistic = clause.statistics.count == 1 ? clause.statistics[0] : nil
    if clause.statistics.isEmpty, let extreme = clause.extreme {
      subject.statistic = extreme == .maximum ? .maximum : .minimum
    }
    let figure = try? FigureMaker(clause: clause.withoutStatistics, context: PhraseContext()).metricOfTitle()
    subject.metric = figure
    if let figure, subject.statistic == nil {
      switch MetricCatalogue.metric(figure)?.instrument {
      case .scalar, .ratio, .counter: subject.statistic = .value
      default: break
      }
    }
    return subject.metric == nil && subject.statistic == nil && subject.unit == nil ? nil : subject
  }

  /// "Sustained", "Peak", "Under normal load (400 req/s):", "400 concurrent users", "Scenario: peak".
  package static func scenario(_ text: String) -> LoadScenario? {
    guard text.utf8.count <= longest else { return nil }
    return ScenarioReader.read(PhraseTokens(text, decimalComma: false))
  }

  /// "Warning", "Critical", "Hard limit", "Max", "Target"; nil where other words stand with it.
  package static func tier(_ text: String) -> Objective.Tier? {
    guard let clause = clause(text), clause.names.isEmpty, clause.amounts.isEmpty, clause.doubts.isEmpty,
      clause.metrics.isEmpty, !clause.isProse, clause.unmeasurable == nil, clause.scenario == nil
    else { return nil }
    if clause.extreme == .maximum, clause.tier == nil || clause.tier == .target || clause.tier == .max { return .max }
    return clause.tier
  }

  private static func clause(_ text: String) -> Clause? {
    guard text.utf8.count <= longest, !Placeholder.matches(text) else { return nil }
    let tokens = PhraseTokens(text, decimalComma: false)
    return ClauseReader.read(ItemReader(tokens).items[...], of: tokens)
  }
}

extension Clause {
  /// A title that compares, tells a story or names something that is not measured is no subject.
  fileprivate var hasUnclearSubject: Bool {
    isProse || unmeasurable != nil || longTerm != nil || isSetting || change != nil || isNone
  }

  fileprivate var withoutStatistics: Clause {
    var clause = self
    clause.statistics = []
    return clause
  }
}
