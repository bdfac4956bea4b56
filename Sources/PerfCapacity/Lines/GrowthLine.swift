import Glibc
import PerfStats
public import PerfUnits

/// How long a capacity lasts.
public enum Growth {
  /// Months until a rate reaches another: ln(X/λ)/ln(1 + g) for a share g a month, (X − λ)/b for b a month; negative where it is past.
  ///
  /// Nil without growth, and where either rate is zero.
  public static func months(from now: RequestRate, to limit: RequestRate, pace: GrowthScenario.Pace) -> Double? {
    let months: Double
    switch pace {
    case .share(let share):
      guard now.value > 0, limit.value > 0, share > 0 else { return nil }
      months = log(limit.value / now.value) / log1p(share)
    case .linear(let perMonth):
      guard perMonth.value > 0 else { return nil }
      months = (limit.value - now.value) / perMonth.value
    }
    return months.isFinite ? months : nil
  }

  /// The slope of past peaks in req/s a month with its 95 % interval, from at least 8 months or 28 days.
  public static func slope(_ history: PeakHistory) -> (slope: Double, low: Double, high: Double)? {
    let fewest = history.step == .month ? 8 : 28
    guard history.peaks.count >= fewest, let trend = TheilSen(y: history.peaks.map(\.value)) else { return nil }
    let perMonth = history.step == .month ? 1 : 365.25 / 12
    return (trend.slope * perMonth, trend.low * perMonth, trend.high * perMonth)
  }
}

extension PlanContext {
  /// `headroom`: H = 1 − λ_peak/X_safe.
  var headroomLine: PlanLine {
    let id = "headroom"
    let title = "Headroom now"
    guard let peak = settings.currentPeak else {
      return .refused(
        id: id, title: title, reason: "The production's peak is not given.",
        next: "Give capacity.currentPeak: the p99 of one-minute request rates from logs or Prometheus, not an average.",
        codes: [.inputMissing])
    }
    guard let safe = totalPlanningRate, let base = planningBase, let used = peak.ratio(to: safe) else {
      return .refused(
        id: id, title: title, reason: planningRefusal, next: nextTest.sentence, codes: [.inputMissing])
    }
    return PlanLine(
      id: id, title: title, value: 1 - used, unit: .one, bound: base.isLower ? .atLeast : .exact, grade: .computed,
      assumptions: ["production runs what was tested"], source: base.sources, formula: "H = 1 − λ_peak/X_safe",
      reason: base.isLower
        ? "The capacity is a lower bound." : used > 1 ? "The peak is above the planning value already." : nil,
      arithmetic: ["1 − \(Wording.exact(peak.value))/\(Wording.exact(safe.value)) = \(Wording.percent(1 - used))"])
  }

  /// The months of the slowest scenario to the upper end of the capacity; nil where that is not known.
  private func longestTime(_ peak: RequestRate, _ base: PlanningBase) -> Double? {
    guard let high = base.high?.scaled(by: (1 - settings.headroom) * (settings.productionFactor ?? 1)) else {
      return nil
    }
    return settings.growth.compactMap { Growth.months(from: peak, to: high, pace: $0.pace) }.max()
  }

  /// `growth`: months until the peak reaches the planning value.
  var growthLine: PlanLine {
    let id = "growth"
    let title = "Months left"
    guard let peak = settings.currentPeak, let safe = totalPlanningRate, let base = planningBase else {
      return .refused(
        id: id, title: title, noun: "months",
        reason: settings.currentPeak == nil ? "The production's peak is not given." : planningRefusal,
        next: settings.currentPeak == nil ? "Give capacity.currentPeak." : nextTest.sentence, codes: [.inputMissing])
    }
    var scenarios = settings.growth.compactMap { scenario in
      Growth.months(from: peak, to: safe, pace: scenario.pace).map { (scenario.name, $0) }
    }
    if let trend = settings.peakHistory.flatMap(Growth.slope) {
      // A steeper slope leaves less time.
      for (name, slope) in [("trend", trend.slope), ("trend, steep", trend.high), ("trend, flat", trend.low)] {
        guard let pace = RequestRate(slope), let months = Growth.months(from: peak, to: safe, pace: .linear(pace))
        else {
          continue
        }
        scenarios.append((name, months))
      }
    }
    // The capacity's own interval lets the slowest growth last longer.
    let longest = longestTime(peak, base)
    let ordered = scenarios.sorted { $0.1 < $1.1 }
    guard let soonest = ordered.first, let latest = ordered.last else {
      return .refused(
        id: id, title: title, noun: "months", reason: "How fast the peak grows is not given, or it does not grow.",
        next: "Give three capacity.growth scenarios, or at least 8 monthly or 28 daily peaks.", codes: [.inputMissing])
    }
    let expected = scenarios.first { $0.0 == "expected" || $0.0 == "trend" } ?? ordered[ordered.count / 2]
    let act = soonest.1 - settings.leadTimeMonths
    let isOver = expected.1 < 0
    return PlanLine(
      id: id, title: title, value: expected.1, noun: "months",
      interval: PlanInterval(low: soonest.1, high: longest.map { max($0, latest.1) } ?? latest.1),
      bound: base.isLower ? .atLeast : .exact, grade: .extrapolated, assumptions: ["growth goes on as \(expected.0)"],
      source: base.sources, formula: "t = ln(X_safe/λ)/ln(1 + g), or (X_safe − λ)/b",
      reason: isOver ? "Already over." : nil,
      detail: scenarios.map { "\($0.0) \(NumberText.fixed($0.1, decimals: 1))" }.joined(separator: ", ")
        + (act > 0 ? "; act within \(NumberText.fixed(act, decimals: 1)) months." : "; act now."),
      arithmetic: scenarios.map {
        "\($0.0): \(Wording.exact(peak.value)) to \(Wording.exact(safe.value)) req/s in \(NumberText.fixed($0.1, decimals: 1)) months"
      })
  }
}
