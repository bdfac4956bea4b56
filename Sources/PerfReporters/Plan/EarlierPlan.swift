import PerfCapacity

/// What an earlier `perfreport/plan/1` says, to tell what has moved since.
public struct EarlierPlan: Sendable, Hashable {
  /// The file it was read from, as the user named it.
  public let name: String
  public let lines: [Line]

  public init(name: String, lines: [Line]) {
    self.name = name
    self.lines = lines
  }

  /// A line of it.
  public struct Line: Sendable, Hashable {
    public let id: String
    public let title: String
    /// As it was printed; nil where it was refused.
    public let shown: String?
    public let value: Double?
    /// Whether `value` is no mere bound.
    public let isExact: Bool
    public let low: Double?
    public let high: Double?

    public init(
      id: String, title: String, shown: String?, value: Double?, isExact: Bool, low: Double? = nil,
      high: Double? = nil
    ) {
      self.id = id
      self.title = title
      self.shown = shown
      self.value = value
      self.isExact = isExact
      self.low = low
      self.high = high
    }
  }
}

/// A line of which two plans say different things.
struct PlanChange {
  let id: String
  let title: String
  let before: String
  let after: String
  /// after/before − 1 in percent, and whether the two intervals exclude each other; empty where there are no two numbers.
  let change: String

  static let notDetermined = "not determined"
  /// Of a line that one of the plans does not have.
  static let absent = "–"

  /// In the order of the new plan, then what it no longer has.
  static func changes(_ planned: PlannedCapacity) -> [PlanChange] {
    guard let earlier = planned.earlier else { return [] }
    let old = Dictionary(earlier.lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let now = planned.plan.lines.map { line in
      EarlierPlan.Line(
        id: line.id, title: line.title, shown: PlanFigure.value(of: line, in: planned.plan), value: line.value,
        isExact: line.bound == .exact, low: line.interval?.low, high: line.interval?.high)
    }
    let known = Set(now.map(\.id))
    return now.compactMap { PlanChange(old[$0.id], $0) }
      + earlier.lines.filter { !known.contains($0.id) }.compactMap { PlanChange($0, nil) }
  }

  /// Nil where both say the same.
  private init?(_ before: EarlierPlan.Line?, _ after: EarlierPlan.Line?) {
    guard let either = after ?? before else { return nil }
    id = either.id
    title = either.title
    self.before = before.map { $0.shown ?? Self.notDetermined } ?? Self.absent
    self.after = after.map { $0.shown ?? Self.notDetermined } ?? Self.absent
    guard self.before != self.after else { return nil }
    change = before.flatMap { before in after.map { Self.change(before, $0) } } ?? ""
  }

  private static func change(_ before: EarlierPlan.Line, _ after: EarlierPlan.Line) -> String {
    // Two lower bounds tell of two tests, and shares are told apart by themselves.
    guard let old = before.value, let new = after.value, before.isExact, after.isExact, old > 0,
      !["headroom", "soak"].contains(after.id), case let share = new / old - 1, abs(share) < 1e6
    else { return "" }
    let text = (share < 0 ? "" : "+") + PlanFigure.percent(share)
    guard let low = before.low, let high = before.high, let newLow = after.low, let newHigh = after.high else {
      return text
    }
    return text + (newLow > high || newHigh < low ? ", beyond both intervals" : ", the intervals overlap")
  }

  /// `headroom 31 % → 12 %, bottleneck moved from pool to DB CPU`; that nothing moved where nothing did.
  static func sentence(_ changes: [PlanChange]) -> String {
    guard !changes.isEmpty else { return "No line has changed." }
    let leading = ["headroom", "bottleneck", "planning-rate", "slo-capacity", "max-request-rate", "max-users"]
    let first = leading.compactMap { id in changes.first { $0.id == id } }.prefix(4)
    let words = (first.isEmpty ? Array(changes.prefix(3)) : Array(first)).map { change in
      change.id == "bottleneck"
        ? "bottleneck moved from \(change.before) to \(change.after)"
        : "\(Words.lowered(change.title)) \(change.before) → \(change.after)"
    }
    return words.joined(separator: ", ") + "."
  }
}
