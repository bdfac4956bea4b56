import PerfImporters
import PerfModel
import PerfUnits
import Testing

/// A line as somebody may write it, and what it says, worked out by hand.
struct PhraseCase: Sendable, CustomTestStringConvertible {
  let text: String
  let expected: PhraseReading
  var context = PhraseContext()

  var testDescription: String { text }
}

/// Short names for the tables.
extension PhraseTarget {
  static func p95(_ seconds: Double, _ comparator: Objective.Comparator = .atMost) -> PhraseTarget {
    .latency(.quantile(0.95), seconds, comparator)
  }

  static func p99(_ seconds: Double, _ comparator: Objective.Comparator = .atMost) -> PhraseTarget {
    .latency(.quantile(0.99), seconds, comparator)
  }

  static func latency(
    _ statistic: Statistic, _ seconds: Double, _ comparator: Objective.Comparator = .atMost, unit: Unit = .milliseconds
  ) -> PhraseTarget {
    .init(metric: .requestDuration, statistic: statistic, comparator: comparator, bound: .value(seconds), unit: unit)
  }

  static func errors(_ ratio: Double, _ comparator: Objective.Comparator = .atMost) -> PhraseTarget {
    .init(metric: .requestErrorRatio, statistic: .value, comparator: comparator, bound: .value(ratio), unit: .percent)
  }

  static func rate(
    _ perSecond: Double, _ comparator: Objective.Comparator = .atLeast, unit: Unit = .perSecond
  ) -> PhraseTarget {
    .init(metric: .requestRate, statistic: .value, comparator: comparator, bound: .value(perSecond), unit: unit)
  }

  static func users(_ count: Double, _ comparator: Objective.Comparator = .atLeast) -> PhraseTarget {
    .init(metric: .loadUsers, statistic: .maximum, comparator: comparator, bound: .value(count), unit: .one)
  }

  static func level(
    _ metric: String, _ value: Double, _ comparator: Objective.Comparator = .atMost, _ unit: Unit = .one,
    _ statistic: Statistic = .value
  ) -> PhraseTarget {
    .init(
      metric: MetricID(rawValue: metric), statistic: statistic, comparator: comparator, bound: .value(value), unit: unit
    )
  }

  static func change(
    _ metric: MetricID, _ statistic: Statistic, _ comparator: Objective.Comparator, _ change: Double,
    unit: Unit = .percent
  ) -> PhraseTarget {
    .init(metric: metric, statistic: statistic, comparator: comparator, bound: .change(change), unit: unit)
  }

  func with(
    scope: Objective.Scope? = nil, scenario: LoadScenario? = nil, tier: Objective.Tier? = nil, window: Double? = nil,
    unit: Unit? = nil, bound: Objective.Bound? = nil, metric: MetricID? = nil
  ) -> PhraseTarget {
    .init(
      metric: metric ?? self.metric, statistic: statistic, scope: scope ?? self.scope, comparator: comparator,
      bound: bound ?? self.bound, unit: unit ?? self.unit, scenario: scenario ?? self.scenario, tier: tier ?? self.tier,
      window: window ?? self.window)
  }

  func named(_ name: String) -> PhraseTarget { with(scope: .named(name)) }
  var everywhere: PhraseTarget { with(scope: .everyEndpoint) }
  func inUnit(_ unit: Unit) -> PhraseTarget { with(unit: unit) }
}

extension LoadScenario {
  static let normal = LoadScenario(name: "normal")
  static let sustained = LoadScenario(name: "sustained")
  static let peak = LoadScenario(name: "peak")
  static func users(_ count: Int) -> LoadScenario { .init(name: "\(count) users", users: Double(count)) }
  static func rate(_ perSecond: Int) -> LoadScenario { .init(name: "\(perSecond)/s", rate: Double(perSecond)) }
}

extension PhraseContext {
  static func with(_ change: (inout PhraseContext) -> Void) -> PhraseContext {
    var context = PhraseContext()
    change(&context)
    return context
  }
}
