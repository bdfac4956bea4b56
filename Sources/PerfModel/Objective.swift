public import PerfUnits

/// A target that somebody wrote down: what is measured, and the bound it has to keep.
///
/// A value like any other, kept once however many lists hold it: a document may state 100,000, and each goes from the document
/// through results and places to fill into reports.
public final class Objective: Sendable {
  public let source: ObjectiveSource
  /// As written, one line.
  public let text: String
  public let metric: MetricID
  public let statistic: Statistic
  public let scope: Scope
  public let labels: Labels
  /// What has to hold for the objective to be met. An alert states the bad side; here it is turned round.
  public let comparator: Comparator
  public let bound: Bound
  /// The unit as written; its dimension has to be the metric's for the objective to be evaluated.
  public let unit: Unit
  public let tier: Tier
  /// The load it speaks of, nil for any.
  public let scenario: LoadScenario?
  /// Seconds for which an alert's condition has to last, nil where none is written.
  public let window: Double?

  public init(
    source: ObjectiveSource, text: String, metric: MetricID, statistic: Statistic, scope: Scope,
    labels: Labels = .none, comparator: Comparator, bound: Bound, unit: Unit, tier: Tier = .target,
    scenario: LoadScenario? = nil, window: Double? = nil
  ) {
    self.source = source
    self.text = text
    self.metric = metric
    self.statistic = statistic
    self.scope = scope
    self.labels = labels
    self.comparator = comparator
    self.bound = bound
    self.unit = unit
    self.tier = tier
    self.scenario = scenario
    self.window = window
  }

  /// Which part of a run an objective speaks of.
  public enum Scope: Sendable, Hashable {
    /// Nothing is said: the whole run, or every endpoint where a run has no whole.
    case unstated
    /// "All endpoints", "overall": the whole run and each endpoint.
    case everyEndpoint
    /// The words that name an endpoint, a group of them or a query, still to be matched against a run.
    case named(String)
    /// Exactly this series of the run, as its own tool declares it.
    case exactly(endpoint: String?)
  }

  /// How the actual value has to stand to the bound.
  public enum Comparator: String, Sendable, Hashable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "=="
  }

  /// What the actual value is held against.
  public enum Bound: Sendable, Hashable {
    /// A value in the metric's base unit.
    case value(Double)
    /// A multiple of the target of the same metric and statistic: "p95 latency > 2x target".
    case timesTarget(Double)
    /// after/before − 1: "40 % reduction" is at most −0.4. Only a comparison can tell.
    case change(Double)
  }

  /// How bad it is to miss it.
  public enum Tier: String, Sendable, Hashable, CaseIterable {
    case target
    case warning
    case critical
    case max
  }
}

extension Objective: Hashable {
  public static func == (a: Objective, b: Objective) -> Bool {
    a === b
      || a.source == b.source && a.text == b.text && a.metric == b.metric && a.statistic == b.statistic
        && a.scope == b.scope && a.labels == b.labels && a.comparator == b.comparator && a.bound == b.bound
        && a.unit == b.unit && a.tier == b.tier && a.scenario == b.scenario && a.window == b.window
  }

  /// By what tells most objectives of a document apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(metric)
    hasher.combine(statistic)
    hasher.combine(scope)
    hasher.combine(bound)
  }
}

/// Where an objective was written.
public struct ObjectiveSource: Sendable, Hashable {
  public let origin: Origin
  /// As the user named it; nil for the command line.
  public let file: String?
  /// From 1.
  public let line: Int?
  /// From 1.
  public let column: Int?

  public init(origin: Origin, file: String? = nil, line: Int? = nil, column: Int? = nil) {
    self.origin = origin
    self.file = file
    self.line = line
    self.column = column
  }

  /// The kinds of place, in the order of rank: what is in a code block or declared by the tool yields to what a document says.
  public enum Origin: String, Sendable, Hashable, CaseIterable {
    case commandLine
    case objectivesFile
    case document
    case codeBlock
    case tool
  }
}

/// The load under which an objective is meant.
public struct LoadScenario: Sendable, Hashable {
  /// `normal`, `sustained`, `peak`, `spike`, `soak`, or the document's own word in lower case.
  public let name: String
  /// Users, where the document says how many.
  public let users: Double?
  /// Requests per second, where the document says how many.
  public let rate: Double?

  public init(name: String, users: Double? = nil, rate: Double? = nil) {
    self.name = name
    self.users = users
    self.rate = rate
  }
}

/// What became of a line that looks like a target; nothing is dropped in silence.
public enum ObjectiveStatement: Sendable, Hashable {
  case objective(Objective)
  /// A target that no run can answer: "no crashes".
  case notMeasurable(UnreadTarget)
  /// Looks like a target and could not be read.
  case notUnderstood(UnreadTarget)

  /// Where it was written.
  public var source: ObjectiveSource {
    switch self {
    case .objective(let objective): objective.source
    case .notMeasurable(let target), .notUnderstood(let target): target.source
    }
  }
}

/// A target that is listed instead of evaluated.
public struct UnreadTarget: Sendable, Hashable {
  public let source: ObjectiveSource
  /// As written, one line.
  public let text: String
  public let reason: String

  public init(source: ObjectiveSource, text: String, reason: String) {
    self.source = source
    self.text = text
    self.reason = reason
  }
}
