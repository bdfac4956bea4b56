public import PerfModel
import PerfUnits

/// The targets that a load test itself declares, such as k6's thresholds, as objectives to be evaluated anew.
public enum DeclaredObjectives {
  /// One statement for each declared objective, in the run's order.
  public static func read(_ run: Run) -> [ObjectiveStatement] { run.declaredObjectives.map { read($0, of: run) } }

  /// One declared objective of a run.
  public static func read(_ declared: DeclaredObjective, of run: Run) -> ObjectiveStatement {
    let source = ObjectiveSource(origin: .tool, file: run.files.first?.path)
    let text = "\(name(declared.series)): \(declared.expression)"
    func unread(_ reason: String) -> ObjectiveStatement {
      .notUnderstood(UnreadTarget(source: source, text: text, reason: reason))
    }
    guard let expression = K6ThresholdExpression(declared.expression) else {
      return unread("not a threshold of the form p(95)<250")
    }
    let metric = run[declared.series]?.metric ?? MetricCatalogue.metric(declared.series.metric)
    if metric?.instrument == .counter, expression.aggregation == "rate" {
      return unread("the rate of the counter \(declared.series.metric) is not in the run")
    }
    return .objective(expression.objective(of: declared.series, metric?.unit ?? .one, source: source, text: text))
  }

  private static func name(_ series: SeriesKey) -> String {
    let tags = series.labels.pairs.map { "\($0.name):\($0.value)" }.joined(separator: ",")
    return [series.metric.rawValue, series.endpoint, tags.isEmpty ? nil : "{\(tags)}"].compactMap { $0 }
      .joined(separator: " ")
  }
}
