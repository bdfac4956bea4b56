@testable import PerfAnalysis
import PerfDiagnostics
import PerfModel
import PerfUnits

/// An objective in a few words. The bound is given in base units, as a reader of documents hands it over.
func objective(
  _ metric: MetricID = .requestDuration, _ statistic: Statistic = .quantile(0.95),
  _ comparator: Objective.Comparator = .less, _ bound: Double, of scope: Objective.Scope = .unstated,
  labels: Labels = .none, unit: Unit? = nil, tier: Objective.Tier = .target, scenario: LoadScenario? = nil,
  window: Double? = nil, origin: ObjectiveSource.Origin = .document, text: String = "written so"
) -> Objective {
  objective(
    metric, statistic, comparator, .value(bound), of: scope, labels: labels, unit: unit, tier: tier, scenario: scenario,
    window: window, origin: origin, text: text)
}

func objective(
  _ metric: MetricID = .requestDuration, _ statistic: Statistic = .quantile(0.95),
  _ comparator: Objective.Comparator = .less, _ bound: Objective.Bound, of scope: Objective.Scope = .unstated,
  labels: Labels = .none, unit: Unit? = nil, tier: Objective.Tier = .target, scenario: LoadScenario? = nil,
  window: Double? = nil, origin: ObjectiveSource.Origin = .document, text: String = "written so"
) -> Objective {
  Objective(
    source: ObjectiveSource(origin: origin, file: "SLO.md", line: 7), text: text, metric: metric, statistic: statistic,
    scope: scope, labels: labels, comparator: comparator, bound: bound,
    unit: unit ?? MetricCatalogue.metric(metric)?.unit ?? .one, tier: tier, scenario: scenario, window: window)
}

/// A run of whatever series a case needs.
func run(label: String = "run", duration: Double? = 30, tool: String = "k6", _ add: (inout RunBuilder) -> Void) -> Run {
  var builder = RunBuilder(label: label, tool: tool, format: "test")
  if let duration { builder.setDuration(duration, .seconds) }
  add(&builder)
  return builder.finish()[0]
}

extension RunBuilder {
  /// Latency of an endpoint in milliseconds.
  mutating func latency(_ endpoint: String?, count: Int?, _ statistics: [Statistic: Double], labels: Labels = .none) {
    addDistribution(
      MetricCatalogue.metric(.requestDuration)!, endpoint: endpoint, labels: labels, count: count,
      statistics: statistics, in: .milliseconds, method: .linear)
  }

  mutating func errors(_ failed: Int, of total: Int, at endpoint: String? = nil) {
    addRatio(MetricCatalogue.metric(.requestErrorRatio)!, endpoint: endpoint, events: failed, of: total)
  }

  mutating func counter(_ metric: MetricID, _ value: Double, at endpoint: String? = nil) {
    addCounter(MetricCatalogue.metric(metric)!, endpoint: endpoint, value, in: .one)
  }
}

func check(
  _ runs: [Run], _ objectives: [Objective], _ change: (inout ComparisonPolicy) -> Void = { _ in }
) -> CheckAssessment {
  check(runs, ObjectiveBoard(objectives.map { .objective($0) }), change)
}

func check(
  _ runs: [Run], _ board: ObjectiveBoard, _ change: (inout ComparisonPolicy) -> Void = { _ in }
) -> CheckAssessment {
  var policy = ComparisonPolicy()
  change(&policy)
  return Checker(policy: policy).check(ComparedSide(label: "side", runs: runs), board)
}

/// The result of one objective.
func result(
  _ runs: [Run], _ objective: Objective, _ change: (inout ComparisonPolicy) -> Void = { _ in }
) -> ObjectiveResult {
  check(runs, [objective], change).results[0]
}
