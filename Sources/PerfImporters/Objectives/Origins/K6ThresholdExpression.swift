import PerfModel
import PerfUnits

/// A threshold as k6 writes it: `p(95)<250`, `rate < 0.01`, `count==0`.
struct K6ThresholdExpression {
  /// What is compared: `p(95)`, `rate`.
  let aggregation: String
  let comparator: Objective.Comparator
  let number: Double

  /// Nil for what k6 itself would refuse, and for `!=`, which is no bound.
  init?(_ text: String) {
    let compact = text.filter { !$0.isWhitespace }
    guard let sign = compact.firstIndex(where: { "<>=!".contains($0) }) else { return nil }
    let relation = compact[sign...].prefix { "<>=!".contains($0) }
    let comparators: [Substring: Objective.Comparator] = [
      "<": .less, "<=": .atMost, ">": .greater, ">=": .atLeast, "==": .equal, "===": .equal,
    ]
    guard let comparator = comparators[relation], let number = Double(compact[relation.endIndex...]), number.isFinite
    else { return nil }
    aggregation = String(compact[..<sign])
    guard Self.counts.contains(aggregation) || K6MetricShape.statistic(aggregation) != nil else { return nil }
    self.comparator = comparator
    self.number = number
  }

  /// The statistic of a series: counts, rates and levels have one value.
  var statistic: Statistic { K6MetricShape.statistic(aggregation) ?? .value }

  private static let counts: Set<String> = ["count", "rate", "value"]

  /// The objective on a metric of a script, nil where only a run can tell what the metric contains.
  func objective(of name: K6MetricName, source: ObjectiveSource, text: String) -> Objective? {
    guard K6MetricTable.isBuiltIn(name.base) else { return nil }
    let contents = K6MetricTable.contents(ofBuiltIn: name.base)
    let rate = aggregation == "rate" ? K6MetricTable.rate(ofCounter: name.base) : nil
    let metric = rate ?? K6MetricTable.metric(name.base, instrument, containing: contents)
    return objective(
      of: SeriesKey(metric.id, endpoint: name.endpoint, labels: name.labels), metric.unit, source: source, text: text)
  }

  /// The objective on a series whose base unit is known. k6 writes times in milliseconds, everything else in base units.
  func objective(of series: SeriesKey, _ base: Unit, source: ObjectiveSource, text: String) -> Objective {
    let unit = base.dimension == .time ? Unit.milliseconds : base
    return Objective(
      source: source, text: text, metric: series.metric, statistic: statistic,
      scope: .exactly(endpoint: series.endpoint),
      labels: series.labels, comparator: comparator, bound: .value(unit.toBase(number)), unit: unit)
  }

  private var instrument: Instrument {
    switch aggregation {
    case "count": .counter
    case "rate": .ratio
    case "value": .gauge
    default: .distribution
    }
  }
}
