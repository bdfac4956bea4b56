import PerfStats
public import PerfUnits

/// Whether a series leaks, and when it would be full.
public struct SoakReport: Sendable, Hashable {
  public let series: SoakSeries
  public let verdict: Verdict
  /// Per hour, in the series' unit, with its 95 % interval (Theil–Sen); nil where nothing can be said.
  public let slopePerHour: Double?
  public let slopeLow: Double?
  public let slopeHigh: Double?
  /// Seconds from the first value to the step.
  public let stepAt: Seconds?
  /// Hours until the limit at that slope, and from the slope's interval.
  public let hoursToLimit: Double?
  public let hoursLow: Double?
  public let hoursHigh: Double?
  /// The smallest slope per hour that would have been seen.
  public let visibleSlope: Double?
  /// What a reader is told.
  public let sentence: String

  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case leak
    case step
    case flattening
    case noTrend
    case tooShort
  }

  /// Fewer windows say nothing.
  static let fewestWindows = 30
  static let fewestEffective = 12.0

  public init(_ series: SoakSeries) {
    let cut = Self.warmUp(series.values)
    // A warm-up of more than a tenth leaves no steady part to judge, but the whole may show a step, or how it flattens.
    let isWarmingUp = cut * 10 > series.values.count
    let start = isWarmingUp ? 0 : cut
    let steady = Array(series.values.dropFirst(start))
    let minima = Self.cycleMinima(steady)
    let values = minima.values
    let step = series.step.value * minima.spacing
    guard series.step.value > 0, steady.count >= Self.fewestWindows, let gate = TrendGate(values),
      Self.effectiveCount(values, gate.slope.slope) >= Self.fewestEffective || isWarmingUp
    else {
      self.init(series, .tooShort, "\(series.name): too short to say.")
      return
    }
    // The gate may have averaged neighbours.
    let perHour = 3600 / (step * Double(TrendGate.grouping(values.count)))
    let slope = (value: gate.slope.slope * perHour, low: gate.slope.low * perHour, high: gate.slope.high * perHour)
    let visible = (slope.high - slope.low) / 2
    let number = { (value: Double) in Wording.number(value) + " " + series.unit.symbol }
    guard gate.isTrend, Self.isMaterial(values, slope.value) else {
      self.init(
        series, .noTrend, "\(series.name): no trend; a leak below \(number(visible))/h would not have been seen.",
        slope: slope, visible: visible)
      return
    }
    if let place = Self.changePoint(values), let at = Seconds(Double(start) * series.step.value + Double(place) * step)
    {
      self.init(
        series, .step, "\(series.name): a step after \(Wording.time(at)), level before and after it: not a leak.",
        slope: slope, stepAt: at, visible: visible)
      return
    }
    if abs(gate.secondHalf) < abs(gate.firstHalf) / 2 {
      self.init(
        series, .flattening, "\(series.name): warming up, and flattening; run longer to see where it ends.",
        slope: slope, visible: visible)
      return
    }
    guard !isWarmingUp else {
      self.init(
        series, .tooShort, "\(series.name): too short to say, for warming up took more than a tenth of the run.")
      return
    }
    let level = values.last ?? 0
    func hours(_ slope: Double) -> Double? {
      guard let limit = series.limit, slope != 0 else { return nil }
      let hours = (limit - level) / slope
      return hours >= 0 && hours.isFinite ? hours : nil
    }
    let full = hours(slope.value).map { "; the limit is reached in \(Wording.number($0)) h" } ?? ""
    self.init(
      series, .leak, "\(series.name): \(slope.value > 0 ? "+" : "-")\(number(abs(slope.value)))/h\(full).",
      slope: slope,
      hours: (hours(slope.value), hours(slope.high), hours(slope.low)), visible: visible)
  }

  private init(
    _ series: SoakSeries, _ verdict: Verdict, _ sentence: String,
    slope: (value: Double, low: Double, high: Double)? = nil, stepAt: Seconds? = nil,
    hours: (value: Double?, low: Double?, high: Double?) = (nil, nil, nil), visible: Double? = nil
  ) {
    self.series = series
    self.verdict = verdict
    self.sentence = sentence
    slopePerHour = slope?.value
    slopeLow = slope?.low
    slopeHigh = slope?.high
    self.stepAt = stepAt
    hoursToLimit = hours.value
    hoursLow = hours.low
    hoursHigh = hours.high
    visibleSlope = visible
  }

  /// What MSER-5 leaves out at the start; nothing where it finds no steady part, as in a leak, or where what it cuts lies within the scatter
  /// of the rest.
  private static func warmUp(_ values: [Double]) -> Int {
    guard let cut = MSER.truncation(values), !cut.isAtBoundary, cut.values > 0,
      let before = Moments.mean(Array(values[..<cut.values])),
      let after = Moments.mean(Array(values[cut.values...])),
      let scatter = Moments.standardDeviation(Array(values[cut.values...])), abs(before - after) > scatter
    else { return 0 }
    return cut.values
  }

  /// The lowest value of each cycle of a sawtooth, such as a collected heap; other series, and those with too few cycles, as they are.
  ///
  /// - Returns: the values, and how many steps lie between two of them on average.
  private static func cycleMinima(_ values: [Double]) -> (values: [Double], spacing: Double) {
    let moves = zip(values, values.dropFirst()).map { $1 - $0 }
    let rises = moves.filter { $0 > 0 }
    guard let typical = Quantile.type7(rises, 0.5), Double(rises.count) > 0.6 * Double(moves.count) else {
      return (values, 1)
    }
    let falls = moves.indices.filter { -moves[$0] > 4 * typical }
    guard falls.count >= 5, Double(falls.count) > 0.6 * Double(moves.count - rises.count) else { return (values, 1) }
    var minima: [Double] = []
    for (start, end) in zip(falls, falls.dropFirst()) {
      if let least = values[(start + 1)...end].min() { minima.append(least) }
    }
    guard let first = falls.first, let last = falls.last, minima.count >= 2 * TrendGate.batches else {
      return (values, 1)
    }
    return (minima, Double(last - first) / Double(minima.count))
  }

  /// n(1 − φ)/(1 + φ), φ the lag-1 autocorrelation without the Theil–Sen trend.
  private static func effectiveCount(_ values: [Double], _ slope: Double) -> Double {
    let detrended = TrendGate.shortened(values).enumerated().map { $1 - slope * Double($0) }
    guard let phi = Autocorrelation.lagOne(detrended) else { return Double(detrended.count) }
    let bounded = max(0, min(0.999, phi))
    return Double(detrended.count) * (1 - bounded) / (1 + bounded)
  }

  /// In a day at least 5 % of the median, and twice the scatter around the trend.
  private static func isMaterial(_ values: [Double], _ perHour: Double) -> Bool {
    let short = TrendGate.shortened(values)
    guard let median = Quantile.type7(short, 0.5), let trend = TheilSen(y: short),
      let scatter = Moments.standardDeviation(short.enumerated().map { $1 - trend.slope * Double($0) })
    else { return false }
    return abs(perHour) * 24 >= max(0.05 * abs(median), 2 * scatter)
  }

  /// The place of one change of level, if before and after it the series is level: both slopes' intervals hold 0.
  private static func changePoint(_ values: [Double]) -> Int? {
    let size = TrendGate.grouping(values.count)
    let short = TrendGate.shortened(values)
    guard short.count >= 20 else { return nil }
    var best: (place: Int, between: Double)?
    let total = Summation.sum(short)
    var left = 0.0
    for place in 1..<short.count {
      left += short[place - 1]
      let (n, m) = (Double(place), Double(short.count - place))
      let gap = left / n - (total - left) / m
      let between = gap * gap * n * m / (n + m)
      if place >= 8, short.count - place >= 8, between > best?.between ?? -1 { best = (place, between) }
    }
    guard let place = best?.place, let before = TheilSen(y: Array(short[..<place])),
      let after = TheilSen(y: Array(short[place...])), before.low <= 0, before.high >= 0, after.low <= 0,
      after.high >= 0
    else { return nil }
    return place * size
  }
}

