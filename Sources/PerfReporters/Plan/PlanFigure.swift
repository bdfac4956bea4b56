import PerfCapacity
import PerfModel
import PerfUnits

/// The numbers of a plan as people read them.
enum PlanFigure {
  /// Three significant digits, whole digits never cut: `1,046`, `96.2`, `0.0052`.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return value.description }
    guard abs(value) < 999.5 else { return NumberText.grouped(Int(value.rounded())) }
    return withoutZeros(NumberText.significant(value, digits: 3))
  }

  static func percent(_ share: Double) -> String { number(share * 100) + " %" }

  static func rate(_ perSecond: Double) -> String { number(perSecond) + " req/s" }

  /// `88 ms`, `1.28 s`, `3 min`.
  static func time(_ seconds: Double) -> String {
    guard seconds < 120 else { return number(seconds / 60) + " min" }
    let scale = DisplayScale(for: [seconds], dimension: .time)
    return withoutZeros(scale.number(seconds)) + " " + scale.symbol
  }

  /// `p95`, `p99.9`.
  static func quantile(_ p: Double) -> String { p == 0.999 ? "p99.9" : Statistic.quantile(p).name }

  /// `120 users`, `100 req/s offered`.
  static func load(_ load: Level.Load) -> String {
    switch load {
    case .users(let users): counted(users.value, "users")
    case .offered(let rate): Self.rate(rate.value) + " offered"
    case .sent(let rate): Self.rate(rate.value) + " sent"
    }
  }

  /// `1 user`, `2 users`; units that have no plural stay as they are.
  static func counted(_ value: Double, _ noun: String) -> String {
    let isPlural = noun.hasSuffix("s") && !noun.contains("/")
    return number(value) + " " + (value == 1 && isPlural ? String(noun.dropLast()) : noun)
  }

  /// A value of a line with its unit.
  static func quantity(_ value: Double, of line: PlanLine) -> String {
    switch line.noun {
    case "months": NumberText.fixed(value, decimals: 1) + " months"
    case "per hour":
      withoutZeros(DisplayScale(for: [value], dimension: line.unit.dimension).text(value)) + "/h"
    case let noun?: counted(value, noun)
    case nil: line.unit.dimension == .frequency ? rate(value) : percent(value)
    }
  }

  /// What a line says in one word or number: `≥ 153 req/s`, `11 instances`, `horizontal`; nil where it is refused.
  static func value(of line: PlanLine, in plan: CapacityPlan) -> String? {
    guard line.grade != .refused else { return nil }
    switch line.id {
    case "bottleneck": return plan.bottleneck.cause?.name
    case "scaling-strategy": return line.formula.map(strategy)
    default:
      guard let value = line.value else { return line.id == "soak" ? "no trend" : nil }
      return sign(line.bound) + quantity(value, of: line)
    }
  }

  /// `153 … 167`; nil where the line has none.
  static func interval(of line: PlanLine) -> String? {
    guard let interval = line.interval, interval.low != nil || interval.high != nil else { return nil }
    func text(_ end: Double) -> String {
      let full = quantity(end, of: line)
      guard line.unit == .one || line.unit == .perSecond, let space = full.firstIndex(of: " ") else { return full }
      return String(full[..<space])
    }
    switch (interval.low, interval.high) {
    // A lower bound says that much itself.
    case (let low?, nil): return line.bound == .atLeast ? nil : "from " + text(low)
    case (nil, let high?): return line.bound == .atMost ? nil : "up to " + text(high)
    case (let low?, let high?): return "\(text(low)) … \(text(high))"
    case (nil, nil): return nil
    }
  }

  private static func sign(_ bound: PlanLine.Bound) -> String {
    switch bound {
    case .atLeast: "≥ "
    case .atMost: "≤ "
    case .exact, .none: ""
    }
  }

  /// What the kinds of `ScalingStrategy` are called.
  private static func strategy(_ kind: String) -> String {
    switch ScalingStrategy.Kind(rawValue: kind) {
    case .horizontal: "more instances"
    case .vertical: "a larger machine"
    case .removeSerialPart: "remove the serial part"
    case .configuration: "configuration"
    case .quota: "quota, batching or a cache"
    case .notDetermined: "not determined"
    case nil: kind
    }
  }

  private static func withoutZeros(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let end = text[point...].firstIndex { $0 != "." && !$0.isNumber } ?? text.endIndex
    var digits = text[..<end]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return String(digits) + text[end...]
  }
}
