import PerfModel
import PerfUnits

/// What holds for the series of every run that a conforming tool's file gives.
extension Subject {
  func checkInvariants(_ run: Run, _ name: String) -> [Violation] {
    var flaws: [String] = []
    for (a, b) in zip(run.series, run.series.dropFirst()) where !(a.key < b.key) {
      flaws.append("\(b.key) does not come after \(a.key)")
    }
    for series in run.series {
      flaws += Self.flaws(series).map { "\(series.metric.id) \(series.key.endpoint ?? ""): \($0)" }
    }
    if let duration = run.duration, !duration.isFinite || duration <= 0 { flaws.append("lasts \(duration) s") }
    if run.files.contains(where: { $0.path.hasPrefix("/") }) { flaws.append("holds an absolute path") }
    return flaws.map { Violation(rule: .keepsInvariants, fixture: name, detail: $0) }
  }

  private static func flaws(_ series: Series) -> [String] {
    var flaws: [String] = []
    if series.key.metric != series.metric.id { flaws.append("is filed under \(series.key.metric)") }
    if !Unit.base.contains(series.metric.unit) { flaws.append("is in \(series.metric.unit.symbol), not a base unit") }
    if let known = MetricCatalogue.metric(series.metric.id) {
      if known != series.metric { flaws.append("is not as in the catalogue") }
    } else if !series.metric.id.rawValue.hasPrefix("custom.") {
      flaws.append("is neither in the catalogue nor under 'custom.'")
    }
    return flaws + contentFlaws(series)
  }

  private static func contentFlaws(_ series: Series) -> [String] {
    switch (series.content, series.metric.instrument) {
    case (.noData, _): []
    case (.distribution(let distribution), .distribution): distributionFlaws(distribution)
    case (.counter(let value), .counter): value.isFinite && value >= 0 ? [] : ["is \(value)"]
    case (.scalar(let value), .scalar): value.isFinite ? [] : ["is \(value)"]
    case (.gauge(let gauge), .gauge): gaugeFlaws(gauge)
    case (.ratio(let ratio), .ratio): (0...1).contains(ratio.value) ? [] : ["is \(ratio.value), not in 0…1"]
    default: ["holds other data than its instrument \(series.metric.instrument.rawValue) says"]
    }
  }

  private static func distributionFlaws(_ distribution: Distribution) -> [String] {
    var flaws: [String] = []
    let statistics = distribution.statistics
    if distribution.count == 0 { flaws.append("has statistics of nothing") }
    if distribution.count == nil, statistics.isEmpty { flaws.append("is empty and does not say so") }
    for statistic in statistics where distribution[statistic]?.isFinite != true {
      flaws.append("\(statistic.name) is not finite")
    }
    let quantiles = distribution.knownQuantiles.map { Statistic.quantile($0.p) }
    let ladder = ([.minimum] + quantiles + [.maximum]).compactMap { step in distribution[step].map { (step, $0) } }
    for (low, high) in zip(ladder, ladder.dropFirst()) where low.1 > high.1 {
      flaws.append("\(low.0.name) \(low.1) is above \(high.0.name) \(high.1)")
    }
    if let mean = distribution[.mean], let low = distribution[.minimum], let high = distribution[.maximum] {
      // A mean of equal values may miss them by rounding.
      let slack = 1e-9 * max(abs(low), abs(high))
      if mean < low - slack || mean > high + slack { flaws.append("mean \(mean) is outside \(low)…\(high)") }
    }
    if let deviation = distribution[.standardDeviation], deviation < 0 { flaws.append("stddev is negative") }
    return flaws
  }

  private static func gaugeFlaws(_ gauge: Gauge) -> [String] {
    let values = [gauge.minimum, gauge.last, gauge.maximum].compactMap(\.self)
    if let odd = values.first(where: { !$0.isFinite }) { return ["is \(odd)"] }
    return zip(values, values.dropFirst()).allSatisfy { $0 <= $1 } ? [] : ["its last value is outside its range"]
  }
}