extension SoakReport {
  /// `soak`: the worst of all series.
  static func line(_ reports: [SoakReport]) -> PlanLine {
    let id = "soak"
    let title = "Soak"
    let order: [Verdict] = [.leak, .step, .flattening, .tooShort, .noTrend]
    let ranked = reports.sorted { (order.firstIndex(of: $0.verdict) ?? 0) < (order.firstIndex(of: $1.verdict) ?? 0) }
    guard let worst = ranked.first else {
      return .refused(
        id: id, title: title, reason: "No soak run was given.",
        next: "Run constant load for hours, and sample the heap after collection, threads, open files and pool use.",
        codes: [.inputMissing])
    }
    let detail = ranked.map(\.sentence).joined(separator: " ")
    guard worst.verdict != .tooShort, let slope = worst.slopePerHour else {
      return .refused(
        id: id, title: title, reason: worst.sentence,
        next: "Run ten times as long as the warm-up, and at least 30 windows.", codes: [.tooShort], detail: detail)
    }
    return PlanLine(
      id: id, title: title, value: worst.verdict == .noTrend ? nil : slope, unit: worst.series.unit, noun: "per hour",
      interval: worst.verdict == .noTrend ? nil : PlanInterval(low: worst.slopeLow, high: worst.slopeHigh),
      bound: worst.verdict == .noTrend ? .none : .exact, grade: .measured, source: [worst.series.name],
      formula: "Theil–Sen slope; Hamed–Rao and Mann–Kendall on 12 batches p < 0.05",
      next: worst.verdict == .flattening ? "Run longer." : nil, detail: detail)
  }
}
