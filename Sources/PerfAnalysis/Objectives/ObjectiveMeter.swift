import PerfModel
import PerfStats
import PerfUnits

/// Reads actual values out of the runs of a side, for holding them against bounds.
struct ObjectiveMeter {
  let side: Side
  let policy: ComparisonPolicy
  /// For what no run holds.
  private let evidence: EvidenceMeter?

  init(side: Side, policy: ComparisonPolicy) {
    self.side = side
    self.policy = policy
    evidence = side.evidence.isEmpty ? nil : EvidenceMeter(EvidenceSide(runs: side.runs, evidence: side.evidence))
  }

  /// The value of a statistic of a series over all runs.
  /// - Parameter extreme: the end of a level's range that is meant where an objective does not say; nil for the last value.
  func read(_ key: SeriesKey, _ statistic: Statistic, extreme: Statistic? = nil) -> ActualValue.Reading {
    let declared = side.runs.indices.compactMap { index in
      series(key, in: side.runs[index]).map { PairedSeries.Observed(series: $0, in: side.runs, at: index) }
    }
    guard !declared.isEmpty else {
      if let seen = evidence?.read(key, statistic, extreme: extreme) { return seen }
      return .unknown(reason: "the run does not hold \(SeriesText.name(key))", advice: nil)
    }
    let observed = declared.filter(\.series.hasData)
    guard let first = observed.first else {
      return .unknown(
        reason: "\(SeriesText.name(key)) counted nothing",
        advice: "a pass without data would be none: does the test call it?"
      )
    }
    var reading: ActualValue.Reading
    switch first.series.content {
    case .ratio: reading = ratio(observed, statistic)
    case .distribution: reading = distribution(observed, statistic)
    case .gauge: reading = level(observed, statistic, extreme)
    case .counter: reading = number(observed, statistic, isExact: true)
    case .scalar: reading = number(observed, statistic, isExact: false)
    case .noData: return .unknown(reason: "\(SeriesText.name(key)) counted nothing", advice: nil)
    }
    if case .value(var value) = reading, observed.count < side.runs.count {
      value.notes.append("\(observed.count) of \(side.runs.count) runs hold it")
      reading = .value(value)
    }
    return reading
  }

  /// The series of a run, or one that exact counts of the run give.
  private func series(_ key: SeriesKey, in run: Run) -> Series? { run[key] ?? DerivedSeries.make(key, in: run) }

  private func ratio(_ observed: [PairedSeries.Observed], _ statistic: Statistic) -> ActualValue.Reading {
    // The share over a whole run is its mean, however it is called.
    guard statistic == .value || statistic == .mean else { return lacks(observed, statistic) }
    let ratios = observed.compactMap { observed -> Ratio? in
      if case .ratio(let ratio) = observed.series.content { ratio } else { nil }
    }
    guard let share = Shown.pooled(ratios) else { return lacks(observed, statistic) }
    return .value(ActualInterval(policy: policy).share(share, ratios))
  }

  private func distribution(_ observed: [PairedSeries.Observed], _ statistic: Statistic) -> ActualValue.Reading {
    let figures = Figures.of(observed, statistic)
    guard let value = Shown.center(figures.map(\.value)) else { return lacks(observed, statistic) }
    var actual = ActualValue(value: value)
    switch statistic {
    case .mean, .quantile: actual = ActualInterval(policy: policy).positive(value, figures, requests(observed))
    default: actual.notes.append("no interval: \(statistic.name) is of single requests")
    }
    return .value(actual)
  }

  /// A total is what it is; only several runs show how much it varies. A rate has the error of the events that it counted.
  private func number(
    _ observed: [PairedSeries.Observed], _ statistic: Statistic, isExact: Bool
  ) -> ActualValue.Reading {
    guard statistic == .value || statistic == .mean && !isExact else { return lacks(observed, statistic) }
    let figures = Figures.of(observed, .value)
    guard let value = Shown.center(figures.map(\.value)) else { return lacks(observed, .value) }
    guard isExact, figures.count < 3 else {
      return .value(ActualInterval(policy: policy).positive(value, figures, requests(observed)))
    }
    return .value(ActualValue(value: value))
  }

  private func level(
    _ observed: [PairedSeries.Observed], _ statistic: Statistic, _ extreme: Statistic?
  ) -> ActualValue.Reading {
    let wanted = statistic == .value ? extreme ?? .value : statistic
    let values = observed.compactMap { $0.series[wanted] ?? (statistic == .value ? $0.series[.value] : nil) }
    guard !values.isEmpty, let value = wanted == .minimum ? values.min() : values.max() else {
      return lacks(observed, statistic)
    }
    var actual = ActualValue(value: value, notes: ["no interval: a level is not sampled independently"])
    if wanted != statistic {
      actual.notes.append("the \(wanted == .minimum ? "lowest" : "highest") level stands for it")
    }
    return .value(actual)
  }

  /// How many requests all figures stand on, nil where a run does not tell.
  private func requests(_ observed: [PairedSeries.Observed]) -> Double? {
    var total = 0.0
    for observed in observed {
      let count: Double? =
        switch observed.series.content {
        case .distribution(let distribution): distribution.count.map(Double.init)
        case .scalar: Figures.events(behind: observed)
        default: nil
        }
      guard let count else { return nil }
      total += count
    }
    return total
  }

  private func lacks(_ observed: [PairedSeries.Observed], _ statistic: Statistic) -> ActualValue.Reading {
    guard let first = observed.first else { return .unknown(reason: "nothing was measured", advice: nil) }
    let name = SeriesText.name(first.series.key)
    guard case .distribution(let distribution) = first.series.content else {
      return .unknown(reason: "\(name) has no \(statistic.name), only a value for the whole run", advice: nil)
    }
    if statistic == .value {
      return .unknown(
        reason: "no statistic is named", advice: "say which, such as p95 or mean: a latency without one is no number")
    }
    let held = distribution.statistics.map(\.name).joined(separator: ", ")
    return .unknown(
      reason: "the file holds no \(statistic.name) of \(name), only \(held)",
      advice: RecordingAdvice.text(statistic, tool: first.run.tool))
  }
}

/// What to run so that a statistic is in the file next time.
private enum RecordingAdvice {
  static func text(_ statistic: Statistic, tool: String) -> String {
    guard case .quantile(let p) = statistic, tool == "k6" else {
      return "record \(statistic.name), or every request ('perfreport inspect FILE' says how)"
    }
    let percent = String(statistic.name == "p999" ? "99.9" : statistic.name.dropFirst())
    return p == 0.5
      ? "record it: k6 run --summary-trend-stats avg,min,med,max,p(90),p(95),p(99),count"
      : "record it: k6 run --summary-trend-stats 'avg,min,med,max,p(90),p(95),p(\(percent)),count'"
  }
}
