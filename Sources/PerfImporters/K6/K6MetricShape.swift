import PerfFormats
import PerfModel

/// What the keys of a metric's values tell, where no `type` does.
enum K6MetricShape {
  /// The type of a metric, k6's word. A trend is recognised before anything else: it may carry `count`, or `count` alone.
  static func type(of values: JSONNode) -> String? {
    let keys = Set(values.members?.map(\.key) ?? [])
    if keys.contains(where: isTrendOnly) { return "trend" }
    if keys.isSuperset(of: ["passes", "fails"]) || keys.isSuperset(of: ["matches", "total"]) { return "rate" }
    if keys.contains("value") { return "gauge" }
    if keys.isSuperset(of: ["count", "rate"]) { return "counter" }
    return keys.isDisjoint(with: ["count", "min", "max"]) ? nil : "trend"
  }

  /// Whether an object is a metric of the legacy export: recognisable, and with no key that k6 does not write there.
  static func isFlat(_ metric: JSONNode) -> Bool {
    let known: Set<String> = ["avg", "min", "med", "max", "count", "rate", "value", "passes", "fails", "thresholds"]
    let isKnown = metric.members?.allSatisfy { known.contains($0.key) || $0.key.hasPrefix("p(") } ?? false
    return isKnown && type(of: metric) != nil
  }

  /// The statistic of a trend's key: `avg`, `med`, `p(99.9)`, and `p95` of the machine-readable summary.
  static func statistic(_ key: String) -> Statistic? {
    switch key {
    case "avg": return .mean
    case "min", "p(0)": return .minimum
    case "med": return .median
    case "max", "p(100)": return .maximum
    default:
      guard let percent = percent(key) else { return nil }
      return Statistic(percentile: percent)
    }
  }

  /// Whether only trends have the key; `min` and `max` are a gauge's too.
  static func isTrendOnly(_ key: String) -> Bool { key == "avg" || key == "med" || percent(key) != nil }

  private static func percent(_ key: String) -> Double? {
    guard key.hasPrefix("p") else { return nil }
    let rest = key.dropFirst()
    return Double(rest.hasPrefix("(") && rest.hasSuffix(")") ? rest.dropFirst().dropLast() : rest)
  }
}
