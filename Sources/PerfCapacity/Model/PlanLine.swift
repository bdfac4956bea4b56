public import PerfUnits

/// One line of the plan: a number with all that a meeting needs to trust it, or the reason why there is none and what would give one.
public struct PlanLine: Sendable, Hashable {
  /// `max-request-rate`, `instances:Small`: the ids of perfreport/plan/1.
  public let id: String
  public let title: String
  /// In `unit`; nil where nothing is printed.
  public var value: Double?
  public var unit: Unit
  /// What is counted, for display: `users`, `instances`, `calls/h`, `months`; nil where the unit says it.
  public var noun: String?
  public var interval: PlanInterval?
  public var bound: Bound
  public var grade: Grade
  /// What has to hold for the number to hold.
  public var assumptions: [String]
  /// Runs and levels it comes from: `stress 72–80 s`.
  public var source: [String]
  /// The formula's name in the method: `N = X(qR + Z)/q`.
  public var formula: String?
  /// Why it is no more than it is.
  public var reason: String?
  /// What to run to know better.
  public var next: String?
  /// What a reader is told beside the number: the pass and the fail that enclose it, the runner-up, the sentence of a verdict.
  public var detail: String?
  /// The arithmetic, line by line, with the numbers in it.
  public var arithmetic: [String]
  /// What qualifies or refuses it.
  public var codes: [FindingCode]

  public init(
    id: String, title: String, value: Double? = nil, unit: Unit = .one, noun: String? = nil,
    interval: PlanInterval? = nil, bound: Bound, grade: Grade, assumptions: [String] = [], source: [String] = [],
    formula: String? = nil, reason: String? = nil, next: String? = nil, detail: String? = nil,
    arithmetic: [String] = [], codes: [FindingCode] = []
  ) {
    self.id = id
    self.title = title
    self.value = value
    self.unit = unit
    self.noun = noun
    self.interval = interval
    self.bound = bound
    self.grade = grade
    self.assumptions = assumptions
    self.source = source
    self.formula = formula
    self.reason = reason
    self.next = next
    self.detail = detail
    self.arithmetic = arithmetic
    self.codes = codes
  }

  /// A line without a number.
  public static func refused(
    id: String, title: String, unit: Unit = .one, noun: String? = nil, reason: String, next: String,
    codes: [FindingCode] = [], detail: String? = nil
  ) -> PlanLine {
    PlanLine(
      id: id, title: title, unit: unit, noun: noun, bound: .none, grade: .refused, reason: reason, next: next,
      detail: detail, codes: codes)
  }

  /// What the value is of the truth.
  public enum Bound: String, Sendable, Hashable, CaseIterable {
    case exact
    /// The truth is no less: "≥".
    case atLeast
    /// The truth is no more: "<" or "≤".
    case atMost
    case none
  }

  /// How far a number is from a measurement.
  public enum Grade: String, Sendable, Hashable, CaseIterable {
    /// Measured, replicated, with an interval.
    case replicated = "A"
    /// Measured once, with an interval.
    case measured = "B"
    /// Computed from measured parts under the assumptions listed.
    case computed = "C"
    /// Extrapolated.
    case extrapolated = "D"
    case refused = "-"

    /// The worse of two.
    public func worst(_ other: Grade) -> Grade {
      [.refused, .extrapolated, .computed, .measured].first { $0 == self || $0 == other } ?? self
    }
  }
}

/// Where a value lies; an open end is nil.
public struct PlanInterval: Sendable, Hashable {
  public let low: Double?
  public let high: Double?

  public init(low: Double?, high: Double?) {
    self.low = low
    self.high = high
  }
}
